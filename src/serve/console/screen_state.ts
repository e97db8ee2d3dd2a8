import { type Io, say, visible } from "../../cli/io.ts";
import type { Text } from "../../cli/language.ts";
import type { Catalogue, NumberedGame } from "../catalogue/catalogue.ts";
import { fitsTyped, pickGame } from "../catalogue/pick_game.ts";
import type { Host } from "../live/host.ts";
import type { Lesson } from "../live/lesson.ts";
import { durationText, stepsText } from "../live/lesson_text.ts";
import type { ListedPlayer } from "../live/player.ts";
import { pickPlayer } from "../live/pick_player.ts";
import { shownName } from "../live/player_names.ts";
import type { Players } from "../live/players.ts";
import { readOrder, searchedIn } from "../live/read_orders.ts";
import { lessonNotices } from "./lesson_news.ts";
import { coverText, END_ROUND_TEXT, startRoundText } from "./lesson_texts.ts";
import type { ReadHost } from "./live_screen.ts";
import { describePlayer } from "./messages.ts";
import { findOrder } from "./orders.ts";
import type { ScreenPlayer } from "./screen_rows.ts";
import { enterText, fitText, publishText, takeNameText, TEXTS } from "./texts.ts";

/** The parts of a host that its screen shows. */
export interface ShownHost {
  readonly host: Host;
  readonly players: Players;
  readonly lesson: Lesson;
  /** The address for players; undefined until the host listens. */
  readonly address: string | undefined;
}

/** Makes the function that reads the screen's state. */
export function makeReadHost(
  shown: ShownHost,
  { code, io }: { code: (address: string) => readonly string[]; io: Io },
): ReadHost {
  const { host, players } = shown;
  const question = say(io, TEXTS.whichGame);
  return (typed, chosen) => {
    const current = host.published.current?.game;
    const listed = listGames(host.catalogue, typed);
    const name = host.catalogue.get(current?.id ?? "")?.name ?? current?.name;
    return {
      published: name ? visible(say(io, name)) : "",
      notices: lessonNotices(host, shown.lesson).map((notice) => say(io, notice)),
      games: listed.map(({ number, game }) => ({
        number,
        name: visible(say(io, game.name)),
        isPublished: game.id === current?.id,
        isBroken: game.fault !== undefined,
        players: players.countPlaying(game.id),
      })),
      hiddenBroken: isSearch(typed) ? 0 : host.catalogue.shown.length - listed.length,
      players: players.listed.map((player) => describe(player, { shown, io })),
      ready: players.countReady(current?.id ?? ""),
      address: shown.address ?? "",
      code: code(shown.address ?? ""),
      hint: hintOf({ typed, chosen: listed[chosen ?? -1], listed, host, players, io }),
      question,
    };
  };
}

function isSearch(typed: string): boolean {
  return typed.trim() !== "" && !findOrder(typed);
}

/** The games that can be published or, while the operator types, those that fit. */
function listGames({ shown }: Catalogue, typed: string): readonly NumberedGame[] {
  const wanted = searchedIn(typed);
  return shown.filter((game) => isSearch(wanted) ? fitsTyped(game, wanted) : !game.game.fault);
}

/** Says what Enter would do; undefined where it would do nothing. */
function hintOf(
  { typed, chosen, listed, host, players, io }: {
    typed: string;
    chosen: NumberedGame | undefined;
    listed: readonly NumberedGame[];
    host: Host;
    players: Players;
    io: Io;
  },
): string | undefined {
  const { catalogue, published } = host;
  const enter = (text: Text) => say(io, enterText(text));
  if (chosen) return enter(publishText(chosen.game, chosen.number));
  if (typed.trim() === "") return undefined;
  const order = findOrder(typed);
  if (order) return enter(order.does);
  const ordered = readOrder(typed, { catalogue, publishedId: published.current?.game.id });
  if (ordered.kind === "front") return enter(coverText(ordered.words));
  if (ordered.kind === "endRound") return enter(END_ROUND_TEXT);
  if (ordered.kind === "round") {
    const { forMs } = ordered;
    return enter(startRoundText(forMs === null ? undefined : durationText(forMs)));
  }
  if (ordered.kind === "queue") return enter(stepsText(ordered.steps, (id) => nameOf(host, id)));
  if (ordered.kind === "game") {
    const { game } = ordered;
    const number = catalogue.shown.find((other) => other.game === game)?.number;
    return enter(publishText(game, number));
  }
  if (ordered.kind === "unname") {
    const picked = pickPlayer(players.listed, ordered.who);
    const isThere = picked.kind === "player";
    return isThere ? enter(takeNameText(shownName(picked.player.name))) : say(io, picked.why);
  }
  const isOneName = searchedIn(typed) === typed;
  const isBroken = isOneName && pickGame(catalogue, typed).kind === "broken";
  return say(io, isBroken || !isOneName ? ordered.why : fitText(listed.length));
}

function nameOf({ catalogue }: Host, gameId: string): Text {
  return catalogue.get(gameId)?.name ?? { en: gameId, zh: gameId };
}

function describe(
  player: ListedPlayer,
  { shown: { host }, io }: { shown: ShownHost; io: Io },
): ScreenPlayer {
  const { gameId } = player;
  const published = host.published.current?.game.id ?? "";
  const name = host.catalogue.get(gameId ?? "")?.name;
  const isElsewhere = gameId !== published;
  return {
    number: player.number,
    who: describePlayer(player),
    isReady: player.ready.includes(published),
    instead: isElsewhere ? visible(say(io, name ?? TEXTS.lobby)) : say(io, TEXTS.loading),
  };
}
