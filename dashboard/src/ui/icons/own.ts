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
} as const;
export type OwnIcon = keyof typeof ownIcons;
