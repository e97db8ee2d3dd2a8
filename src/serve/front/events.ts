import {
  type ServerSentEventMessage,
  ServerSentEventStream,
} from "@std/http/server-sent-event-stream";
import { HOST_PATH } from "../address/paths.ts";
import { hostFileUrl } from "../browser/host_files.ts";
import { cleanName } from "../live/clean_name.ts";
import type { Lesson } from "../live/lesson.ts";
import type { LessonState } from "../live/lesson_state.ts";
import type { Player, PlayerPage } from "../live/player.ts";
import type { Players } from "../live/players.ts";
import type { Published, PublishedGame } from "../live/published.ts";
import { isOn, type Round } from "../live/round.ts";
import { frontMessage, roundMessage } from "./event_messages.ts";
import { isFromOtherSite } from "../request/origin.ts";
import { readShortBody } from "../request/short_body.ts";

/** The parts of the host that event streams depend on. */
export interface EventsOptions {
  readonly published: Published;
  readonly players: Players;
  readonly lesson: Lesson;
  /** Whether players may open other games than the published one. */
  readonly hasLobby: boolean;
  /** Whether a switch moves open pages; if not, players reload by themselves. */
  readonly isLive: boolean;
  /** Called for each page that comes to listen, with the host's address in its request and the player's own. */
  readonly onArrival?: (to: string, from: string) => void;
  /** Identifies this run of the host. @default random */
  readonly runId?: string | undefined;
  /** Returns a number from 0 up to, but without, 1. @default Math.random */
  readonly random?: () => number;
}

/** The query and headers of a request for an event stream. */
interface Listener {
  readonly pageId: string;
  /** The path of the page in the browser. */
  readonly path: string;
  /** The last switch that the page knows; empty for a page that has just opened. */
  readonly seen: string;
}

/** The interval of messages on an idle stream; a page that misses three takes the stream for dead. */
const BEAT_MS = 15_000;

/** A class of thirty moves within this time; each further player adds a thirtieth of it. */
const SPREAD_MS = 600;
const SPREAD_PLAYERS = 30;

/** A page that opens within this time after its player was told to move came because of that. */
const ARRIVAL_MS = 30_000;

/** A longer name is no mistake: pages send only what is left of it. */
const MAX_NAME_BYTES = 4096;

const COOKIE = "coplay-player";
const ID_REGEXP = /^[\w-]{1,40}$/;

/** The event streams of all open pages: they announce switches, and each browser that listens counts as a player. */
export class Events {
  readonly #options: EventsOptions;
  readonly #runId: string;
  readonly #random: () => number;
  readonly #unsubscribe: readonly (() => void)[];
  readonly #beat: ReturnType<typeof setInterval>;
  #isClosed = false;

