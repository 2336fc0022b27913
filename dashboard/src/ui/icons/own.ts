/** What suomifi-icons does not have: drawn for Etäpiste in the same line. */
const line = (content: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${content}</svg>`;

export const ownIcons = {
  speaker: line(
    '<path d="M3 9.5v5h3.8l5.2 4.3V5.2L6.8 9.5z"/><path d="M15.5 9.2a4 4 0 0 1 0 5.6"/><path d="M18.2 6.5a7.8 7.8 0 0 1 0 11"/>',
  ),
  'speaker-off': line('<path d="M3 9.5v5h3.8l5.2 4.3V5.2L6.8 9.5z"/><path d="m16 9.5 5 5m0-5-5 5"/>'),
  lamp: line(
    '<path d="M8 17.5h8M9.5 21h5"/><path d="M8.3 14.5a6.3 6.3 0 1 1 7.4 0c-.5.4-.7 1-.7 1.6v1.4H9v-1.4c0-.6-.2-1.2-.7-1.6z"/>',
  ),
  camera: line('<rect x="2.5" y="6.5" width="13" height="11" rx="2"/><path d="m15.5 11 6-3.5v9l-6-3.5z"/>'),
  'camera-off': line('<rect x="2.5" y="6.5" width="13" height="11" rx="2"/><path d="m15.5 11 6-3.5v9l-6-3.5zM3 3l18 18"/>'),
  microphone: line(
    '<rect x="9" y="2.5" width="6" height="11" rx="3"/><path d="M5.5 11a6.5 6.5 0 0 0 13 0M12 17.5V21M8.5 21h7"/>',
  ),
  'microphone-off': line(
    '<rect x="9" y="2.5" width="6" height="11" rx="3"/><path d="M5.5 11a6.5 6.5 0 0 0 13 0M12 17.5V21M8.5 21h7M3 3l18 18"/>',
  ),
  paper: line('<path d="M5.5 2.5h9l4 4v15h-13z"/><path d="M14.5 2.5v4h4M8.5 11h7M8.5 14.5h7M8.5 18h4"/>'),
  contrast: line('<circle cx="12" cy="12" r="9.5"/><path d="M12 2.5v19a9.5 9.5 0 0 0 0-19z" fill="currentColor"/>'),
  'text-size': line('<path d="M2 18 6.5 7 11 18M3.6 14.5h5.8M12.5 18 17.3 5.5 22 18M14 14.5h6.5"/>'),
  pause: line('<path d="M8 4.5v15M16 4.5v15" stroke-width="3"/>'),
  'turn-right': line('<path d="M19.5 12a7.5 7.5 0 1 1-2.4-5.5L20 9"/><path d="M20.5 3.5V9H15"/>'),
  'turn-left': line('<path d="M4.5 12a7.5 7.5 0 1 0 2.4-5.5L4 9"/><path d="M3.5 3.5V9H9"/>'),
  'arrow-up': line('<path d="M12 20V4m-6 6 6-6 6 6"/>'),
  'arrow-down': line('<path d="M12 4v16m-6-6 6 6 6-6"/>'),
  widen: line('<path d="M3 5v14M21 5v14M7 12h10M9.5 9 6.5 12l3 3M14.5 9l3 3-3 3"/>'),
  keyboard: line(
    '<rect x="2" y="5.5" width="20" height="13" rx="2"/><path d="M6 9.5h.1M10 9.5h.1M14 9.5h.1M18 9.5h.1M6 13h.1M18 13h.1M9 14.5h6"/>',
  ),
} as const;
export type OwnIcon = keyof typeof ownIcons;
