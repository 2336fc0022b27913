/** High contrast when the browser asks for it; the kiosk also lets the customer choose (`setContrast`). */
export function followContrast(): void {
  const asked = matchMedia('(prefers-contrast: more)');
  const follow = () => setContrast(asked.matches);
  asked.addEventListener('change', follow);
  follow();
}

/** Black, white and amber, or the usual colours. */
export function setContrast(isHigh: boolean): void {
  if (isHigh) document.documentElement.dataset['theme'] = 'contrast';
  else delete document.documentElement.dataset['theme'];
}
