import { css } from 'lit';

export const roomsBoardStyles = css`
  :host {
    display: block;
  }
  .points {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 15.5rem), 1fr));
    gap: 14px;
    align-items: start;
  }
  article.card {
    padding: 14px 0 0;
    overflow: hidden;
  }
  h3 {
    padding: 0 20px 10px;
  }
  li {
    --c: transparent;
    display: grid;
    gap: 3px;
    padding: 11px 20px 12px 14px;
    border-block-start: 1px solid var(--line-quiet);
    border-inline-start: 6px solid var(--c);
    overflow-wrap: anywhere;
  }
  status-mark {
    font-size: 1.1875rem;
    line-height: 1.625rem;
  }
  .use {
    --c: var(--use);
  }
  .call {
    --c: var(--call-edge);
    background: var(--call-tint);
  }
  .missed {
    --c: var(--call-edge);
    background: var(--call-tint);
    border-inline-start-style: dashed;
  }
  .way {
    --c: var(--way);
    background: var(--way-tint);
  }
  .off {
    --c: var(--off);
    background: var(--off-tint);
  }
  .fault {
    --c: var(--fault);
    background: var(--fault-tint);
  }
  .held {
    --c: var(--held);
  }
`;
