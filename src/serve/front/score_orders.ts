import type { Language } from "../../cli/language.ts";
import type { Host } from "../live/host.ts";
import { languageOf } from "../pages/page_shell.ts";
import { scoreTable } from "../scores/score_table.ts";
import type { Scores } from "../scores/scores.ts";
import { OrderError } from "./order_error.ts";
import { nameOfGame } from "./state.ts";
import { ORDER_TEXTS } from "./texts.ts";

/** The parts of the host that orders for scores act on. */
export interface ScoreOrderParts {
  readonly host: Host;
  readonly scores: Scores;
  /** The operator's language, for browsers that do not say theirs. */
  readonly language: Language;
}

type ScoreOrder = (request: Request, parts: ScoreOrderParts) => unknown;

/** The orders for scores, by path below `admin/` and method. The query may name a game: `?game=ID`. */
const SCORE_ORDERS: Readonly<Record<string, Readonly<Record<string, ScoreOrder>>>> = {
  "scores": { GET: list, DELETE: clear },
  "scores.csv": { GET: sendTable },
};

/** Finds the order for a path below `admin/`; undefined where it is none of scores. */
export function findScoreOrder(
  path: string,
  parts: ScoreOrderParts,
): Readonly<Record<string, (request: Request) => unknown>> | undefined {
  if (!Object.hasOwn(SCORE_ORDERS, path)) return undefined;
  const orders = Object.entries(SCORE_ORDERS[path]!);
  return Object.fromEntries(orders.map(([method, order]) => [
    method,
    (request: Request) => order(request, parts),
  ]));
}

/** Lists the games that have scores, and the scores of the game that is named. */
async function list(request: Request, { host, scores }: ScoreOrderParts) {
  const gameId = gameOf(request);
  const ids = await scores.store.listGames();
  return {
    games: ids.map((id) => ({ id, name: nameOfGame(host, id) })),
    ...(gameId === undefined ? {} : { game: gameId, levels: await scores.arrange(gameId) }),
  };
}

/** Forgets the scores of the game that is named. Two operators may do so at once. */
async function clear(request: Request, parts: ScoreOrderParts) {
  const gameId = gameOf(request);
  if (gameId === undefined) throw new OrderError(400, ORDER_TEXTS.scores);
  await parts.scores.clear(gameId);
  return await list(request, parts);
}

/** Sends the scores of the game that is named as a table; of all games where none is. */
async function sendTable(request: Request, { host, scores, language }: ScoreOrderParts) {
  const gameId = gameOf(request);
  const spoken = languageOf(request, language);
  const ids = gameId === undefined ? await scores.store.listGames() : [gameId];
  const games = await Promise.all(ids.map(async (id) => {
    return { name: nameOfGame(host, id)[spoken], levels: await scores.arrange(id) };
  }));
  return new Response(scoreTable(games, spoken), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="scores.csv"`,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });
}

/** The ID of the game that the query names; undefined for none. */
function gameOf({ url }: Request): string | undefined {
  return new URL(url).searchParams.get("game") || undefined;
}
