// A player of average skill: it knows the answers, sees where a tower reaches far, and errs now and then.
//
// It tries out maps that players make, and the balance tests play all maps with it.

import type { Random } from "../../kit/random.ts";
import { ANSWERS } from "../rules/answers.ts";
import type { Action } from "../rules/actions.ts";
import { COLUMNS } from "../rules/map_plan.ts";
import { MONSTERS } from "../rules/monsters_table.ts";
import type { Game, Tower } from "../rules/state.ts";
import { peekWave } from "../rules/step.ts";
import { levelOf, type TowerKind, TOWERS } from "../rules/towers_table.ts";

/** The share of its chances that it misses, and of towers that it picks for no reason. */
const MISSING_SHARE = 0.1;
const ERRING_SHARE = 0.15;
/** It builds on one of the best places, a share of all. */
const GOOD_PLACES = 0.3;
/** Until so many stand, it builds; then every second purchase is an upgrade. */
const FIRST_TOWERS = 4;
/** The distance between two places of a road that count, in cells. */
const SAMPLE_CELLS = 0.5;
/** How much a tower of the same kind takes off the wish for one more. */
const ENOUGH = 0.35;

/** A free cell and the share of the roads that a tower there reaches. */
interface Site {
  readonly cx: number;
  readonly cy: number;
  readonly reach: number;
}

/** Chooses the next action; undefined to wait for coins. */
export function chooseNext(game: Game, random: Random): Action | undefined {
  if (random.chance(MISSING_SHARE)) return undefined;
  const marking = markObstacle(game, random);
  if (marking) return marking;
  const weak = game.towers.filter((tower) => tower.rank < 2);
  const mayUpgrade = game.towers.length >= FIRST_TOWERS && weak.length > 0;
  if (mayUpgrade && game.towers.length % 2 === 0 && totalRanks(game) < game.towers.length) {
    return upgradeBest(game, weak);
  }
  return buildAnswer(game, random) ?? (mayUpgrade ? upgradeBest(game, weak) : undefined);
}

function totalRanks(game: Game): number {
  return game.towers.reduce((sum, tower) => sum + tower.rank, 0);
}

function upgradeBest(game: Game, weak: readonly Tower[]): Action | undefined {
  const wishes = wishesOf(game);
  let best: Tower | undefined;
  let most = -1;
  for (const tower of weak) {
    const worth = (wishes.get(tower.plan.kind) ?? 0) + 0.1 * (2 - tower.rank);
    if (worth <= most) continue;
    most = worth;
    best = tower;
  }
  if (!best || game.coins < levelOf(best.plan.kind, best.rank + 1).cost) return undefined;
  return { do: "upgrade", cx: best.cx, cy: best.cy };
}

function buildAnswer(game: Game, random: Random): Action | undefined {
  const kind = random.chance(ERRING_SHARE) ? random.pick(game.map.offers) : wishedKind(game);
  if (!kind || game.coins < levelOf(kind, 0).cost) return undefined;
  const sites = sitesOf(game, levelOf(kind, 0).range);
  if (sites.length === 0) return undefined;
  sites.sort((a, b) => b.reach - a.reach);
  const { cx, cy } = sites[random.below(Math.ceil(sites.length * GOOD_PLACES))]!;
  return { do: "build", cx, cy, tower: kind };
}

function wishedKind(game: Game): TowerKind | undefined {
  const wishes = wishesOf(game);
  let kind: TowerKind | undefined;
  let most = 0;
  for (const offer of game.map.offers) {
    const standing = game.towers.filter((tower) => tower.plan.kind === offer).length;
    const wish = (wishes.get(offer) ?? 0) / (1 + standing * ENOUGH) / levelOf(offer, 0).cost;
    if (wish <= most) continue;
    most = wish;
    kind = offer;
  }
  return kind;
}

/** How much each tower is wished for, by the health of those that it answers in this wave and the next ones. */
function wishesOf(game: Game): Map<TowerKind, number> {
  const wishes = new Map<TowerKind, number>();
  const coming = game.endless
    ? [peekWave(game) ?? []]
    : game.waves.slice(Math.max(0, game.wave - 1), game.wave + 2);
  for (const { kind, count } of coming.flat()) {
    const { good, bad } = ANSWERS[kind];
    const health = MONSTERS[kind].health * count;
    for (const offer of game.map.offers) {
      const { attack, air } = TOWERS[offer];
      if (attack === "aura" || offer === bad || (MONSTERS[kind].flies && !air)) continue;
      const share = good.includes(offer) ? 2 : 1;
      wishes.set(offer, (wishes.get(offer) ?? 0) + health * share);
    }
  }
  return wishes;
}

/** Lists the free cells from which a tower reaches a road. */
function sitesOf(game: Game, range: number): Site[] {
  const sites: Site[] = [];
  game.ground.forEach((ground, index) => {
    if (ground !== "free") return;
    const cx = index % COLUMNS;
    const cy = Math.floor(index / COLUMNS);
    const reach = reachOf(game, { cx, cy }, range);
    if (reach > 0) sites.push({ cx, cy, reach });
  });
  return sites;
}

function reachOf(game: Game, { cx, cy }: { cx: number; cy: number }, range: number): number {
  let reach = 0;
  for (const path of game.paths) {
    const every = Math.round(SAMPLE_CELLS / path.stride);
    for (let i = 0; i < path.xs.length; i += every) {
      const dx = path.xs[i]! - cx - 0.5;
      const dy = path.ys[i]! - cy - 0.5;
      if (dx * dx + dy * dy <= range * range) reach++;
    }
  }
  return reach;
}

/** Between two waves it lets its towers clear an obstacle, sometimes. */
function markObstacle(game: Game, random: Random): Action | undefined {
  if (game.mark || game.monsters.length > 0 || !random.chance(0.3)) return undefined;
  const near = game.obstacles.find((obstacle) =>
    obstacle.alive &&
    game.towers.some(({ x, y, level, plan }) =>
      plan.attack !== "aura" && (x - obstacle.x) ** 2 + (y - obstacle.y) ** 2 <= level.range ** 2
    )
  );
  return near && { do: "mark", on: "obstacle", id: near.id };
}
