import { CommandError } from "../../cli/errors.ts";
import type { Language, Text } from "../../cli/language.ts";
import { HOST_PATH } from "../address/paths.ts";
import { pickGame } from "../catalogue/pick_game.ts";
import { type Lesson, RoundError } from "../live/lesson.ts";
import { shownName } from "../live/player_names.ts";
import type { Players } from "../live/players.ts";
import { PublishError } from "../live/published.ts";
import { readQueue, readRoundTime, readWords } from "../live/read_orders.ts";
import { answerAdminPage } from "../pages/admin_page.ts";
import { languageOf } from "../pages/page_shell.ts";
import { readShortBody } from "../request/short_body.ts";
import { UploadError } from "../uploads/upload_error.ts";
import type { Uploads } from "../uploads/uploads.ts";
import { type AdminGate, OWN_ORIGIN } from "./admin_gate.ts";
import { coverFileUrl } from "./cover_file.ts";
import { OrderError } from "./order_error.ts";
import { findScoreOrder, type ScoreOrderParts } from "./score_orders.ts";
import { describeQueue, describeRound, describeState, nameOfGame } from "./state.ts";
import { NameError } from "./take_name.ts";
import { ORDER_TEXTS } from "./texts.ts";
import { findUploadOrder } from "./upload_orders.ts";

/** The parts of the host that orders act on. */
export interface AdminParts extends ScoreOrderParts {
  readonly players: Players;
  readonly lesson: Lesson;
  readonly gate: AdminGate;
  /** The address for players. */
  readonly entrance: string | undefined;
  /** Takes a player's name away. See {@linkcode takeName}. */
  readonly takeName: (typed: string) => Promise<string>;
  /** Games that are added while the host runs; undefined where it takes none. */
  readonly uploads: Uploads | undefined;
}

/** An order is short. */
const MAX_BODY_BYTES = 4096;

type Order = (request: Request, parts: AdminParts) => unknown;

const ORDERS: Readonly<Record<string, Readonly<Record<string, Order>>>> = {
  "games": { GET: (_, parts) => listGames(parts) },
  "players": { GET: (_, parts) => listPlayers(parts) },
  "names": { DELETE: unname },
  "published": { GET: (_, parts) => describe(parts), PUT: publish },
  "front": { GET: describeFront, PUT: cover, DELETE: uncover },
  "queue": { GET: showQueue, PUT: startQueue, DELETE: endQueue },
  "round": { GET: showRound, PUT: startRound, DELETE: endRound },
  "rescan": {
    async POST(_, parts) {
      await parts.host.rescan();
      return listGames(parts);
    },
  },
};

/** Answers `/.coplay/admin` and the paths below it. */
export async function answerAdmin(
  request: Request,
  parts: AdminParts & { readonly address: string },
): Promise<Response> {
  const isApart = request.headers.get("origin") === OWN_ORIGIN;
  const response = isApart && request.method === "OPTIONS"
    ? new Response(null, { status: 204, headers: PREFLIGHT })
    : await answerOrder(request, parts);
  // The operator's page has an opaque origin, so its requests count as cross-origin.
  if (isApart) response.headers.set("access-control-allow-origin", OWN_ORIGIN);
  response.headers.append("vary", "origin");
  return response;
}

/** The methods and headers that the operator's page may use (Fetch, "CORS protocol"). */
const PREFLIGHT = {
  "access-control-allow-methods": "GET, PUT, POST, DELETE",
  "access-control-allow-headers": "authorization, content-type",
  "access-control-max-age": "600",
};

