import type { Localized } from '@etapiste/protocol';
import { micromark } from 'micromark';

/** Pictures would be fetched from elsewhere, and tell there who reads. */
const withoutPictures = { disable: { null: ['labelStartImage'] } };

/** Whether a text in Markdown has HTML in it that is not within code (CommonMark §4.6, §6.6). */
function hasMarkup(text: string): boolean {
  let isFound = false;
  const note = () => {
    isFound = true;
    return undefined;
  };
  micromark(text, { extensions: [withoutPictures], htmlExtensions: [{ enter: { htmlFlow: note, htmlText: note } }] });
  return isFound;
}

/** Whether a card has HTML in it, in any language: it is refused, so that nobody wonders where it went. */
export const cardHasMarkup = ({ fi, sv, en }: Localized): boolean => [fi, sv, en].some(hasMarkup);

/** HTML that is safe to show: whatever looks like HTML becomes text, and links lead only where a browser may go (ADR 0022). */
export const htmlOfCard = ({ fi, sv, en }: Localized): Localized => ({ fi: html(fi), sv: html(sv), en: html(en) });

const html = (text: string): string => micromark(text, { extensions: [withoutPictures] });
