import type { Departure, Pacer } from "./pacer.ts";

const AT_ONCE = { atMs: 0, round: 0 };

/** `-j N`: just so many, whatever happens. There are as many runners, so nobody need count them. */
export class FixedPacer implements Pacer {
  /** @param ceiling how many */
  constructor(readonly ceiling: number) {}

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
