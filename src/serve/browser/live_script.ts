// What keeps a page on the published game. `/.coplay/live.js` runs first in every page of a game, so it does no
// more than must be done first, and loads the rest, `/.coplay/follow.js`, beside the page: an event stream to the
// host, which says who moves and when. Here is only what a page can do by itself. The functions are sent as text:
// they may use each other, nothing else.

/** What can happen to a page that whoever listens must know. */
export interface PageEvents {
  /** It is looked at again, or the network is back. */
  readonly wake: () => void;
  /** It has loaded. */
  readonly ready: () => void;
}

/** What a page's mark says: it is followed, or it is being left. */
export type Marked = Record<symbol, 1 | 2 | undefined>;

/**
 * Makes this page the one that moves, and loads what moves it.
 *
 * @param url of `follow.js`
 */
export function live(url: string): void {
  if (mayMove()) import(url);
}

/**
 * Whether this page is to follow, which it is asked once. Only the outermost page of this host moves, never a
 * frame of a game by itself. A game that asks "really leave?" does not get to ask: the operator has decided.
 */
export function mayMove(): boolean {
  const marked = self as unknown as Marked;
  const mark = Symbol.for("coplay.live");
  document.currentScript?.remove();
  try {
    if (marked[mark] || (parent !== self && parent.document)) return false;
  } catch {
    // The page around this one is another host's.
  }
  marked[mark] = 1;
  // Before the game's own, which would ask.
  addEventListener("beforeunload", (event) => {
    if (marked[mark] === 2) event.stopImmediatePropagation();
  }, true);
  return true;
}

/**
 * Follows the host's switches: in a page that `live.js` has made ready, or in the worker that listens for one.
 *
 * Where the page's own policy will forbid connections, this stands in the page itself, and a worker keeps the
 * stream: it is started before the policy is read and is under none.
 */
export function follow(): void {
  const page = self.document as Document | undefined;
  if (!page) {
    const worker = keepStream(location.search.slice(1), () => postMessage(0));
    onmessage = ({ data }) => data ? worker.ready() : worker.wake();
    return;
  }
  const hasPolicy = page.currentScript;
  if (hasPolicy && !mayMove()) return;
  const leave = () => {
    (self as unknown as Marked)[Symbol.for("coplay.live")] = 2;
    location.replace("/");
  };
  const { wake, ready } = (hasPolicy ? letWorkerListen : keepStream)(location.pathname, leave);
  if (page.readyState === "complete") ready();
  else addEventListener("load", ready);
  addEventListener("pageshow", wake);
  addEventListener("online", wake);
  page.addEventListener("visibilitychange", () => page.hidden || wake());
}

/** Lets a worker keep the stream. */
export function letWorkerListen(path: string, leave: () => void): PageEvents {
  const worker = new Worker(`/.coplay/follow.js?${path}`);
  worker.onmessage = leave;
  return { wake: () => worker.postMessage(0), ready: () => worker.postMessage(1) };
}

/**
 * Keeps the stream open. One that has been silent for three beats is dead, whatever the system says:
 * tablets sleep. The page is left only for a host that answers, or players would end at an error page.
 */
export function keepStream(path: string, leave: () => void): PageEvents {
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
    source.onopen = report;
    source.onmessage = ({ lastEventId }) => {
      seen = lastEventId;
      heardMs = Date.now();
    };
    source.addEventListener("move", ({ data }) => {
      rest();
      setTimeout(() => fetch("/.coplay/state").then(leave, open), data);
    });
    source.addEventListener("tap", ({ data }) => {
      const src = { src: data };
      self.document?.head.append(Object.assign(document.createElement("script"), src));
    });
    // This browser has too many pages open: this one listens again when it is looked at.
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
