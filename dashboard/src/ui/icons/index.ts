import { registerIconLibrary } from '@awesome.me/webawesome/dist/components/icon/library.js';
import '@awesome.me/webawesome/dist/components/icon/icon.js';
import { marks } from './marks.js';
import { ownIcons } from './own.js';
import { suomifiIcons } from './suomifi.js';

export type { Mark } from './marks.js';
export type { OwnIcon } from './own.js';
export type { SuomifiIcon } from './suomifi.js';

const asAddress = (svg: string): string => `data:image/svg+xml,${encodeURIComponent(svg)}`;

const drawings = new Map<string, string>([
  ...Object.entries(suomifiIcons).map(([name, draw]): [string, string] => [name, draw({}).replaceAll('#212121', 'currentColor')]),
  ...Object.entries(ownIcons),
  ...Object.entries(marks),
]);

/**
 * `<wa-icon name="phone">`, as large as its `font-size`, draws ours: suomifi-icons, our own, and the status marks. It is the default library, so that
 * Web Awesome never asks an outside address for an icon.
 */
export function registerIcons(): void {
  registerIconLibrary('default', { resolver: (name) => asAddress(drawings.get(name) ?? '') });
}
