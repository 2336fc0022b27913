/** The element fills the screen, or goes back to its place. A browser may say no; then the page stays as it is. */
export async function fillScreen(element: Element): Promise<void> {
  const isFull = element.matches(':fullscreen');
  await (isFull ? document.exitFullscreen() : element.requestFullscreen()).catch(() => undefined);
}
