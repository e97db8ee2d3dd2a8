import type { Text } from "../../cli/language.ts";
import { coverPath } from "../address/paths.ts";
import type { Host } from "../live/host.ts";
import type { Lesson } from "../live/lesson.ts";
import { shownName } from "../live/player_names.ts";
import type { Players } from "../live/players.ts";
import { isOn } from "../live/round.ts";

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
  /** Some of the players who have not loaded it: what they are called. */
  readonly waiting: readonly string[];
  /** The words on the cover of all pages; null while they are open. */
  readonly front: Text | null;
  readonly queue: QueueState | null;
  readonly round: RoundState | null;
  /** The address for players, which follows the network; null until the host listens. */
  readonly address: string | null;
}

/** A round that is on, or whose result is shown. */
export interface RoundState {
  readonly number: number;
  readonly seed: number;
  /** How long until it starts, in seconds; 0 once it has. */
  readonly startsIn: number;
  /** How long it lasts, in seconds; null until the operator ends it. */
  readonly seconds: number | null;
  /** What is left once it has started, in seconds; null where it has no end. */
  readonly secondsLeft: number | null;
  /** Whether its time runs: it stands still while the pages are covered. */
  readonly isRunning: boolean;
  readonly isOver: boolean;
  /** Whether its game plays rounds; another one gets the count-down and the clock, and no more. */
  readonly isPlayed: boolean;
}

/** Describes the round; null without one. */
export function describeRound(
  { host, lesson: { state: { round }, nowMs } }: {
    readonly host: Host;
    readonly lesson: Lesson;
  },
): RoundState | null {
  if (round === null || round.phase === "away") return null;
  const { number, seed, startsMs, forMs, endsMs, heldMs } = round;
  const atMs = heldMs ?? nowMs;
  const left = endsMs === null ? null : (endsMs - Math.max(atMs, startsMs)) / 1000;
  return {
    number,
    seed,
    startsIn: Math.max(0, startsMs - atMs) / 1000,
    seconds: forMs === null ? null : forMs / 1000,
    secondsLeft: left === null ? null : isOn(round) ? Math.max(0, left) : 0,
    isRunning: isOn(round) && heldMs === null,
    isOver: !isOn(round),
    isPlayed: host.catalogue.get(round.gameId)?.hasRounds ?? false,
  };
}

/** What is on for a time, and what follows. */
export interface QueueState {
  /** What is left for the first step, in seconds; null where it has no end. */
  readonly secondsLeft: number | null;
  /** Whether the time runs: it stands still while the pages are covered by hand. */
  readonly isRunning: boolean;
  /** The first one is on. */
  readonly steps: readonly {
    /** The game; null for eyes to the front. */
    readonly game: { readonly id: string; readonly name: Text } | null;
    /** The words on the cover. */
    readonly front: Text | null;
    readonly seconds: number | null;
  }[];
}

/** Describes the queue; null without one. */
export function describeQueue(
  { host, lesson }: { readonly host: Host; readonly lesson: Lesson },
): QueueState | null {
  const { state: { steps, endsMs }, leftMs } = lesson;
  if (steps.length === 0) return null;
  return {
    secondsLeft: leftMs === null ? null : leftMs / 1000,
    isRunning: endsMs !== null,
    steps: steps.map(({ gameId, front = null, forMs }) => ({
      game: gameId === undefined ? null : { id: gameId, name: nameOfGame(host, gameId) },
      front,
      seconds: forMs === null ? null : forMs / 1000,
    })),
  };
}

/** The name of a game that may be gone meanwhile. */
export function nameOfGame({ catalogue }: Host, id: string): Text {
  return catalogue.get(id)?.name ?? { en: id, zh: id };
}

/** The parts of a host that its state tells about. */
export interface StateParts {
  /** The address for players. */
  readonly address?: string | undefined;
  readonly host: Host;
  readonly players: Players;
  readonly lesson: Lesson;
}

/** Describes the current state of a host. */
export function describeState({ host, players, lesson, address }: StateParts): HostState {
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
    waiting: game ? listWaiting(players, game.id) : [],
    front: lesson.state.front,
    queue: describeQueue({ host, lesson }),
    round: describeRound({ host, lesson }),
    address: address ?? null,
  };
}

/** More names than these fit on no wall. */
const MAX_WAITING = 12;

function listWaiting(players: Players, gameId: string): string[] {
  return players.listed.filter(({ ready }) => !ready.includes(gameId)).slice(0, MAX_WAITING)
    .map(({ name, device, address }) =>
      name ? shownName(name) : device === "?" ? address : `${device} ${address}`
    );
}

/** Answers `/.coplay/state`. */
export function answerState(front: StateParts): Response {
  const state = describeState(front);
  return Response.json(state, {
    headers: { "cache-control": "no-store", "coplay-generation": String(state.generation) },
  });
}

/** Answers `/.coplay/clock`: the host's time in milliseconds since 1970, by which a page learns how far its own is off. */
export function answerClock({ nowMs }: Lesson): Response {
  return new Response(String(nowMs), {
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
  });
}
