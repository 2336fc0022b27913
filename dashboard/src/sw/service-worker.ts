import { clientsClaim } from 'workbox-core';
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

/** Every built file that the kiosk needs, written here by the build (`vite.config.ts`). */
declare const KIOSK_FILES: { readonly url: string; readonly revision: string | null; readonly integrity: string }[];

/**
 * Keeps the kiosk's page when the hub is gone, also over a reload: a customer must still be told about the wall button,
 * the desk and the number. Its scope is the root, because the shared worker of the live stream is fetched from `/assets/`;
 * but it answers only for the kiosk's own files and never for `/api`, so that other pages do not notice it.
 *
 * A version is kept whole or not at all: every file must be the very one that was built with this worker, else the install
 * fails and the version of before stays in its place. A newer version takes over at once by itself: nobody stands by in the
 * room to close the old page. The page loads itself anew when nobody needs it (`offline-copy.ts`).
 */
cleanupOutdatedCaches();
precacheAndRoute(KIOSK_FILES, { cleanURLs: false, directoryIndex: '' });
const isKiosk = /^\/kiosk(\/|\/index\.html)?(\?|$)/;
registerRoute(new NavigationRoute(createHandlerBoundToURL('/kiosk/index.html'), { allowlist: [isKiosk] }));
clientsClaim();
const takeOver = (): void => void (self as unknown as { skipWaiting(): Promise<void> }).skipWaiting();
addEventListener('install', takeOver);
addEventListener('message', ({ data }) => data === 'take-over' && takeOver());
