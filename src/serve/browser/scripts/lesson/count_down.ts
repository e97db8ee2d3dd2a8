/** What is on for a time, and what follows, as the host's state tells it. */
export interface QueueState {
  readonly secondsLeft: number | null;
  readonly isRunning: boolean;
  readonly steps: readonly QueueStep[];
}

/** A step of the queue: a game, or words on the cover. */
export interface QueueStep {
  readonly game: { readonly id: string; readonly name: Record<string, string> } | null;
  readonly front: Record<string, string> | null;
  readonly seconds: number | null;
}

/** Counts down from what the host said last, so that the clock goes evenly between two answers. */
export class CountDown {
  #queue: QueueState | null = null;
  #heardMs = 0;
  readonly #show: (secondsLeft: number | null) => void;

  /** @param show shows the time left; null for none */
  constructor(show: (secondsLeft: number | null) => void) {
    this.#show = show;
    setInterval(() => this.#tick(), 250);
  }

  /** Takes the queue of a fresh answer. */
  take(queue: QueueState | null): void {
    this.#queue = queue;
    this.#heardMs = performance.now();
    this.#tick();
  }

  #tick(): void {
    const { secondsLeft = null, isRunning } = this.#queue ?? {};
    const passed = isRunning ? (performance.now() - this.#heardMs) / 1000 : 0;
    this.#show(secondsLeft === null ? null : Math.max(0, secondsLeft - passed));
  }
}

/** `9:05`, `1:00:00` */
export function clockText(secondsLeft: number): string {
  const seconds = Math.ceil(secondsLeft);
  const two = (count: number) => String(count).padStart(2, "0");
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return `${hours > 0 ? `${hours}:${two(minutes)}` : minutes}:${two(seconds % 60)}`;
}

/** Names a step in the page's language. */
export function stepName({ game, front }: QueueStep): string {
  return (game?.name ?? front!)[document.documentElement.lang.slice(0, 2)]!;
}
