// Reporter of Node's test runner: one line of JSON for each test.

/** @param {AsyncIterable<{ type: string, data: any }>} events */
export default async function* report(events) {
  /** @type {string[]} */
  const path = [];
  for await (const { type, data } of events) {
    if (type === 'test:start') path.splice(data.nesting, Infinity, data.name);
    const isTest = data?.details?.type !== 'suite';
    if (isTest && (type === 'test:pass' || type === 'test:fail')) yield lineOf(path.slice(0, data.nesting), data);
  }
}

/**
 * @param {readonly string[]} suites
 * @param {any} data
 */
function lineOf(suites, { name, details }) {
  const { error } = details;
  const failure = error && String(error.cause?.stack ?? error.cause ?? error);
  return `${JSON.stringify({ title: [...suites, name].join(' > '), ms: Math.round(details.duration_ms), failure })}\n`;
}
