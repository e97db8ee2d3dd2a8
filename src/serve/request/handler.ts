import {
  decodeId,
  encodePath,
  gamePath,
  GAMES_PATH,
  HOST_PATH,
  splitTarget,
} from "../address/paths.ts";
import type { AssetSlot, AssetStore } from "../assets/asset_store.ts";
import type { HeaderList } from "../assets/representation.ts";
import { SlowFileError } from "../assets/type_stripper.ts";
import type { Game } from "../catalogue/catalogue.ts";
import { StaleFileError } from "../catalogue/game_source.ts";
import { deliver } from "./deliver.ts";
import type { Handler, RequestInfo } from "./handler_type.ts";
import {
  answerLastWorker,
  answerWorker,
  isServiceWorkerRequest,
  ownerOfWorker,
} from "./worker_answers.ts";

/** A game that a browser with no room left has saved data of. */
export interface StorageShare {
  readonly game: Game;
  /** How much of all games' data it holds, from 0 to 1; undefined where the browser does not say. */
  readonly share: number | undefined;
}

/** The routes and reports of the handler. */
export interface HandlerParts {
  /** Returns the ID of the game that `/` redirects to; undefined before the first switch. */
  readonly publishedId: () => string | undefined;
  /** Returns the files of a game that players may open now; undefined for any other. */
  readonly findStore: (id: string) => AssetStore | undefined | Promise<AssetStore | undefined>;
  /** Returns the files of a game that players may not open but that an open game uses; undefined for any other. */
  readonly findShared?: (id: string) => AssetStore | undefined | Promise<AssetStore | undefined>;
  /** Answers `/.coplay/…`; undefined where no route has that path. */
  readonly answerHost?: (
    request: Request,
    path: string,
    info: RequestInfo | undefined,
  ) => Response | Promise<Response> | undefined;
  /** Answers `/games/`; undefined without a lobby. */
  readonly answerLobby?: ((request: Request) => Response | Promise<Response>) | undefined;
  /** Answers `/` with a notice; undefined to redirect to the game. */
  readonly answerRoot?: (
    request: Request,
    info: RequestInfo | undefined,
  ) => Response | undefined;
  /** Called when a page asks for a file by another spelling than its own. */
  readonly onRespelled?: (asked: string, path: string) => void;
  /** Called when a player's browser has no room left for saved data; the games that hold most of it come first. */
  readonly onFull?: (shares: readonly StorageShare[]) => void;
  /** Called when a file cannot be sent yet, because making it ready takes too long now. */
  readonly onSlow?: (game: Game, error: SlowFileError) => void;
  /** Called for an unexpected error, with the ID that the player sees. */
  readonly onFailure?: (error: unknown, failureId: string) => void;
}

/** Makes the handler of all requests. */
export function makeHandler(parts: HandlerParts): Handler {
  return (request, info) => {
    try {
      const answer = route(request, { parts, info });
      return answer instanceof Promise ? answer.catch((error) => fail(error, parts)) : answer;
    } catch (error) {
      return fail(error, parts);
    }
  };
}

function route(
  request: Request,
  { parts, info }: { parts: HandlerParts; info: RequestInfo | undefined },
): Response | Promise<Response> {
  const { path, query } = splitTarget(request.url);
  if (path.startsWith(HOST_PATH)) return parts.answerHost?.(request, path, info) ?? notFound();
  if (request.method !== "GET" && request.method !== "HEAD") return methodNotAllowed();
  if (path.startsWith(GAMES_PATH)) return answerGames(request, { path, query, parts });
  if (path === "/") {
    const id = parts.publishedId();
    return parts.answerRoot?.(request, info) ??
      (id === undefined ? notFound() : redirect(302, gamePath(id) + query));
  }
  return answerAbsolute(request, { path, query, parts });
}

interface Route {
  readonly path: string;
  readonly query: string;
  readonly parts: HandlerParts;
}

/** Answers `/games/ID/PATH`. */
function answerGames(
  request: Request,
  { path, query, parts }: Route,
): Response | Promise<Response> {
  if (path === GAMES_PATH) return parts.answerLobby?.(request) ?? notFound();
  const slash = path.indexOf("/", GAMES_PATH.length);
  const id = decodeId(path.slice(GAMES_PATH.length, slash < 0 ? undefined : slash));
  const inner = slash < 0 ? undefined : path.slice(slash + 1);
  const answer = (store: AssetStore | undefined) => {
    if (!store) return answerClosedGame(request, { id, inner, path, query, parts });
    if (inner === undefined) return redirect(301, gamePath(id) + query, store.headers);
    return answerFile(request, { store, inner, path, query, parts });
  };
  const store = parts.findStore(id);
  return store instanceof Promise ? store.then(answer) : answer(store);
}

/**
 * Redirects a closed game's pages to the published game. Scripts and pictures that its old pages still ask for get
 * 404, unless the published game uses them too.
 */
function answerClosedGame(
  request: Request,
  route: Route & { id: string; inner: string | undefined },
): Response | Promise<Response> {
  const { id, inner, parts } = route;
  if (isServiceWorkerRequest(request)) return answerLastWorker();
  const isPage = !inner || /(?:\/|\.x?html?)$/i.test(inner);
  const wantsPage = request.headers.get("accept")?.includes("text/html") ?? false;
  const publishedId = parts.publishedId();
  if (isPage && wantsPage && publishedId !== undefined) return redirect(302, gamePath(publishedId));
  if (!inner) return notFound();
  const answer = (store: AssetStore | undefined) =>
    store ? answerFile(request, { ...route, store, inner }) : notFound();
  const store = parts.findShared?.(id);
  return store instanceof Promise ? store.then(answer) : answer(store);
}

