import { LitElement } from 'lit';

/** Twenty drawings a second look immediate. */
const patienceMs = 50;

/**
 * An element that draws a moment later than it could, and then all that came meanwhile: for what may wait until a call,
 * which came with the same event, has been shown, and must not draw a fleet's hundred changes a second one by one.
 */
export abstract class PatientElement extends LitElement {
  protected override async scheduleUpdate(): Promise<void> {
    if (this.hasUpdated) await new Promise((resolve) => setTimeout(resolve, patienceMs));
    await super.scheduleUpdate();
  }
}
