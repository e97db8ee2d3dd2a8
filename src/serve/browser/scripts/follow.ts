// What keeps a page on the published game: an event stream to the host, which says who moves and when. Here is only
// what a page can do by itself.
import { keepStream, type PageEvents } from "./moving/keep_stream.ts";
import { type Marked, mayMove } from "./moving/may_move.ts";

/**
 * Follows the host's switches: in a page that `live.js` has made ready, or in the worker that listens for one.
 *
 * Where the page's own policy will forbid connections, this stands in the page itself, and a worker keeps the
 * stream: it is started before the policy is read and is under none.
 */
function follow(): void {
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
function letWorkerListen(path: string, leave: () => void): PageEvents {
  const worker = new Worker(`/.coplay/follow.js?${path}`);
  worker.onmessage = leave;
  return { wake: () => worker.postMessage(0), ready: () => worker.postMessage(1) };
}

follow();
