const controlCharacters = '0123456789ABCDEFHJKLMNPRSTUVWXY';

/**
 * Whether a text holds a Finnish personal identity code (`DDMMYYCZZZQ`; signs of the century as of 2023). Only codes with a right date
 * and control character count, so that a phone number never does; spaces and letter case make no difference.
 */
export function holdsIdentityCode(text: string): boolean {
  const compact = text.toUpperCase().replaceAll(/\s/g, '');
  const candidates = compact.matchAll(/(?=(\d{2})(\d{2})(\d{2})[-+A-FU-Y](\d{3})([0-9A-FHJ-NPR-Y]))/g);
  return [...candidates].some(([, day = '', month = '', year = '', number = '', control = '']) => {
    const isDate = Number(day) >= 1 && Number(day) <= 31 && Number(month) >= 1 && Number(month) <= 12;
    return isDate && controlCharacters[Number(day + month + year + number) % 31] === control;
  });
}
