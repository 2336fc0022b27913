import { css } from 'lit';

/** In pixels on purpose: same size and place on every screen, whatever the size of the text. */
export const callButtonStyles = css`
  :host {
    flex: none;
    display: block;
    inline-size: 500px;
    max-inline-size: 100%;
    block-size: 144px;
  }
  button {
    display: flex;
    align-items: center;
    gap: 22px;
    inline-size: 100%;
    block-size: 100%;
    padding-inline: 26px 14px;
    border: 4px solid var(--call-edge);
    border-radius: var(--r-card);
    background: var(--call);
    color: var(--on-call);
    font: 700 36px/42px var(--font);
    text-align: start;
    cursor: pointer;
  }
  button:active {
    background: var(--surface);
    color: var(--text);
  }
  svg {
    flex: none;
    inline-size: 64px;
    block-size: 64px;
  }
  small {
    display: block;
    font-size: 24px;
    line-height: 30px;
    font-weight: 600;
  }
  :host([look='pressed']) button {
    background: var(--surface);
    color: var(--text);
  }
  :host([look='dead']) button {
    border-style: dashed;
    border-color: var(--line-control);
    background: var(--surface);
    color: var(--text-quiet);
  }
  /* Names that need two lines, and a second line below them. */
  :host(:lang(sv)) button,
  :host(:lang(en)) button {
    line-height: 38px;
  }
  @media (forced-colors: active) {
    button {
      border-color: ButtonText;
    }
  }
`;
