import { css } from 'lit';

export const viewerAdjustStyles = css`
  :host {
    display: block;
  }
  section {
    display: flex;
    flex-wrap: wrap;
    gap: 14px 24px;
    align-items: end;
    padding: 12px 20px 14px;
    border: 1px solid var(--line);
    border-radius: var(--r-card);
    background: var(--surface);
  }
  fieldset {
    min-inline-size: 0;
    padding: 0;
    border: 0;
  }
  legend,
  .askew label {
    padding: 0;
    font-weight: 600;
    line-height: 1.5rem;
  }
  .looks {
    display: flex;
    flex-wrap: wrap;
    margin-block-start: 4px;
  }
  .looks label {
    position: relative;
    display: grid;
  }
  .looks input {
    position: absolute;
    inset: 0;
    opacity: 0;
    cursor: pointer;
  }
  .looks span {
    display: grid;
    align-items: center;
    min-block-size: var(--control);
    padding: 0 11px;
    margin-inline-start: -1px;
    border: 1px solid var(--line-control);
    background: var(--surface);
  }
  .looks label:first-child span {
    border-start-start-radius: var(--r-control);
    border-end-start-radius: var(--r-control);
  }
  .looks label:last-child span {
    border-start-end-radius: var(--r-control);
    border-end-end-radius: var(--r-control);
  }
  .looks input:checked + span {
    position: relative;
    border-color: var(--action);
    background: var(--action-tint);
    color: var(--action);
    font-weight: 600;
    box-shadow: inset 0 -3px 0 var(--action);
  }
  .looks input:focus-visible + span {
    z-index: 1;
    box-shadow: var(--focus-ring);
  }
  .askew {
    flex: 1 1 200px;
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 4px 12px;
  }
  .askew input {
    grid-column: 1 / -1;
    inline-size: 100%;
    block-size: var(--control);
    margin: 0;
    accent-color: var(--action);
    cursor: pointer;
  }
  .moving {
    display: flex;
    gap: 2px;
  }
  @media (forced-colors: active) {
    .looks input:checked + span {
      border: 3px solid Highlight;
    }
    .looks input:focus-visible + span {
      outline: 4px solid Highlight;
    }
  }
`;
