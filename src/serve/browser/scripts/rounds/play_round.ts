import { hostSideOf } from "../giving/host_side.ts";
import { holdOf } from "../holding/hold.ts";
import type { HeardRound } from "./hear_rounds.ts";
import { CountDownDialog } from "./count_down_dialog.ts";
import { noteOver } from "./over_note.ts";

/** How often the count-down looks at the clock, in milliseconds. */
const LOOK_MS = 100;
/** The longest delay that timers take. */
const MAX_DELAY_MS = 2 ** 31 - 1;

/**
 * Takes this page and its game through the rounds of the class: the game hears of a round when it is announced, when
 * it starts and when it is over; a count-down covers the page until it starts, and a short note says when it is over.
 */
export class RoundPlayer {
  /** The browser's own: the game's timers stand still during the count-down. */
  readonly #setTimeout = holdOf(self)?.setTimeout ?? self.setTimeout.bind(self);
  #current: HeardRound | null = null;
  #hasStarted = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #dialog: CountDownDialog | undefined;

  /** Takes what the host tells; null where no round is on. */
  readonly hear = (round: HeardRound | null): void => {
    if (!round) {
      if (this.#current) this.#end();
      return;
    }
    clearTimeout(this.#timer);
    this.#current = round;
    // The operator's cover lies over the page: all of it waits until that is lifted.
    if (round.isHeld) return this.#uncover();
    if (Date.now() < round.startsAt) {
      holdOf(self)?.set(true, "count-down");
      this.#dialog ??= new CountDownDialog(round);
    } else this.#uncover();
    giveRound(round);
    this.#look(round);
  };

  /** Does what it is time for, and looks again when it is time for the next. */
  #look(round: HeardRound): void {
    const { startsAt, endsAt } = round;
    const nowMs = Date.now();
    const again = (delayMs: number) => {
      this.#timer = this.#setTimeout(() => this.#look(round), Math.min(delayMs, MAX_DELAY_MS));
    };
    if (nowMs < startsAt) {
      this.#dialog!.show(Math.ceil((startsAt - nowMs) / 1000));
      return again(Math.min(LOOK_MS, startsAt - nowMs));
    }
    this.#hasStarted = true;
    if (endsAt !== null && nowMs >= endsAt) return this.#end();
    if (this.#dialog) {
      this.#uncover();
      giveRound(round);
    }
    if (endsAt !== null) again(endsAt - nowMs);
  }

  #end(): void {
    const over = this.#hasStarted ? this.#current : null;
    this.#current = null;
    this.#hasStarted = false;
    clearTimeout(this.#timer);
    this.#uncover();
    giveRound(null);
    if (over) noteOver(over.number, this.#setTimeout);
  }

  #uncover(): void {
    this.#dialog?.close();
    this.#dialog = undefined;
    holdOf(self)?.set(false, "count-down");
  }
}

function giveRound(round: HeardRound | null): void {
  if (!round) return void hostSideOf(self)?.setRound(null);
  const { number, seed, startsAt, endsAt } = round;
  hostSideOf(self)?.setRound(Object.freeze({ number, seed, startsAt, endsAt }));
}
