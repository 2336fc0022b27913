import { clientsClaim } from 'workbox-core';
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

/** Every built file that the kiosk needs, written here by the build (`vite.config.ts`). */
declare const KIOSK_FILES: { readonly url: string; readonly revision: string | null }[];

/**
 * Keeps the kiosk's page when the hub is gone, also over a reload: a customer must still be told about the wall button,
 * the desk and the number. Its scope is the root, because the shared worker of the live stream is fetched from `/assets/`;
 * but it answers only for the kiosk's own files and never for `/api`, so that other pages do not notice it.
 *
 * A newer version takes over at once by itself: nobody stands by in the room to close the old page. The page reloads
 * itself when nobody needs it (`offline-copy.ts`).
 */
cleanupOutdatedCaches();
precacheAndRoute(KIOSK_FILES, { cleanURLs: false, directoryIndex: '' });
const isKiosk = /^\/kiosk(\/|\/index\.html)?(\?|$)/;
registerRoute(new NavigationRoute(createHandlerBoundToURL('/kiosk/index.html'), { allowlist: [isKiosk] }));
clientsClaim();
addEventListener('install', () => void (self as unknown as { skipWaiting(): Promise<void> }).skipWaiting());
