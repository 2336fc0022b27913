import { css } from 'lit';

export const confirmationPageStyles = css`
  :host {
    display: block;
    padding: 24px;
  }
  main {
    max-inline-size: 720px;
    margin-inline: auto;
  }
  .acts {
    display: flex;
    justify-content: flex-end;
    gap: var(--s-s);
    margin-block-end: var(--s-m);
  }
  article {
    background: var(--surface);
    border: 1px solid var(--line);
    border-radius: var(--r-card);
    padding: 32px;
    display: grid;
    gap: var(--s-l, 24px);
    font-size: 1.125rem;
    line-height: 1.5;
  }
  .brand {
    display: flex;
    align-items: center;
    gap: 8px;
    font-weight: 700;
    color: var(--heading);
  }
  .when {
    font-size: 1.625rem;
    line-height: 1.25;
    font-weight: 700;
  }
  h2,
  .card-text h3 {
    font-size: 1.125rem;
    margin-block-end: 4px;
  }
  .code {
    display: inline-block;
    padding: 6px 18px;
    border: 2px solid currentColor;
    border-radius: var(--r-control);
    font: 700 2.25rem/1.2 var(--font);
    letter-spacing: 0.2em;
    text-indent: 0.1em;
  }
  .card-text {
    display: grid;
    gap: 8px;
  }
  .card-text ul,
  .card-text ol {
    list-style: disc;
    padding-inline-start: 1.4em;
  }
  .note {
    border-block-start: 1px solid var(--line);
    padding-block-start: var(--s-m);
  }
  @media print {
    :host {
      padding: 0;
    }
    main {
      max-inline-size: none;
    }
    .acts {
      display: none;
    }
    article {
      border: 0;
      padding: 0;
      color: #000;
    }
    section {
      break-inside: avoid;
    }
  }
  @media (max-width: 36em) {
    :host {
      padding: 12px;
    }
    article {
      padding: 20px;
    }
  }
`;
