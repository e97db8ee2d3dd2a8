import { inTime } from "./until.ts";

/**
 * Holds work up without a sleep: whatever enters the gate waits until the test opens it, and the test can wait until
 * something has entered.
 */
export class Gate {
  #isOpen = false;
  #waiting: (() => void)[] = [];
  #arrived = 0;
  #watchers: { count: number; resolve: () => void }[] = [];

  /** The number of entries so far, released or not. */
  get arrived(): number {
    return this.#arrived;
  }

  /** Resolves after `count` entries in all. */
  async arrival(count = 1): Promise<void> {
    if (this.#arrived >= count) return;
    const coming = new Promise<void>((resolve) => this.#watchers.push({ count, resolve }));
    await inTime(coming, () => `${count} at the gate, where ${this.#arrived} have come`);
  }

  /** Enters the gate and waits to be released. */
  async enter(): Promise<void> {
    this.#arrived++;
    this.#watchers = this.#watchers.filter(({ count, resolve }) => {
      if (count > this.#arrived) return true;
      resolve();
      return false;
    });
    if (this.#isOpen) return;
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** Releases the first that waits, if there is one. */
  pass(): void {
    this.#waiting.shift()?.();
  }

  /** Releases everything from now on. */
  open(): void {
    this.#isOpen = true;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
