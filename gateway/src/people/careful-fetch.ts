import { seconds } from '@etapiste/protocol';

/** Discovery documents and key sets have a few kilobytes. */
const mostBytes = 512 * 1024;
/** A provider that does not answer by now keeps somebody waiting in vain. */
export const providerPatienceMs = seconds(10);

/**
 * How the hub meets a provider: it goes nowhere that the provider's own documents do not name (no redirect is followed), waits
 * a little and reads a little.
 */
export async function carefulFetch(url: string, options: RequestInit): Promise<Response> {
  const limits = { redirect: 'error', signal: AbortSignal.timeout(providerPatienceMs) } as const;
  const response = await fetch(url, { ...options, ...limits });
  let bytes = 0;
  const counted = response.body?.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        bytes += chunk.length;
        if (bytes > mostBytes) controller.error(new Error(`${url} answers with more than ${mostBytes} bytes`));
        else controller.enqueue(chunk);
      },
    }),
  );
  const { status, statusText, headers } = response;
  return new Response(counted ?? null, { status, statusText, headers });
}
