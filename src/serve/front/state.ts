import type { Text } from "../../cli/language.ts";
import { coverPath } from "../address/paths.ts";
import type { Host } from "../live/host.ts";
import type { Players } from "../live/players.ts";

/** The public state of a running host: `/.coplay/state`. */
export interface HostState {
  /** Counts the switches of this run. */
  readonly generation: number;
  /** The published game; null before the first one. */
  readonly game: {
    readonly id: string;
    /** Its number in the catalogue; null for a hidden game, which has none. */
    readonly number: number | null;
    readonly name: Text;
    readonly description: Text | null;
    /** The URL of its cover. */
    readonly cover: string | null;
  } | null;
  readonly players: number;
  /** How many players have loaded the published game. */
  readonly ready: number;
}

/** Describes the current state of a host. */
export function describeState(
  { host, players }: { readonly host: Host; readonly players: Players },
): HostState {
  const { current } = host.published;
  const game = current?.game;
  return {
    generation: current?.generation ?? 0,
    game: game
      ? {
        id: game.id,
        number: host.catalogue.shown.find(({ game: { id } }) => id === game.id)?.number ?? null,
        name: game.name,
        description: game.description ?? null,
        cover: coverPath(game) ?? null,
      }
      : null,
    players: players.count,
    ready: game ? players.countReady(game.id) : 0,
  };
}

/** Answers `/.coplay/state`. */
export function answerState(front: { readonly host: Host; readonly players: Players }): Response {
  const state = describeState(front);
  return Response.json(state, {
    headers: { "cache-control": "no-store", "coplay-generation": String(state.generation) },
  });
}
