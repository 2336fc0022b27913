/** Longer than any name that somebody is called by. */
const longestName = 40;

/** Beginnings of words that tell of a matter, in the three languages; `asia` alone, because Asiala is a name. */
const ofCases =
  /(?<!\p{L})(asia|asiat|asiaa|asiassa|ärende|ärendet)(?!\p{L})|(?<!\p{L})(hakemu|diagnoos|sairau|sairas|avioero|toimeentulotu|työttöm|eläke|velk|päätö|valitu|ansök|diagnos|sjukdom|skilsmäss|arbetslös|pension|skuld|beslut|besvär|applic|illness|divorce|unemploy|debt|decision|appeal)/iu;

/** Whether a text in the field of a name tells of the matter: worth a warning, never a refusal. */
export const looksLikeCase = (text: string): boolean => text.trim().length > longestName || ofCases.test(text.normalize('NFC'));
