import type { Language, Localized } from '@etapiste/protocol';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { msg } from '../i18n/index.js';
import type { WrongFields } from './wrong-fields.js';

/** What every field has: its words, where it stands in the form, and what is wrong there. */
interface Field {
  readonly label: string;
  /** Its place in what is sent: `contact.phone`. */
  readonly at: string;
  readonly wrong: WrongFields;
  readonly hint?: string;
  /** Of what kind the text is; a plain one when left out. */
  readonly type?: 'text' | 'date' | 'time' | 'number' | 'email' | 'tel' | 'datetime-local';
  readonly min?: number;
  readonly max?: number;
}

type Input = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
const valueOf = (event: Event): string => (event.target as Input).value;

/** A field of one line. */
export const textField = (field: Field, value: string, set: (typed: string) => void): TemplateResult =>
  around(
    field,
    html`<input
      id=${field.at}
      name=${field.at}
      type=${field.type ?? 'text'}
      min=${field.min ?? nothing}
      max=${field.max ?? nothing}
      autocomplete="off"
      aria-describedby=${`${field.at}-more`}
      aria-invalid=${field.wrong.has(field.at)}
      .value=${live(value)}
      @input=${(event: Event) => set(valueOf(event))}
    />`,
  );

/** A text of several lines. */
export const longField = (field: Field, value: string, set: (typed: string) => void): TemplateResult =>
  around(
    field,
    html`<textarea
      id=${field.at}
      name=${field.at}
      aria-describedby=${`${field.at}-more`}
      aria-invalid=${field.wrong.has(field.at)}
      .value=${live(value)}
      @input=${(event: Event) => set(valueOf(event))}
    ></textarea>`,
  );

/** A day that may be left open. */
export const dayField = (field: Field, value: string | null | undefined, set: (day: string | null) => void): TemplateResult =>
  textField({ ...field, type: 'date' }, value ?? '', (typed) => set(typed || null));

/** A number; what is none is kept as nothing, and told to be wrong. */
export const numberField = (field: Field, value: number | null, set: (value: number | null) => void): TemplateResult =>
  textField({ ...field, type: 'number' }, value === null ? '' : String(value), (typed) => set(typed === '' ? null : Number(typed)));

/** One of some. */
export const choiceField = <Value extends string>(
  field: Field,
  options: readonly { readonly value: Value; readonly words: string }[],
  value: Value,
  set: (chosen: Value) => void,
): TemplateResult =>
  around(
    field,
    html`<select
      id=${field.at}
      name=${field.at}
      aria-describedby=${`${field.at}-more`}
      aria-invalid=${field.wrong.has(field.at)}
      @change=${(event: Event) => set(valueOf(event) as Value)}
    >
      ${options.map((option) => html`<option value=${option.value} ?selected=${live(option.value === value)}>${option.words}</option>`)}
    </select>`,
  );

/** Some of some, each with a box to tick. */
export const ticksField = <Value extends string>(
  field: Field,
  options: readonly { readonly value: Value; readonly words: string }[],
  values: readonly Value[],
  set: (chosen: Value[]) => void,
): TemplateResult => html`<fieldset aria-describedby=${`${field.at}-more`}>
  <legend>${field.label}</legend>
  <div class="ticks">
    ${options.map(
      ({ value, words }) =>
        html`<label class="tick"
          ><input
            type="checkbox"
            .checked=${live(values.includes(value))}
            @change=${(event: Event) =>
              set((event.target as HTMLInputElement).checked ? [...values, value] : values.filter((each) => each !== value))}
          />${words}</label
        >`,
    )}
  </div>
  ${more(field)}
</fieldset>`;

/** A text in the three languages that everybody of a point reads. */
export const languagesField = (
  field: Field & { readonly isLong?: boolean },
  value: Localized,
  set: (text: Localized) => void,
): TemplateResult => html`<fieldset>
  <legend>${field.label}</legend>
  <div class=${field.isLong ? 'fields' : 'three'}>
    ${(['fi', 'sv', 'en'] as const).map((language) =>
      (field.isLong ? longField : textField)(
        { label: languageNames[language](), at: `${field.at}.${language}`, wrong: field.wrong },
        value[language],
        (typed) => set({ ...value, [language]: typed }),
      ),
    )}
  </div>
  ${more(field)}
</fieldset>`;

/** The first field of a form that is wrong gets the focus. */
export function focusWrong(root: ParentNode): void {
  root.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
}

const languageNames: Record<Language, () => string> = {
  fi: () => msg('Suomeksi'),
  sv: () => msg('Ruotsiksi'),
  en: () => msg('Englanniksi'),
};

const around = (field: Field, control: TemplateResult): TemplateResult =>
  html`<div class="field"><label class="name" for=${field.at}>${field.label}</label>${control}${more(field)}</div>`;

const more = ({ at, hint, wrong }: Field): TemplateResult =>
  html`<div id=${`${at}-more`}>
    ${wrong.has(at) ? html`<p class="wrong"><wa-icon name="error" aria-hidden="true"></wa-icon>${wrong.get(at)}</p>` : nothing}
    ${hint ? html`<p class="small quiet">${hint}</p>` : nothing}
  </div>`;
