// Five failures in a row, then ten seconds without a request; Retry-After is kept likewise.

export const FAILURES = 5;
export const PAUSE = 10_000;

export class Breaker {
  #failures = 0;
  #until = 0;

  constructor(now = () => Date.now()) {
    this.now = now;
  }

  /** Whether to act by policy at once, without asking. */
  get open() {
    return this.now() < this.#until;
  }

  succeeded() {
    this.#failures = 0;
  }

  /** After the pause one more failure is enough to open again. */
  failed() {
    this.#failures += 1;
    if (this.#failures >= FAILURES) this.pause(PAUSE);
  }

  pause(milliseconds) {
    this.#until = Math.max(this.#until, this.now() + milliseconds);
  }

  reset() {
    this.#failures = 0;
    this.#until = 0;
  }
}
