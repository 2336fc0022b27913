import { css } from 'lit';

/** In pixels on purpose, like the call button: the footer stays as it is while the stage grows. */
export const comfortBarStyles = css`
  :host {
    display: block;
    flex: 1;
    min-inline-size: 0;
  }
  [role='group'] {
    display: flex;
    justify-content: flex-end;
    gap: 16px;
  }
  button {
    display: grid;
    justify-items: center;
    align-content: center;
    gap: 4px;
    min-inline-size: 128px;
    block-size: 144px;
    padding: 3px 14px;
    border: 2px solid var(--line-control);
    border-radius: var(--r-card);
    background: var(--surface);
    color: var(--text);
    font: 600 28px/34px var(--font);
    cursor: pointer;
  }
  button[aria-pressed='true'] {
    padding: 0 11px;
    border: 5px solid var(--action);
    color: var(--heading);
  }
  .look {
    position: relative;
    font-size: 24px;
    line-height: 28px;
  }
  .letters {
    font-size: 30px;
    line-height: 44px;
  }
  .letters b {
    font-size: 44px;
  }
  svg {
    inline-size: 44px;
    block-size: 44px;
  }
  .dots {
    display: flex;
    gap: 8px;
  }
  .dots i {
    inline-size: 14px;
    block-size: 8px;
    border: 2px solid currentColor;
    border-radius: 4px;
  }
  .dots i.on {
    background: currentColor;
  }
  @media (max-width: 1599px) {
    [role='group'] {
      display: grid;
      grid-template-columns: repeat(6, minmax(0, 1fr));
      gap: 14px;
    }
    button {
      grid-column: span 2;
      min-inline-size: 0;
      block-size: 65px;
      padding: 3px;
      font-size: 26px;
      line-height: 30px;
    }
    button[aria-pressed='true'] {
      padding: 0;
    }
    .look {
      grid-column: span 3;
      grid-auto-flow: column;
      justify-content: center;
      align-items: center;
      gap: 10px;
      font-size: 22px;
      line-height: 24px;
    }
    .letters {
      font-size: 22px;
      line-height: 30px;
    }
    .letters b {
      font-size: 30px;
    }
    svg {
      inline-size: 28px;
      block-size: 28px;
    }
    .dots {
      position: absolute;
      inset-block-end: 4px;
      inset-inline: 0;
      justify-content: center;
      gap: 5px;
    }
    .dots i {
      block-size: 4px;
      border-width: 1px;
    }
  }
  @media (forced-colors: active) {
    button {
      border-color: ButtonText;
    }
    button[aria-pressed='true'] {
      border-color: Highlight;
    }
    .dots i.on {
      forced-color-adjust: none;
      background: CanvasText;
    }
  }
`;
