import { css } from 'lit';

export const documentCameraViewStyles = css`
  :host {
    display: block;
  }
  .stage {
    position: relative;
    aspect-ratio: 16 / 9;
    overflow: hidden;
    border-radius: var(--r-stage);
    background: hsl(214 40% 13%);
  }
  video {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    object-fit: contain;
  }
  /* An old picture is not even there below its cover. */
  .covered video {
    visibility: hidden;
  }
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
  }
  .cover h2 {
    color: inherit;
  }
  .cover p {
    max-inline-size: 38ch;
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
    line-height: 1.5rem;
    color: var(--text);
    background: var(--surface);
  }
  .plate.live {
    inset: 12px auto auto 12px;
    color: #fff;
    background: var(--success);
  }
  .plate.live::before {
    content: '';
    inline-size: 10px;
    block-size: 10px;
    border-radius: 50%;
    background: currentColor;
  }
  .plate.unsure {
    inset: 12px auto auto 12px;
  }
  .plate.badge {
    inset: auto auto 12px 12px;
  }
  .plate wa-icon {
    font-size: 20px;
  }
  @media (forced-colors: active) {
    .stage,
    .plate {
      border: 1px solid;
    }
  }
`;
