import { TextError } from "../../cli/errors.ts";
import type { Language, Text } from "../../cli/language.ts";
import { decodeId } from "../address/paths.ts";
import { refuseScore, type SentScore } from "../browser/scripts/giving/score_rules.ts";
import type { Host } from "../live/host.ts";
import { languageOf } from "../pages/page_shell.ts";
import { isFromOtherSite } from "../request/origin.ts";
import { readShortBody } from "../request/short_body.ts";
import type { Lesson } from "../live/lesson.ts";
import type { Race } from "../scores/race.ts";
import type { Scores } from "../scores/scores.ts";
import { readPlayerId } from "./events.ts";

/** Twenty scores with the longest levels. */
const MAX_BODY_BYTES = 20_000;
const MAX_SCORES = 20;

const TEXTS = {
  body: {
    en: "this is not what coplay.score sends",
    zh: "请求内容不是由 coplay.score 发出的",
  },
  gone: { en: "the game is gone", zh: "这个游戏已经不在了" },
  levels: {
    en: "too many levels: nobody has scores in more than a hundred levels of one game",
    zh: "关卡太多：每个玩家在一个游戏中最多保留一百个关卡的成绩",
  },
} as const satisfies Record<string, Text>;

/** Takes the scores that a page reports: `{"game": "ID", "scores": [{"value": 12, "best": "high", "level": ""}]}`. */
export async function takeScores(
  request: Request,
  { host, scores, language }: {
    readonly host: Host;
    readonly scores: Scores;
    /** The operator's language, for browsers that do not say theirs. */
    readonly language: Language;
  },
): Promise<Response> {
  if (isFromOtherSite(request)) return answer(403);
  const playerId = readPlayerId(request);
  // The page's stream, which makes a player of it, has not been opened.
  if (playerId === undefined) return answer(409);
  if (!scores.admits(playerId)) return answer(429, "", { "retry-after": "2" });
  const say = (text: Text) => text[languageOf(request, language)];
  const read = await readScores(request);
  if (!read) return answer(400, say(TEXTS.body));
  // The game may have been removed, or another one be on: then its last scores still count.
  const game = host.catalogue.get(read.gameId);
  if (!game) return answer(404, say(TEXTS.gone));
  try {
    const isKept = await scores.report(read.scores, { gameId: game.id, playerId });
    return isKept ? answer(204) : answer(422, say(TEXTS.levels));
  } catch (error) {
    return answerLater(error);
  }
}

/** Answers with the best scores of the published game, and those of the round, as the projector shows them. */
export async function answerBest(
  { host, scores, lesson, race }: {
    readonly host: Host;
    readonly scores: Scores;
    readonly lesson: Lesson;
    readonly race: Race;
  },
): Promise<Response> {
  const gameId = host.published.current?.game.id;
  try {
    const levels = gameId === undefined ? [] : await scores.best(gameId);
    const { round } = lesson.state;
    const raced = round && round.phase !== "away" ? await race.show(round.seed) : null;
    const body = { game: gameId ?? null, levels, race: raced };
    return Response.json(body, { headers: { "cache-control": "no-store" } });
  } catch (error) {
    return answerLater(error);
  }
}

/** Asks a page to come again where the store cannot be reached: it says so in words, as Redis does. */
function answerLater(error: unknown): Response {
  if (!(error instanceof TextError)) throw error;
  return answer(503, error.text.en, { "retry-after": "5" });
}

function answer(status: number, why = "", more: Record<string, string> = {}): Response {
  const headers = { "cache-control": "no-store", "content-type": "text/plain; charset=utf-8" };
  return new Response(status === 204 ? null : why, { status, headers: { ...headers, ...more } });
}

async function readScores(
  request: Request,
): Promise<{ gameId: string; scores: SentScore[] } | undefined> {
  try {
    const { game, scores } = JSON.parse(await readShortBody(request, MAX_BODY_BYTES) ?? "");
    if (typeof game !== "string" || !Array.isArray(scores)) return undefined;
    if (scores.length > MAX_SCORES || scores.some(refuseScore)) return undefined;
    const read = scores.map(({ value, best, level, round }) => {
      return { value, best, level, round: Number.isSafeInteger(round) ? round : undefined };
    });
    return { gameId: decodeId(game), scores: read };
  } catch {
    // It is too long, no JSON, or has `null` for an object; the answer covers all of these.
    return undefined;
  }
}
