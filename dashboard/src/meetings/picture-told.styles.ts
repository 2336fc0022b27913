import { css } from 'lit';

/** What is said over a picture: cover, plates, the band of a frozen one. */
export const pictureToldStyles = css`
  .cover {
    position: absolute;
    inset: 0;
    display: grid;
    place-content: center;
    justify-items: center;
    gap: var(--s-xs);
    padding: var(--s-l);
    text-align: center;
    color: #fff;
    background: repeating-linear-gradient(135deg, hsl(214 40% 15%) 0 14px, hsl(214 40% 13%) 14px 28px);
    cursor: default;
  }
  .cover h2 {
    color: inherit;
  }
  .cover p {
    max-inline-size: 38ch;
    text-wrap: balance;
  }
  .cover wa-icon {
    font-size: 56px;
  }
  .plate {
    position: absolute;
    display: inline-flex;
    align-items: center;
    gap: 8px;
    padding: 4px 12px;
    border-radius: var(--r-control);
    font-weight: 600;
    line-height: 1.5;
    color: var(--text);
    background: var(--surface);
    box-shadow: 0 0 0 1px var(--line);
    pointer-events: none;
  }
  .plate.live,
  .plate.unsure {
    inset: 12px auto auto 12px;
  }
  .plate.live {
    color: var(--surface);
    background: var(--success);
    box-shadow: none;
  }
  .plate.live::before {
    content: '';
    inline-size: 10px;
    block-size: 10px;
    border-radius: 50%;
    background: currentColor;
  }
  .plate.badge {
    inset: auto auto 12px 12px;
  }
  .plate.spared {
    inset: auto 12px 12px auto;
    max-inline-size: min(46ch, 70%);
    font-weight: 400;
  }
  .plate wa-icon {
    font-size: 1.25em;
  }
  /* What is said of the live picture stands above it, on the right. */
  .frozen .plate.live,
  .frozen .plate.unsure {
    inset: auto 12px calc(14.625cqw + 22px) auto;
  }
  .frozen .plate.badge {
    inset: auto 12px calc(14.625cqw + 60px) auto;
  }
  .band {
    position: absolute;
    inset: 0 0 auto;
    z-index: 1;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 12px;
    padding: 8px 12px 8px 20px;
    color: #fff;
    background: hsl(0 0% 13%);
    font-weight: 600;
  }
  .band wa-icon {
    font-size: 24px;
  }
  .band p {
    flex: 1 1 12em;
    font-variant-numeric: tabular-nums;
  }
  .band button {
    min-block-size: var(--control);
    padding: 0 16px;
    border: 0;
    border-radius: var(--r-control);
    background: #fff;
    color: hsl(0 0% 13%);
    font: 600 1rem/1.5rem var(--font);
    cursor: pointer;
  }
  /* In a small place the way back is only below, where it always is. */
  @container (max-inline-size: 520px) {
    .plate {
      padding: 2px 8px;
      font-size: 0.875em;
    }
    .band {
      padding: 6px 10px;
    }
    .band button {
      display: none;
    }
  }
  /* In the room words are as large as the customer wants them, as far as the picture has place for them. */
  :host([mode='mirror']) .plate,
  :host([mode='mirror']) .cover {
    padding: 0.25em 0.6em;
    font-size: min(1em, 5.6cqi);
    line-height: 1.4;
  }
  :host([mode='mirror']) .cover h2 {
    font-size: 1.2em;
    line-height: 1.25;
  }
  @container (max-block-size: 400px) {
    :host([mode='mirror']) .cover wa-icon {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .plate,
    .band,
    .band button {
      border: 1px solid;
    }
  }
`;