async function answerOrder(
  request: Request,
  { address, ...parts }: AdminParts & { readonly address: string },
): Promise<Response> {
  const language = languageOf(request, parts.language);
  const name = new URL(request.url).pathname.slice(`${HOST_PATH}admin`.length).replace(/^\//, "");
  const isPage = name === "" && (request.method === "GET" || request.method === "HEAD");
  if (name === "" && !isPage) {
    return answerError(405, ORDER_TEXTS.method[language], { allow: "GET, HEAD" });
  }
  const refusal = isPage
    ? parts.gate.refuseHost(request)
    : await parts.gate.refuse(request, address);
  if (refusal) {
    const more = refusal.status === 401 ? { "www-authenticate": "Bearer" } : undefined;
    return answerError(refusal.status, refusal.why[language], more);
  }
  if (isPage) return answerAdminPage(language);
  return await obey(request, { name, language, parts });
}

async function obey(
  request: Request,
  { name, language, parts }: { name: string; language: Language; parts: AdminParts },
): Promise<Response> {
  const methods = Object.hasOwn(ORDERS, name)
    ? ORDERS[name]!
    : findScoreOrder(name, parts) ?? findUploadOrder(name, parts.uploads);
  if (!methods) return answerError(404, ORDER_TEXTS.none[language]);
  const order = Object.hasOwn(methods, request.method) ? methods[request.method]! : undefined;
  if (!order) {
    const allow = Object.keys(methods).join(", ");
    return answerError(405, ORDER_TEXTS.method[language], { allow });
  }
  try {
    const done = await order(request, parts);
    return done instanceof Response ? done : answer(200, done);
  } catch (error) {
    if (error instanceof OrderError) return answerError(error.status, error.text[language]);
    if (error instanceof UploadError) return answerError(error.status, error.text[language]);
    if (error instanceof PublishError || error instanceof RoundError) {
      return answerError(409, error.text[language]);
    }
    if (error instanceof NameError) {
      return answerError(error.isUnclear ? 409 : 404, error.text[language]);
    }
    // The Redis of several hosts is out of reach.
    if (error instanceof CommandError) return answerError(503, error.text[language]);
    throw error;
  }
}

function listGames({ host, uploads }: AdminParts) {
  const { current } = host.published;
  return {
    takesUploads: uploads !== undefined,
    generation: current?.generation ?? 0,
    games: host.catalogue.shown.map(({ number, game }) => ({
      number,
      id: game.id,
      name: game.name,
      description: game.description ?? null,
      cover: coverFileUrl(game),
      fault: game.fault ?? null,
      notices: game.notices,
      isPublished: game.id === current?.game.id,
    })),
    faults: host.catalogue.faults,
  };
}

function listPlayers({ host, players }: AdminParts) {
  const publishedId = host.published.current?.game.id ?? "";
  return {
    ready: players.countReady(publishedId),
    players: players.listed.map(({ number, name, address, device, sinceMs, gameId, ready }) => ({
      number,
      name: name && shownName(name),
      address,
      device,
      since: new Date(sinceMs).toISOString(),
      gameId,
      game: gameId === null ? null : nameOfGame(host, gameId),
      isReady: gameId !== null && ready.includes(gameId),
    })),
  };
}

/** Takes away the name of the player whom the query names: `?player=Ming`, or a number. */
async function unname({ url }: Request, { takeName }: AdminParts) {
  const player = new URL(url).searchParams.get("player")?.trim() ?? "";
  if (player === "") throw new OrderError(400, ORDER_TEXTS.names);
  return { taken: await takeName(player) };
}

async function publish(request: Request, parts: AdminParts) {
  const { game } = await readBody(request, ORDER_TEXTS.body);
  // A number is one of the catalogue's.
  const wanted = typeof game === "number" ? `#${game}` : game;
  if (typeof wanted !== "string") throw new OrderError(400, ORDER_TEXTS.body);
  const picked = pickGame(parts.host.catalogue, wanted);
  if (picked.kind !== "game") throw new OrderError(picked.kind === "none" ? 404 : 409, picked.why);
  await parts.lesson.publish(picked.game);
  return describe(parts);
}

function describe({ entrance, ...parts }: AdminParts) {
  return describeState({ ...parts, address: entrance });
}

function describeFront(_: Request, { lesson }: AdminParts) {
  return { front: lesson.state.front };
}

/** Covers all pages, with the words of the body where it has any. */
async function cover(request: Request, parts: AdminParts) {
  const { words = "" } = await readBody(request, ORDER_TEXTS.words, {});
  if (typeof words !== "string") throw new OrderError(400, ORDER_TEXTS.words);
  const read = readWords(words);
  if ("kind" in read) throw new OrderError(400, read.why);
  await parts.lesson.cover(read);
  return describeFront(request, parts);
}

async function uncover(request: Request, parts: AdminParts) {
  await parts.lesson.uncover();
  return describeFront(request, parts);
}

function showQueue(_: Request, parts: AdminParts) {
  return { queue: describeQueue(parts) };
}

/** Begins the queue of the body: `{"queue": "2048 10m, dxs 5m, front"}`. */
async function startQueue(request: Request, parts: AdminParts) {
  const { queue } = await readBody(request, ORDER_TEXTS.queue);
  if (typeof queue !== "string") throw new OrderError(400, ORDER_TEXTS.queue);
  const { catalogue, published } = parts.host;
  const read = readQueue(queue, { catalogue, publishedId: published.current?.game.id });
  if (read.kind === "wrong") throw new OrderError(400, read.why);
  await parts.lesson.start(read.steps);
  return showQueue(request, parts);
}

async function endQueue(request: Request, parts: AdminParts) {
  await parts.lesson.endQueue();
  return showQueue(request, parts);
}

function showRound(_: Request, parts: AdminParts) {
  return { round: describeRound(parts) };
}

/** Announces a round for the body's time: `{"time": "3m"}`; of an empty one, until the operator ends it. */
async function startRound(request: Request, parts: AdminParts) {
  const { time = "" } = await readBody(request, ORDER_TEXTS.round, {});
  if (typeof time !== "string") throw new OrderError(400, ORDER_TEXTS.round);
  const read = readRoundTime(time);
  if ("kind" in read) throw new OrderError(400, read.why);
  await parts.lesson.startRound(read.forMs);
  return showRound(request, parts);
}

async function endRound(request: Request, parts: AdminParts) {
  await parts.lesson.endRound();
  return showRound(request, parts);
}

/** Reads an object from a body of JSON. @param empty the object of an empty body @default refused */
async function readBody(
  request: Request,
  wrong: Text,
  empty?: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const text = await readShortBody(request, MAX_BODY_BYTES);
  if (text === undefined) throw new OrderError(413, wrong);
  if (text === "" && empty) return empty;
  try {
    const body = JSON.parse(text);
    if (typeof body === "object" && body !== null) return body;
  } catch {
    // The error below covers a body that is not JSON.
  }
  throw new OrderError(400, wrong);
}

function answerError(status: number, error: string, more?: Record<string, string>): Response {
  return answer(status, { error }, more);
}

function answer(status: number, body: unknown, more: Record<string, string> = {}): Response {
  return Response.json(body, {
    status,
    headers: { "cache-control": "no-store", "x-content-type-options": "nosniff", ...more },
  });
}
