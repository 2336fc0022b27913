/**
 * Stands in for React when suomifi-icons is built into our pages (see `vite.config.ts`): its components only call
 * `createElement`, and here that writes SVG text instead.
 */
export const createElement = (
  tag: string,
  attributes: Record<string, unknown> | null,
  ...children: readonly string[]
): string => {
  const written = Object.entries(attributes ?? {}).map(([name, value]) => ` ${attributeName(name)}="${String(value)}"`);
  return `<${tag}${written.join('')}>${children.join('')}</${tag}>`;
};

/** React's `fillRule` is SVG's `fill-rule`; `viewBox` keeps its capital. */
const attributeName = (name: string): string =>
  name === 'viewBox' ? name : name === 'className' ? 'class' : name.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`);
