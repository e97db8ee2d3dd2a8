import type { Language, Text } from "../../cli/language.ts";
import { gamePath } from "../request/handler.ts";
import type { Host } from "../live/host.ts";
import type { Players } from "../live/players.ts";

/** What everybody may know of a running host: `/.coplay/state`. */
export interface HostState {
  /** Counts the switches of this run. */
  readonly generation: number;
  /** The published game; null before the first one. */
  readonly game: {
    readonly id: string;
    readonly name: Text;
    readonly description: Text | null;
    /** The address of its picture. */
    readonly cover: string | null;
  } | null;
  readonly players: number;
  /** How many players have loaded the published game. */
  readonly ready: number;
}

/** Describes a host as it is now. */
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
        name: game.name,
        description: game.description ?? null,
        cover: coverPath(game) ?? null,
      }
      : null,
    players: players.count,
    ready: game ? players.countReady(game.id) : 0,
  };
}

/** The address of a game's picture; undefined where it has none. */
export function coverPath(
  { id, cover }: { readonly id: string; readonly cover: string | undefined },
): string | undefined {
  if (cover === undefined) return undefined;
  return gamePath(id) + cover.split("/").map(encodeURIComponent).join("/");
}

/** Answers `/.coplay/state`. */
export function answerState(front: { readonly host: Host; readonly players: Players }): Response {
  const state = describeState(front);
  return Response.json(state, {
    headers: { "cache-control": "no-store", "coplay-generation": String(state.generation) },
  });
}

/** `31/34 ready` as a sentence for the whole room. */
export function countReady(
  { players, ready, language }: { players: number; ready: number; language: Language },
): string {
  if (players === 0) return { en: "Waiting for players", zh: "等待玩家加入" }[language];
  return { en: `${ready}/${players} ready`, zh: `${ready}/${players} 已就绪` }[language];
}
