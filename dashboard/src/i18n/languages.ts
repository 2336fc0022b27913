import { configureLocalization } from '@lit/localize';
import { language, type Language, type Localized } from '@etapiste/protocol';
// Web Awesome's own words (close, show password, …) follow <html lang>.
import '@awesome.me/webawesome/dist/translations/en.js';
import '@awesome.me/webawesome/dist/translations/fi.js';
import '@awesome.me/webawesome/dist/translations/sv.js';

export const languages: readonly Language[] = language.options;
const rememberedAs = 'etapiste.language';

// Generated from ../../xliff by `lit-localize build`; absent until then, and Finnish needs none.
const generated = import.meta.glob<LocaleModule>('./generated/*.ts');
type LocaleModule =
  Parameters<NonNullable<Parameters<typeof configureLocalization>[0]['loadLocale']>> extends [string]
    ? Awaited<ReturnType<Parameters<typeof configureLocalization>[0]['loadLocale']>>
    : never;

const { getLocale, setLocale } = configureLocalization({
  sourceLocale: 'fi',
  targetLocales: ['sv', 'en'],
  loadLocale: async (locale) => {
    const load = generated[`./generated/${locale}.ts`];
    if (!load) throw new Error(`No texts for ${locale}: run "npm run build --workspace dashboard".`);
    return load();
  },
});

/** The language of the page now. */
export const currentLanguage = (): Language => getLocale() as Language;

/** Changes the page's language at once and, unless told otherwise, remembers it in this browser. */
export async function setLanguage(chosen: Language, { remember = true } = {}): Promise<void> {
  if (remember) localStorage.setItem(rememberedAs, chosen);
  await setLocale(chosen);
  document.documentElement.lang = chosen;
}

/** The remembered language, else Finnish. Tabs of one browser follow each other. */
export async function startLanguages(): Promise<void> {
  addEventListener('storage', (event) => {
    const chosen = language.safeParse(event.newValue);
    if (event.key === rememberedAs && chosen.success) void setLanguage(chosen.data, { remember: false });
  });
  await setLanguage(rememberedLanguage() ?? 'fi', { remember: false });
}

/** What somebody has chosen in this browser, on any page. */
export const rememberedLanguage = (): Language | undefined => language.safeParse(localStorage.getItem(rememberedAs)).data;

/** A text that comes from the hub in all three languages. */
export const inLanguage = (text: Localized): string => text[currentLanguage()];
