// A game from its first to its last step: the same seed and actions give the same game.

import { Random } from "../../kit/random.ts";
import { toSteps } from "./clock.ts";
import { makeGround, makeObstacles, makePaths, type MapPlan } from "./map_plan.ts";
import type { MonsterKind } from "./monsters_table.ts";
import { bossOf, makeEndlessWave, parseWave, varyWaves, type Wave } from "./waves.ts";
import { spawnMonster, stepMonsters } from "./monsters.ts";
import { stepTowers } from "./towers.ts";
import { stepShots } from "./shots.ts";
import { CARROT_BITES, type Game, type Stream } from "./state.ts";

/** The steps before the first wave. */
const FIRST_REST_STEPS = toSteps(18);
/** The steps from one wave to the next while monsters remain. */
export const REST_STEPS = toSteps(16);
/** The steps that remain once the board is empty. */
const CLEAR_REST_STEPS = toSteps(4);
/** How far a seed moves monsters: a share of the gap between two, and the most that a group comes later. */
const GAP_SPREAD = 0.4;
const DELAY_SPREAD_STEPS = toSteps(1.5);

/** The start of a game. */
export interface NewGame {
  readonly map: MapPlan;
  readonly seed: number;
  /** Whether waves never end, with a boss in each. */
  readonly endless?: boolean;
  /** Whether a player who lost often has taken help, which costs a star. */
  readonly helped?: boolean;
}

/** The factor of help on the coins at the start. */
const HELP_COINS = 1.5;

/** Makes a game before its first step. */
export function newGame({ map, seed, endless = false, helped = false }: NewGame): Game {
  const obstacles = makeObstacles(map);
  const random = new Random(seed);
  return {
    map,
    paths: makePaths(map),
    ground: makeGround(map, obstacles),
    waves: endless ? [] : varyWaves(map.waves.map(parseWave), random),
    endless,
    helped,
    seed,
    random,
    step: 0,
    coins: Math.round(map.coins * (helped ? HELP_COINS : 1)),
    carrot: CARROT_BITES,
    outcome: "running",
    wave: 0,
    restSteps: FIRST_REST_STEPS,
    streams: [],
    monsters: [],
    towers: [],
    shots: [],
    obstacles,
    mark: undefined,
    events: [],
    nextId: 1,
    kills: 0,
    bitten: new Map(),
  };
}

/** Moves everything by one step; afterwards `events` lists what happened in it. */
export function step(game: Game): void {
  game.events.length = 0;
  if (game.outcome !== "running") return;
  game.step++;
  stepWaves(game);
  stepMonsters(game);
  stepTowers(game);
  stepShots(game);
  sweep(game);
  settle(game);
}

/** Whether no further wave will come. */
export function isLastWave(game: Game): boolean {
  return !game.endless && game.wave >= game.waves.length;
}

/** Sends the next wave now. */
export function beginWave(game: Game): void {
  const wave = peekWave(game);
  if (!wave) return;
  const firstRoad = game.random.below(game.paths.length);
  game.streams = wave.map((group, index): Stream => ({
    kind: group.kind,
    path: group.road >= 0 ? group.road : -1 - index - firstRoad,
    left: group.count,
    sent: 0,
    gapSteps: group.gapSteps,
    waitSteps: group.delaySteps + (index > 0 ? game.random.below(DELAY_SPREAD_STEPS) : 0),
  }));
  game.wave++;
  game.restSteps = REST_STEPS;
  game.events.push({ what: "wave", index: game.wave - 1, boss: bossOf(wave) });
}

/** The next wave, for the player to see. */
export function peekWave(game: Game): Wave | undefined {
  if (game.endless) return makeEndlessWave(game.seed, game.wave);
  return game.waves[game.wave];
}

function stepWaves(game: Game): void {
  if (game.streams.length > 0) {
    for (const stream of game.streams) stepStream(game, stream);
    if (game.streams.every((stream) => stream.left === 0)) game.streams = [];
    return;
  }
  if (isLastWave(game)) return;
  if (game.wave > 0 && game.monsters.length === 0 && game.restSteps > CLEAR_REST_STEPS) {
    game.restSteps = CLEAR_REST_STEPS;
  }
  if (--game.restSteps <= 0) beginWave(game);
}

function stepStream(game: Game, stream: Stream): void {
  if (stream.left === 0 || stream.waitSteps-- > 0) return;
  const roads = game.paths.length;
  const road = stream.path >= 0 ? stream.path : stream.sent - 1 - stream.path;
  spawnMonster(game, { kind: stream.kind, path: game.paths[road % roads]! });
  stream.left--;
  stream.sent++;
  const spread = game.random.between(1 - GAP_SPREAD, 1 + GAP_SPREAD);
  stream.waitSteps = Math.round(stream.gapSteps * spread) - 1;
}

function sweep(game: Game): void {
  keepAlive(game.monsters);
  keepAlive(game.shots);
  if (game.mark && !game.mark.alive) game.mark = undefined;
}

function keepAlive(things: { alive: boolean }[]): void {
  let kept = 0;
  for (let i = 0; i < things.length; i++) {
    const thing = things[i]!;
    if (thing.alive) things[kept++] = thing;
  }
  things.length = kept;
}

function settle(game: Game): void {
  if (game.carrot <= 0) {
    game.carrot = 0;
    game.outcome = "lost";
    game.events.push({ what: "lost" });
  } else if (isLastWave(game) && game.streams.length === 0 && game.monsters.length === 0) {
    game.outcome = "won";
    game.events.push({ what: "won" });
  }
}

/** The kind with the most bites; undefined while the carrot is whole. */
export function culpritOf(game: Game): MonsterKind | undefined {
  let most = 0;
  let culprit: MonsterKind | undefined;
  for (const [kind, bites] of game.bitten) {
    if (bites <= most) continue;
    most = bites;
    culprit = kind;
  }
  return culprit;
}

/** The stars of a won game. */
export interface Stars {
  /** 0 to 3, by the carrot's remaining bites; help costs one, but a win has at least one. */
  readonly health: number;
  /** Whether all obstacles have been cleared. */
  readonly cleared: boolean;
}

/** The stars of a game so far. */
export function starsOf(game: Game): Stars {
  if (game.outcome !== "won") return { health: 0, cleared: false };
  const full = game.carrot >= CARROT_BITES ? 3 : game.carrot >= 6 ? 2 : 1;
  const health = game.helped ? Math.max(1, full - 1) : full;
  return { health, cleared: game.obstacles.every((obstacle) => !obstacle.alive) };
}
