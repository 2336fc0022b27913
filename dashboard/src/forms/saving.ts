import type { LitElement } from 'lit';
import type { Editing, Versioned } from './editing.controller.js';
import { focusWrong } from './fields.js';

/** Saves what a form of this element holds, or leads to the first field that is wrong. */
export const saving =
  <T extends Versioned & { readonly id: string }>(host: LitElement, editing: Editing<T>) =>
  async (event: Event): Promise<void> => {
    event.preventDefault();
    if (await editing.save()) return;
    await host.updateComplete;
    focusWrong(host.renderRoot);
  };
