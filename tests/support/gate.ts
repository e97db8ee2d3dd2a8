import { inTime } from "./until.ts";

/**
 * Where a test holds something up without sleeping: what comes to the gate waits until the test
 * opens it, and the test can wait until something has come.
 */
export class Gate {
  #isOpen = false;
  #waiting: (() => void)[] = [];
  #arrived = 0;
  #watchers: { count: number; resolve: () => void }[] = [];

  /** How many have come so far, let through or not. */
  get arrived(): number {
    return this.#arrived;
  }

  /** Resolves when `count` in all have come. */
  async arrival(count = 1): Promise<void> {
    if (this.#arrived >= count) return;
    const coming = new Promise<void>((resolve) => this.#watchers.push({ count, resolve }));
    await inTime(coming, () => `${count} at the gate, where ${this.#arrived} have come`);
  }

  /** Comes to the gate and waits to be let through. */
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

  /** Lets the one through that came first, if there is one. */
  pass(): void {
    this.#waiting.shift()?.();
  }

  /** Lets everything through from now on. */
  open(): void {
    this.#isOpen = true;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
