import { holdOf } from "../holding/hold.ts";
import { type HeardRound, hearRounds } from "../rounds/hear_rounds.ts";

/** What the host asks of a page. */
export interface PageOrders {
  /** Leaves for the published game. */
  readonly leave: () => void;
  /** Covers the page with words as JSON, or uncovers it where they are empty. */
  readonly cover: (message: string) => void;
  /** Takes what the host tells of rounds; null where none is on. */
  readonly round: (round: HeardRound | null) => void;
  /** The host knows the page and its player. */
  readonly opened: () => void;
  /** The host takes the names of players, this one's by the ID of the page. */
  readonly named: (pageId: string) => void;
  /** The operator has taken the player's name away. */
  readonly unnamed: () => void;
}

/** Events of a page that its stream depends on. */
export interface PageEvents {
  /** The page has become visible, or the network is back. */
  readonly wake: () => void;
  /** The page has loaded. */
  readonly ready: () => void;
}

/**
 * Keeps the event stream open. A stream silent for three beats is dead, even if the system calls it open: tablets
 * sleep. The page leaves only for a host that answers, or players would end at an error page.
 */
export function keepStream(path: string, orders: PageOrders): PageEvents {
  const { leave, round } = orders;
  // A game's timers stand still while it is covered.
  const { setTimeout, setInterval } = holdOf(self) ?? self;
  const hearRound = hearRounds(round);
  const id = Math.random().toString(36).slice(2);
  let source: EventSource;
  let seen = "";
  let heardMs = 0;
  let hasLoaded = false;
  const silence = () => Date.now() - heardMs;
  const rest = () => {
    source.close();
    heardMs = Infinity;
  };
  const report = () => {
    const hasNews = hasLoaded && source.readyState === 1;
    if (hasNews) fetch(`/.coplay/ready?page=${id}`, { method: "POST" }).catch(() => {});
  };
  const open = () => {
    source?.close();
    heardMs = Date.now();
    source = new EventSource(
      `/.coplay/events?page=${id}&seen=${seen}&path=${encodeURIComponent(path)}`,
    );
    hearOrders(source, { ...orders, id });
    source.onopen = report;
    source.onmessage = ({ lastEventId }) => {
      seen = lastEventId;
      heardMs = Date.now();
    };
    source.addEventListener("move", ({ data }) => {
      rest();
      setTimeout(() => fetch("/.coplay/state").then(leave, open), data);
    });
    source.addEventListener("round", ({ data }) => hearRound(data));
    // This browser has too many pages open: this page connects again when it becomes visible.
    source.addEventListener("rest", rest);
  };
  open();
  setInterval(() => silence() > (source.readyState > 1 ? 2e3 : 45e3) && open(), 5e3);
  return {
    wake: () => (source.readyState > 1 || silence() > 2e4) && open(),
    ready() {
      hasLoaded = true;
      report();
    },
  };
}

/** Passes on what the host asks of a page that stays. */
function hearOrders(
  source: EventSource,
  { opened, cover, named, unnamed, id }:
    & Pick<PageOrders, "opened" | "cover" | "named" | "unnamed">
    & { id: string },
): void {
  source.addEventListener("open", opened);
  source.addEventListener("tap", addScript);
  source.addEventListener("front", ({ data }) => cover(JSON.parse(data) ? data : ""));
  source.addEventListener("name", () => named(id));
  source.addEventListener("unnamed", unnamed);
}

/** Adds a script of the host to the page, where there is a page. */
function addScript({ data }: MessageEvent): void {
  self.document?.head.append(Object.assign(document.createElement("script"), { src: data }));
}
