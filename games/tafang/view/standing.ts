// All that stands on the board, drawn from back to front, so that lower things cover higher ones.

import type { Obstacle } from "../rules/ground.ts";
import type { Monster, Tower } from "../rules/state.ts";
import type { CarrotView } from "./carrot.ts";
import { type Frame, secondsSince } from "./frame.ts";
import { stamp } from "./sprite.ts";
import { drawMonsterAt, monsterY } from "./monsters.ts";
import { drawTowerAt, towerY } from "./towers.ts";

/** A thing that others may cover; the carrot is none of these. */
export interface Thing {
  depth: number;
  tower: Tower | undefined;
  monster: Monster | undefined;
  obstacle: Obstacle | undefined;
}

/** The things of a frame; their objects are used again, so that a frame leaves no garbage. */
export class Standing {
  #things: Thing[] = [];
  #count = 0;

  /** Collects the things for which `isWanted`, and the carrot. */
  collect(frame: Frame, isWanted: (thing: Thing) => boolean): void {
    const { game, layout } = frame;
    this.#count = 0;
    for (const tower of game.towers) this.#add(isWanted, towerY(frame, tower) + 30, { tower });
    for (const monster of game.monsters) {
      this.#add(isWanted, monsterY(frame, monster) + 30, { monster });
    }
    for (const obstacle of game.obstacles) {
      if (!obstacle.alive) continue;
      const down = layout.portrait ? obstacle.width : obstacle.height;
      this.#add(isWanted, layout.toY(obstacle.x, obstacle.y) + down * 34, { obstacle });
    }
    this.#add(() => true, carrotDepth(frame), {});
    this.#things.length = this.#count;
    this.#things.sort((a, b) => a.depth - b.depth);
  }

  /** Draws what was collected; the carrot only where there is one. */
  draw(frame: Frame, carrot?: CarrotView): void {
    for (const { tower, monster, obstacle } of this.#things) {
      if (tower) drawTowerAt(frame, tower);
      else if (monster) drawMonsterAt(frame, monster);
      else if (obstacle) drawObstacleAt(frame, obstacle);
      else carrot?.draw(frame);
    }
  }

  #add(isWanted: (thing: Thing) => boolean, depth: number, thing: Partial<Thing>): void {
    const entry = this.#things[this.#count] ??= {
      depth: 0,
      tower: undefined,
      monster: undefined,
      obstacle: undefined,
    };
    entry.depth = depth;
    entry.tower = thing.tower;
    entry.monster = thing.monster;
    entry.obstacle = thing.obstacle;
    if (isWanted(entry)) this.#count++;
  }
}

/** How far down the carrot stands. */
export function carrotDepth({ game, layout }: Frame): number {
  const { xs, ys } = game.paths[0]!;
  const end = xs.length - 1;
  return layout.toY(xs[end]!, ys[end]!) + 32;
}

function drawObstacleAt(frame: Frame, obstacle: Obstacle): void {
  const { c, game, layout, sprites } = frame;
  const x = layout.toX(obstacle.x, obstacle.y);
  const y = layout.toY(obstacle.x, obstacle.y);
  const hurt = secondsSince(frame, obstacle.hurtAtStep);
  const shake = hurt < 0.25 ? Math.sin(hurt * 70) * (1 - hurt / 0.25) * 4 : 0;
  const sprite = sprites.obstacle(obstacle, game.map.theme, layout.portrait);
  stamp(c, sprite, { x: x + shake, y: y - 4 });
  if (obstacle.health >= obstacle.maxHealth) return;
  const width = 50;
  const top = y - (layout.portrait ? obstacle.width : obstacle.height) * 40 - 2;
  c.fillStyle = "rgba(32, 20, 30, 0.72)";
  c.fillRect(x - width / 2 - 2, top - 2, width + 4, 10);
  c.fillStyle = "#8fd0ff";
  c.fillRect(x - width / 2, top, width * (obstacle.health / obstacle.maxHealth), 6);
}
