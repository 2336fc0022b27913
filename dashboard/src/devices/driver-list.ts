import { html, nothing, type TemplateResult } from 'lit';
import type { DriverHealth, PartHealth } from '@etapiste/protocol';
import { driverWords, partFacts, partWords } from './device-words.js';

/** What is screwed to the walls, by the way it is reached: what each driver found, and how each of its parts is. */
export const driverList = (drivers: readonly DriverHealth[]): TemplateResult => html`
  <ul class="drivers">
    ${drivers.map(
      ({ name, state, detail, parts }) =>
        html`<li>
          <b>${name}</b>: <span class=${state}>${driverWords(state)}</span>
          ${detail ? html`<span class="detail">${detail}</span>` : nothing}
          ${
            parts.length > 0
              ? html`<ul>
                  ${parts.map(part)}
                </ul>`
              : nothing
          }
        </li>`,
    )}
  </ul>
`;

const part = (health: PartHealth): TemplateResult => {
  const { kind, name, state, detail, isBatteryLow } = health;
  const facts = partFacts(health);
  return html`<li>
    ${partWords(kind)} <span class="quiet">${name}</span>
    ${state === 'fault' ? html`<span class="fault">${driverWords(state)}</span>` : nothing}
    ${detail ? html`<span class="detail">${detail}</span>` : nothing}
    ${facts ? html`<span class="detail ${isBatteryLow ? 'fault' : ''}">${facts}</span>` : nothing}
  </li>`;
};