function answerFile(
  request: Request,
  route: Route & { store: AssetStore; inner: string },
): Response | Promise<Response> {
  const { store, inner, path, query, parts } = route;
  const { entry, id } = store.game;
  if (inner === "" && entry.includes("/")) {
    return redirect(
      302,
      gamePath(id) + encodePath(entry).replace(/(^|\/)index\.html$/, "$1") + query,
    );
  }
  const wanted = inner === "" ? encodePath(entry) : inner;
  const found = store.find(wanted);
  if (found.kind === "folder") return redirect(301, `${path}/${query}`, store.headers);
  if (found.kind === "none") {
    return store.adding?.then(() => answerFile(request, route)) ?? notFound(store.headers);
  }
  if (found.kind === "respelled") parts.onRespelled?.(wanted, found.path);
  const ownerId = query ? ownerOfWorker(query) : undefined;
  if (ownerId !== undefined) return answerMarkedWorker(route, ownerId);
  // A script gets a page as its author wrote it, be it to put into another page or to compare its digest.
  const isFetched = found.value.isPage && !isNavigation(request);
  const slot = isFetched ? store.asWritten(found.value) : found.value;
  return answerAsset(request, { store, slot, parts });
}

/** Whether a browser asks for a page to show; of what scripts fetch, nothing asks for XHTML. */
function isNavigation({ headers }: Request): boolean {
  const mode = headers.get("sec-fetch-mode");
  if (mode !== null) return mode === "navigate";
  return headers.get("accept")?.includes("application/xhtml+xml") ?? false;
}

/**
 * Answers the marked script of a worker. It may lie in a base or a library, but gets the headers of its page's game.
 */
async function answerMarkedWorker(
  { store, path, query, parts }: Route & { store: AssetStore },
  ownerId: string,
): Promise<Response> {
  const owner = await parts.findStore(ownerId) ?? store;
  return answerWorker({ path, query }, owner.headers);
}

/** Answers with an asset; reads a file that changes meanwhile once more. */
function answerAsset(
  request: Request,
  { store, slot, parts }: { store: AssetStore; slot: AssetSlot; parts: HandlerParts },
): Response | Promise<Response> {
  const answer = slot.asset
    ? deliver(request, slot.asset)
    : store.load(slot).then((asset) => deliver(request, asset));
  if (!(answer instanceof Promise)) return answer;
  return answer.catch(async (error) => {
    if (!(error instanceof StaleFileError)) throw error;
    const fresh = await store.reload(slot);
    return fresh ? await deliver(request, fresh) : notFound(store.headers);
  }).catch((error) => answerLater(error, { store, parts }));
}

/** Answers that a file cannot be sent yet, and when to ask again. */
function answerLater(
  error: unknown,
  { store, parts }: { store: AssetStore; parts: HandlerParts },
): Response {
  const status = "503 Service Unavailable";
  // A program is just writing the file.
  if (error instanceof StaleFileError) {
    return plainAnswer(503, status, [["retry-after", "1"], ...store.headers]);
  }
  if (!(error instanceof SlowFileError)) throw error;
  parts.onSlow?.(store.game, error);
  const { text: { en, zh }, againSeconds } = error;
  const headers: HeaderList = [["retry-after", `${againSeconds}`], ...store.headers];
  return plainAnswer(503, `${status}\n${en}\n${zh}`, headers);
}

/**
 * Redirects an absolute path, which a game made for the root of its own host: into the game of the page that asks,
 * else into the published one, unless the lobby lets players be in any. A redirect keeps one address for each file.
 */
async function answerAbsolute(
  request: Request,
  { path, query, parts }: Route,
): Promise<Response> {
  if (isServiceWorkerRequest(request)) return answerLastWorker();
  // A closed game's page gets no files of the published game.
  const id = refererId(request) ?? (parts.answerLobby ? undefined : parts.publishedId());
  const store = id === undefined
    ? undefined
    : await parts.findStore(id) ?? await parts.findShared?.(id);
  const led = store?.lead(path + query);
  if (led !== undefined) return redirect(307, led, [["vary", "referer"]]);
  // Browsers always ask for it, and would show the 404 as the game's error.
  if (path === "/favicon.ico") return new Response(null, { status: 204 });
  return notFound();
}

function refererId(request: Request): string | undefined {
  const referer = request.headers.get("referer");
  if (referer === null) return undefined;
  const { path } = splitTarget(referer);
  const slash = path.indexOf("/", GAMES_PATH.length);
  return path.startsWith(GAMES_PATH) && slash > 0
    ? decodeId(path.slice(GAMES_PATH.length, slash))
    : undefined;
}

/** @param more headers besides those of every redirect */
function redirect(status: 301 | 302 | 307, location: string, more: HeaderList = []): Response {
  // Headers hold only ASCII, but clients may send other characters in a query.
  const written = location.toWellFormed().replace(/[^\x21-\x7e]/gu, encodeURIComponent);
  const headers: HeaderList = [["location", written], ["cache-control", "no-store"], ...more];
  return new Response(null, { status, headers });
}

function notFound(more: HeaderList = []): Response {
  return plainAnswer(404, "404 Not Found", more);
}

function methodNotAllowed(): Response {
  return plainAnswer(405, "405 Method Not Allowed", [["allow", "GET, HEAD"]]);
}

function fail(error: unknown, parts: HandlerParts): Response {
  const failureId = crypto.randomUUID();
  parts.onFailure?.(error, failureId);
  return plainAnswer(500, `500 Internal Server Error\n${failureId}`);
}

function plainAnswer(status: number, text: string, more: HeaderList = []): Response {
  const headers: HeaderList = [
    ["content-type", "text/plain; charset=utf-8"],
    ["cache-control", "no-store"],
    ...more,
  ];
  return new Response(`${text}\n`, { status, headers });
}
