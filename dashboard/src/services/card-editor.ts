import '@awesome.me/webawesome/dist/components/button/button.js';
import '@awesome.me/webawesome/dist/components/details/details.js';
import type { Localized, ServiceCard } from '@etapiste/protocol';
import { LitElement, css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import { RequestFailure } from '../api/index.js';
import { badNote, formStyles, languagesField, merged, noneWrong } from '../forms/index.js';
import { fullDay, inLanguage, localized, msg, str } from '../i18n/index.js';
import { sharedStyles } from '../ui/index.js';
import { listServiceCards, publishServiceCard } from './services.data.js';

const nothingYet: Localized = { fi: '', sv: '', en: '' };

/** What is typed into the card of a service, and upon which version. */
interface Draft {
  readonly after: number;
  readonly base: Localized;
  readonly text: Localized;
}

/** The card of a service (R-91): what its authority wants known, in Markdown, each version kept. Drafts stay while the page is open. */
@customElement('card-editor')
@localized()
export class CardEditor extends LitElement {
  static override styles = [
    sharedStyles,
    formStyles,
    css`
      :host,
      .shown {
        display: grid;
        gap: var(--s-s);
      }
      .shown :is(ul, ol) {
        padding-inline-start: 1.4em;
        list-style: revert;
      }
    `,
  ];

  @property() serviceId = '';
  @state() private cards: readonly ServiceCard[] | undefined;
  @state() private failure: string | undefined;
  @state() private isBusy = false;
  @state() private hasOverlap = false;
  @state() private drafts: ReadonlyMap<string, Draft> = new Map();

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('serviceId')) return;
    this.cards = undefined;
    this.failure = undefined;
    this.hasOverlap = false;
    void this.attempt(() => this.read());
  }

  protected override render() {
    return html`<section class="card fields">
      <h3>${msg('Palvelukortti')}</h3>
      ${this.failure ? badNote(this.failure) : nothing} ${this.cards ? this.all(this.cards) : this.waiting}
    </section>`;
  }

  private get waiting() {
    if (!this.failure) return html`<loading-lines label=${msg('Haetaan palvelukorttia')}></loading-lines>`;
    return html`<div class="deeds">
      <wa-button appearance="outlined" variant="brand" @click=${() => void this.attempt(() => this.read())}
        >${msg('Yritä uudelleen')}</wa-button
      >
    </div>`;
  }

  private all([newest, ...earlier]: readonly ServiceCard[]) {
    const { text } = this.draft;
    return html`
      ${newest ? this.version(newest) : html`<p class="quiet">${msg('Korttia ei ole vielä julkaistu.')}</p>`}
      <wa-details summary=${msg('Kirjoita uusi versio')} ?open=${this.drafts.has(this.serviceId)}>
        <form @submit=${this.publish}>
          ${languagesField(
            {
              label: msg('Kortin teksti'),
              at: 'text',
              wrong: noneWrong,
              isLong: true,
              hint: msg('Otsikko: # Otsikko. Luettelo: - kohta. Lihavointi: **teksti**. Linkki: [sanat](https://osoite).'),
            },
            text,
            (typed) => this.keep({ ...this.draft, text: typed }),
          )}
          ${
            this.hasOverlap
              ? html`<notice-note tone="warn" role="alert"
                  ><wa-icon slot="mark" name="warning"></wa-icon
                  >${msg('Joku muu julkaisi uuden version. Se on yllä. Tekstisi on tallessa: yhdistä ja julkaise.')}</notice-note
                >`
              : nothing
          }
          <div class="deeds">
            <wa-button type="submit" variant="brand" ?loading=${this.isBusy}>${msg('Julkaise')}</wa-button>
          </div>
        </form>
      </wa-details>
      ${
        earlier.length > 0
          ? html`<wa-details summary=${msg(str`Aiemmat versiot (${earlier.length})`)}>
              ${earlier.map((card) => this.version(card))}
            </wa-details>`
          : nothing
      }
    `;
  }

  /** The hub has made the HTML and answers for it. */
  private version({ version, publishedAt, publishedBy, html: shown }: ServiceCard) {
    return html`<article class="shown">
      <p class="small quiet">
        ${msg(str`Versio ${version}, ${fullDay(publishedAt)}`)}${publishedBy ? `, ${publishedBy}` : ''}
      </p>
      <div>${unsafeHTML(inLanguage(shown))}</div>
    </article>`;
  }

  private get draft(): Draft {
    const newest = this.cards?.[0];
    const text = newest?.text ?? nothingYet;
    return this.drafts.get(this.serviceId) ?? { after: newest?.version ?? 0, base: text, text };
  }

  private keep(draft: Draft): void {
    this.drafts = new Map(this.drafts).set(this.serviceId, draft);
  }

  private async read(): Promise<void> {
    const { serviceId } = this;
    const cards = await listServiceCards(serviceId);
    if (serviceId === this.serviceId) this.cards = cards;
  }

  private readonly publish = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { serviceId, draft } = this;
    await this.attempt(async () => {
      try {
        await publishServiceCard(serviceId, draft.after, draft.text);
        const others = new Map(this.drafts);
        others.delete(serviceId);
        this.drafts = others;
        this.hasOverlap = false;
        await this.read();
      } catch (failure) {
        if (!(failure instanceof RequestFailure) || failure.code !== 'version-differs') throw failure;
        await this.read();
        const newest = this.cards?.[0];
        if (!newest) return;
        this.keep({ after: newest.version, base: newest.text, text: merged(draft.base, draft.text, newest.text).value });
        this.hasOverlap = true;
      }
    });
  };

  private async attempt(deed: () => Promise<void>): Promise<void> {
    this.failure = undefined;
    this.isBusy = true;
    try {
      await deed();
    } catch (failure) {
      if (!(failure instanceof RequestFailure)) throw failure;
      this.failure = failure.inWords;
    } finally {
      this.isBusy = false;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'card-editor': CardEditor;
  }
}
