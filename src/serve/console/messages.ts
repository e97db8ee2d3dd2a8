import { type Io, messageOf, say, tell, visible } from "../../cli/io.ts";
import type { Text } from "../../cli/language.ts";
import type { Game } from "../catalogue/catalogue.ts";
import type { ListedPlayer } from "../live/player.ts";
import { shownName } from "../live/player_names.ts";
import type { PlayersOptions } from "../live/players.ts";
import type { HandlerParts } from "../request/handler.ts";
import { foldLines } from "./fold_lines.ts";
import {
  failureText,
  foldedText,
  fullText,
  playerJoinedText,
  playerLeftText,
  playersBackText,
  playersText,
  respelledText,
  slowText,
  TEXTS,
} from "./texts.ts";

/** A game with a thousand misspelled names would fill the terminal. */
const MAX_HINTS = 100;

/** Enough for a class that comes or goes at once, not for a flood of requests. */
const MAX_LINES = 100;
const SPAN_MS = 10_000;

/** The most players who are known again when they come back. */
const MAX_KNOWN = 10_000;

/** Prints messages about requests, and of a flood only the number of lines. */
function tellFolded(io: Io): (text: Text) => void {
  return foldLines((text: Text) => tell(io, text), {
    maxLines: MAX_LINES,
    spanMs: SPAN_MS,
    onFolded: (count) => tell(io, foldedText(count)),
  });
}

/** Reports notable requests to the operator. */
export function reportRequests(io: Io): Partial<HandlerParts> {
  const say = tellFolded(io);
  const hinted = new Set<string>();
  const full = new Set<string>();
  const slow = new Set<string>();
  return {
    onRespelled(asked, path) {
      if (hinted.has(asked) || hinted.size >= MAX_HINTS) return;
      hinted.add(asked);
      tell(io, respelledText(asked, path));
    },
    onFull(shares) {
      const fullest = shares[0]!.game.id;
      if (full.has(fullest)) return;
      full.add(fullest);
      tell(io, fullText(shares));
    },
    onSlow(game, error) {
      const file = `${game.id}/${error.path}`;
      if (slow.has(file) || slow.size >= MAX_HINTS) return;
      slow.add(file);
      tell(io, slowText(game, error));
    },
    onFailure: (error, failureId) => say(failureText(failureId, messageOf(error))),
  };
}

/**
 * Reports players who come and go to the operator. Who comes back, from sleep or a slow move to another game, is only
 * counted: such players are many at once, and the operator knows them.
 *
 * @param backMs the time within which they are counted, in milliseconds
 */
export function reportPlayers(io: Io, backMs = 2000): PlayersOptions {
  const say = tellFolded(io);
  const known = new Set<string>();
  const countBack = foldLines(() => {}, {
    maxLines: 0,
    spanMs: backMs,
    onFolded: (count) => tell(io, playersBackText(count)),
  });
  return {
    onJoin(player) {
      if (known.has(player.id)) return countBack(player);
      known.add(player.id);
      const [oldest] = known;
      if (known.size > MAX_KNOWN) known.delete(oldest!);
      say(playerJoinedText(describePlayer(player)));
    },
    onLeave: (player) => say(playerLeftText(describePlayer(player))),
  };
}

/** `192.168.1.7 iPad`, and with a name `Ming (192.168.1.7 iPad)` */
export function describePlayer(
  { name, address, device }: Pick<ListedPlayer, "name" | "address" | "device">,
): string {
  const where = visible(device === "?" ? address : `${address} ${device}`);
  return name ? `${visible(shownName(name))} (${where})` : where;
}

/**
 * Prints each player and their game, a line each, and how many have loaded the published game. A player at another
 * host has no number.
 */
export function listPlayers(
  players: readonly ListedPlayer[],
  { published, nameOf, io }: {
    published: Game | undefined;
    nameOf: (gameId: string) => string;
    io: Io;
  },
): void {
  const shown = published?.id ?? "";
  const ready = players.filter(({ ready }) => ready.includes(shown)).length;
  tell(io, players.length === 0 ? TEXTS.noPlayers : playersText(ready, players.length));
  for (const player of players) {
    const { number, gameId } = player;
    const isReady = gameId !== null && player.ready.includes(gameId);
    const state = isReady ? TEXTS.ready : TEXTS.loading;
    const name = gameId === null ? say(io, TEXTS.lobby) : nameOf(gameId);
    const who = `${number === null ? "–" : `${number}.`} ${describePlayer(player)}  ${
      visible(name)
    }`;
    io.stderr.write(`${who}  ${gameId === null ? "" : say(io, state)}`.trimEnd() + "\n");
  }
}