  constructor(options: EventsOptions) {
    this.#options = options;
    this.#runId = options.runId ?? crypto.randomUUID().slice(0, 8);
    this.#random = options.random ?? Math.random;
    this.#unsubscribe = [
      options.published.subscribe(() => this.#moveAll()),
      options.lesson.subscribe((now, { before }) => this.#tellLesson(now, before)),
    ];
    this.#beat = setInterval(() => this.#sendBeats(), BEAT_MS);
  }

  /** Ends every stream. Pages connect again when the host is back. */
  close(): void {
    this.#isClosed = true;
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    // Without its host nobody could uncover a page.
    for (const page of this.#pages) {
      page.send(roundMessage(null, 0));
      page.send(frontMessage(null));
    }
    clearInterval(this.#beat);
    this.#options.players.closeAll();
  }

  /** Answers `/.coplay/events`. */
  listen(request: Request, address: string): Response {
    // A browser that opens the address as a page would load forever, and would count as a player.
    if (!/\btext\/event-stream\b/i.test(request.headers.get("accept") ?? "")) {
      return new Response(null, { status: 406, headers: { "cache-control": "no-store" } });
    }
    const listener = readListener(request);
    if (!listener || isFromOtherSite(request)) return new Response(null, { status: 403 });
    const { players } = this.#options;
    if (this.#isClosed || players.isFull || players.isCrowded(address)) {
      return new Response(null, { status: 503, headers: { "retry-after": "5" } });
    }
    this.#options.onArrival?.(new URL(request.url).hostname.replace(/^\[|\]$/g, ""), address);
    const who = {
      id: readPlayerId(request) ?? crypto.randomUUID(),
      address,
      agent: request.headers.get("user-agent") ?? "",
    };
    return new Response(this.#stream(who, listener), {
      headers: [
        ["content-type", "text/event-stream"],
        ["cache-control", "no-store, no-transform"],
        ["cross-origin-resource-policy", "same-origin"],
        ["set-cookie", `${COOKIE}=${who.id}; Path=${HOST_PATH}; HttpOnly; SameSite=Strict`],
      ],
    });
  }

  /** Answers `/.coplay/ready`, which a page requests once it has loaded. */
  markReady(request: Request): Response {
    if (isFromOtherSite(request)) return new Response(null, { status: 403 });
    this.#options.players.markReady(new URL(request.url).searchParams.get("page") ?? "");
    return new Response(null, { status: 204 });
  }

  /** Answers `/.coplay/name`, which a page requests to say what its player is called. */
  async setName(request: Request): Promise<Response> {
    if (isFromOtherSite(request)) return new Response(null, { status: 403 });
    const typed = await readShortBody(request, MAX_NAME_BYTES);
    if (typed === undefined) return new Response(null, { status: 413 });
    const { players } = this.#options;
    const pageId = new URL(request.url).searchParams.get("page") ?? "";
    const playerId = players.ofPage(pageId)?.id ?? readPlayerId(request) ?? "";
    const name = cleanName(typed);
    const isTaken = players.isTaken({ playerId, name });
    const text = isTaken ? "" : name;
    const shown = players.setName(pageId, text) ?? "";
    return Response.json({ text, shown, isTaken }, {
      headers: { "cache-control": "no-store" },
    });
  }

  #stream(
    who: { id: string; address: string; agent: string },
    listener: Listener,
  ): ReadableStream<Uint8Array> {
    const { players } = this.#options;
    let leave = () => {};
    const messages = new ReadableStream<ServerSentEventMessage>({
      start: (controller) => {
        const page = makePage(listener, { controller, lastWord: () => this.#laterAgain() });
        const player = players.open(who, page);
        leave = () => players.close(player, page);
        controller.enqueue(this.#laterAgain());
        this.#greet(player, { page, listener });
      },
      cancel: () => leave(),
    });
    return messages.pipeThrough(new ServerSentEventStream());
  }

  /** Tells a page when to connect again after its stream ends, so that not all do at once. */
  #laterAgain(): ServerSentEventMessage {
    return { retry: 1000 + Math.floor(this.#random() * 2000) };
  }

  /** Moves a page that missed a switch; tells any other the generation it belongs to. */
  #greet(player: Player, { page, listener }: { page: PlayerPage; listener: Listener }): void {
    const { published, isLive } = this.#options;
    const { current } = published;
    if (!current) return;
    if (isLive && this.#isLeftBehind(listener, current)) {
      return this.#move(player, { page, delayMs: 0 });
    }
    this.#sendToken(page, current);
    if (this.#options.players.haveNames) page.send({ event: "name", data: "1" });
    const { state: { front, round }, nowMs } = this.#options.lesson;
    // A page that comes back may have slept through the end of the cover, or of the round.
    const isBack = listener.seen !== "";
    if (front || isBack) page.send(frontMessage(front));
    const isHere = isOn(round) && round.gameId === page.gameId;
    if (isHere || isBack) page.send(roundMessage(isHere ? round : null, nowMs));
    const hasArrived = performance.now() - player.movedMs < ARRIVAL_MS && listener.seen === "";
    if (hasArrived) page.send({ event: "tap", data: hostFileUrl("tap.js") });
  }

  #isLeftBehind({ path, seen }: Listener, current: PublishedGame): boolean {
    const [runId, generation] = seen.split(".");
    // The page slept through the last switch. A higher generation comes from another host that is ahead of this one.
    if (runId === this.#runId) return Number(generation) < current.generation;
    const gameId = gameIdOf(path);
    return !this.#options.hasLobby && gameId !== undefined && gameId !== current.game.id;
  }

  #moveAll(): void {
    if (!this.#options.isLive) return;
    const everyone = this.#options.players.all
      .flatMap((player) => [...player.pages.values()].map((page) => ({ player, page })))
      .map((each) => ({ ...each, rank: this.#random() }))
      .sort((a, b) => a.rank - b.rank);
    everyone.forEach(({ player, page }, index) => {
      this.#move(player, { page, delayMs: Math.round(index * SPREAD_MS / SPREAD_PLAYERS) });
    });
  }

  #move(player: Player, { page, delayMs }: { page: PlayerPage; delayMs: number }): void {
    const { current } = this.#options.published;
    if (page.gameId !== current?.game.id) player.movedMs = performance.now();
    page.send({ event: "move", data: String(delayMs) });
  }

  /** Covers all pages or uncovers them, and tells those of a round's game of it, at once: it costs no request. */
  #tellLesson(now: LessonState, before: LessonState): void {
    const [front, words] = [now.front, before.front];
    const hasFront = front?.en !== words?.en || front?.zh !== words?.zh;
    const cover = () => {
      if (hasFront) { for (const page of this.#pages) page.send(frontMessage(front)); }
    };
    // A page that the count-down takes over from the cover, or the cover from the count-down, is held throughout.
    if (front) cover();
    if (now.round !== before.round) this.#tellRound(now.round ?? before.round!);
    if (!front) cover();
  }

  #tellRound(round: Round): void {
    const message = roundMessage(isOn(round) ? round : null, this.#options.lesson.nowMs);
    for (const page of this.#pages) if (page.gameId === round.gameId) page.send(message);
  }

  get #pages(): PlayerPage[] {
    return this.#options.players.all.flatMap(({ pages }) => [...pages.values()]);
  }

  #sendBeats(): void {
    const { current } = this.#options.published;
    if (!current) return;
    for (const page of this.#pages) this.#sendToken(page, current);
  }

  #sendToken(page: PlayerPage, { generation }: PublishedGame): void {
    page.send({ event: "message", data: "1", id: `${this.#runId}.${generation}` });
  }
}

function makePage(
  { pageId, path }: Listener,
  { controller, lastWord }: {
    controller: ReadableStreamDefaultController<ServerSentEventMessage>;
    lastWord: () => ServerSentEventMessage;
  },
): PlayerPage {
  let isOpen = true;
  return {
    id: pageId,
    gameId: gameIdOf(path),
    isReady: false,
    send(message) {
      if (isOpen) controller.enqueue(message);
    },
    close() {
      if (!isOpen) return;
      isOpen = false;
      controller.enqueue(lastWord());
      controller.close();
    },
  };
}

function readListener(request: Request): Listener | undefined {
  const query = new URL(request.url).searchParams;
  const pageId = query.get("page") ?? "";
  if (!ID_REGEXP.test(pageId)) return undefined;
  const seen = request.headers.get("last-event-id") || query.get("seen") || "";
  return { pageId, path: query.get("path") ?? "", seen };
}

/** The ID of a page's game; undefined for the lobby. */
function gameIdOf(path: string): string | undefined {
  const [, id] = /^\/games\/([^/]+)\//.exec(path) ?? [];
  try {
    return id === undefined ? undefined : decodeURIComponent(id);
  } catch {
    return id;
  }
}

/** The ID of the player whose browser asks; undefined before its first stream. */
export function readPlayerId(request: Request): string | undefined {
  const cookies = request.headers.get("cookie") ?? "";
  const [, id] = /(?:^|;\s*)coplay-player=([^;]*)/.exec(cookies) ?? [];
  return id !== undefined && ID_REGEXP.test(id) ? id : undefined;
}
