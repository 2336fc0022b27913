const wordsOfCases =
  /\b(asia(?:a|ssa|sta|ni)?\b|hakemus|hakemuks|päätös|päätöks|valitus|diagno|sairau|velka|velat|toimeentulo|eläke|ansökan|beslut|sjukdom|skuld|application|decision|illness|debt)/i;

/** More than what somebody is called. */
const mostWords = 5;

/** Whether a name looks as if it told of the customer's matter, which belongs to the authority's own systems only. */
export const looksLikeCase = (name: string): boolean => name.trim().split(/\s+/).length > mostWords || wordsOfCases.test(name);
