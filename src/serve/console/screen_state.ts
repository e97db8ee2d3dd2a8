import { type Io, say, visible } from "../../cli/io.ts";
import type { Host } from "../live/host.ts";
import type { ListedPlayer, Players } from "../live/players.ts";
import type { ReadHost } from "./live_screen.ts";
import { describePlayer } from "./messages.ts";
import type { ScreenPlayer } from "./screen_rows.ts";
import { TEXTS } from "./texts.ts";

/** The parts of a host that its screen shows. */
export interface ShownHost {
  readonly host: Host;
  readonly players: Players;
  /** The address for players; undefined until the host listens. */
  readonly address: string | undefined;
}

/** Makes the function that reads the screen's state. */
export function makeReadHost(
  shown: ShownHost,
  { code, io }: { code: readonly string[]; io: Io },
): ReadHost {
  const { host, players } = shown;
  const question = say(io, TEXTS.whichGame);
  return () => {
    const published = host.published.current?.game.id ?? "";
    return {
      games: host.catalogue.shown.map(({ number, game }) => ({
        number,
        name: visible(say(io, game.name)),
        isPublished: game.id === published,
        isBroken: game.fault !== undefined,
        players: players.countPlaying(game.id),
      })),
      players: players.listed.map((player) => describe(player, { host, published, io })),
      ready: players.countReady(published),
      address: shown.address ?? "",
      code,
      question,
    };
  };
}

function describe(
  player: ListedPlayer,
  { host, published, io }: { host: Host; published: string; io: Io },
): ScreenPlayer {
  const { gameId } = player;
  const name = host.catalogue.get(gameId ?? "")?.name;
  const isElsewhere = gameId !== published;
  return {
    number: player.number,
    who: describePlayer(player),
    isReady: player.ready.includes(published),
    instead: isElsewhere ? visible(say(io, name ?? TEXTS.lobby)) : say(io, TEXTS.loading),
  };
}
