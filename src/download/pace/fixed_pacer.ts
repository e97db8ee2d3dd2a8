import type { Departure, Pacer } from "./pacer.ts";

const AT_ONCE = { atMs: 0, round: 0 };

/** The pacer of `-j N`, which always allows N files. There are N runners, so it need not count. */
export class FixedPacer implements Pacer {
  /** @param ceiling the number of files */
  constructor(readonly ceiling: number) {}

  get limit(): number {
    return this.ceiling;
  }

  hasRoom(): boolean {
    return true;
  }

  hasRoomAt(): boolean {
    return true;
  }

  startsAt(): number {
    return 0;
  }

  begin(origin: string): Departure {
    return { origin, inAll: AT_ONCE, atHost: AT_ONCE };
  }

  end(): boolean {
    return false;
  }
}
