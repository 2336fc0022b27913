import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { auditLine, type AuditLine } from '@etapiste/protocol';

/** The entries of an exported file (JSON Lines), one in memory at a time. @throws Error naming a line that is none */
export async function* linesOfFile(file: string): AsyncGenerator<AuditLine> {
  let lineNumber = 0;
  for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    lineNumber++;
    yield parse(text, lineNumber);
  }
}

function parse(text: string, lineNumber: number): AuditLine {
  try {
    return auditLine.parse(JSON.parse(text));
  } catch (cause) {
    throw new Error(`line ${lineNumber} is no line of an audit export`, { cause });
  }
}
