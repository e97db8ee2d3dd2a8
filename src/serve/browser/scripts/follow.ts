// Keeps a page on the published game. An event stream from the host says which pages move and when; this script does
// what only a page can do.
import { coverPage } from "./covering/cover_page.ts";
import { hostSideOf } from "./giving/host_side.ts";
import { type SendAnswer, sendScores } from "./giving/send_scores.ts";
import { holdOf } from "./holding/hold.ts";
import { keepStream, type PageEvents, type PageOrders } from "./moving/keep_stream.ts";
import { RoundPlayer } from "./rounds/play_round.ts";
import { type Marked, mayMove } from "./moving/may_move.ts";
import { type NameAnswer, nameSideOf, prepareNames, sendName } from "./naming/name_side.ts";
import { takeOwnStorage } from "./naming/own_storage.ts";

/**
 * Follows the host's switches, in a page that `live.js` has prepared or in a worker for one.
 *
 * Where the page's own policy will forbid connections, this script is part of the page, and a worker keeps the
 * stream: it starts before the browser reads the policy and is not bound by it.
 */
function follow(): void {
  const page = self.document as Document | undefined;
  if (!page) {
    const worker = keepStream(location.search.slice(1), {
      leave: () => postMessage(0),
      cover: (message) => postMessage(message),
      round: (round) => postMessage({ round }),
      opened: () => postMessage(1),
      named: (pageId) => postMessage({ pageId }),
      unnamed: () => postMessage({ isUnnamed: true }),
    });
    onmessage = ({ data }) => {
      const answering = answerPage(data);
      if (answering) answering.then((answer) => postMessage({ number: data.number, answer }));
      else if (data) worker.ready();
      else worker.wake();
    };
    return;
  }
  const hasPolicy = page.currentScript;
  if (hasPolicy && !mayMove()) return void takeOwnStorage();
  const leave = () => {
    (self as unknown as Marked)[Symbol.for("coplay.live")] = 2;
    location.replace("/");
  };
  const listen = hasPolicy ? letWorkerListen : keepStream;
  const opened = () => hostSideOf(self)?.startSending();
  const named = (pageId: string) => nameSideOf(self)?.start(pageId);
  const unnamed = () => nameSideOf(self)?.loseName();
  const { wake, ready } = listen(location.pathname, {
    leave,
    cover: coverPage,
    round: new RoundPlayer().hear,
    opened,
    named,
    unnamed,
  });
  if (page.readyState === "complete") ready();
  else addEventListener("load", ready);
  addEventListener("pageshow", wake);
  addEventListener("online", wake);
  // A covered page says that it is hidden, whether it is or not.
  const isHidden = () => page.hidden && !holdOf(self)?.isHeld;
  page.addEventListener("visibilitychange", () => isHidden() || wake());
}

/** What a page asks its worker to send. */
interface PageMessage {
  readonly scores?: string;
  readonly pageId?: string;
  readonly typed?: string;
}

/** Sends scores or a name from the worker; undefined for any other message. */
function answerPage({ scores, pageId, typed = "" }: PageMessage): Promise<unknown> | undefined {
  if (scores) return sendScores(scores);
  return pageId ? sendName(pageId, typed) : undefined;
}

/** Starts a worker that keeps the stream, and sends the scores and the name. */
function letWorkerListen(path: string, orders: PageOrders): PageEvents {
  const { leave, cover, round, opened, named, unnamed } = orders;
  const worker = new Worker(`/.coplay/follow.js?${path}`);
  const sent: ((answer: unknown) => void)[] = [];
  const ask = <Answer>(message: PageMessage) =>
    new Promise<Answer>((resolve) => {
      const number = sent.push(resolve as (answer: unknown) => void) - 1;
      worker.postMessage({ ...message, number });
    });
  worker.onmessage = ({ data }) => {
    if (data === 0) leave();
    else if (data === 1) opened();
    else if (data.round !== undefined) round(data.round);
    else if (data.pageId) named(data.pageId);
    else if (data.isUnnamed) unnamed();
    else if (typeof data.number === "number") sent[data.number]?.(data.answer);
    else cover(data);
  };
  hostSideOf(self)?.sendBy((scores) => ask<SendAnswer>({ scores }));
  prepareNames((pageId, typed) => ask<NameAnswer | undefined>({ pageId, typed }));
  return { wake: () => worker.postMessage(0), ready: () => worker.postMessage(1) };
}

follow();
