// Pictures that are drawn once for each size of the window and copied after that.

import type { Brush } from "../art/brush.ts";
import { type CarrotParts, PLAIN_PARTS } from "../art/carrot.ts";
import { BEATS, drawBubble, drawMonster, drawMonsterShadow } from "../art/monsters.ts";
import { drawObstacle } from "../art/obstacles.ts";
import { drawTowerBody, drawTowerFront, drawTowerPart, FEET_Y, RANK_SIZES } from "../art/towers.ts";
import type { Stage } from "../../kit/stage.ts";
import type { Theme } from "../rules/map_plan.ts";
import type { MonsterKind, MonsterPlan } from "../rules/monsters_table.ts";
import type { Obstacle } from "../rules/ground.ts";
import type { TowerKind } from "../rules/towers_table.ts";
import { lay, makeSprite, type Sprite } from "./sprite.ts";

/** The logical units of a unit of art. */
export const TOWER_SCALE = 0.86;
const OBSTACLE_SCALE = 0.86;
/** The number of directions to each side of the carrot's eyes. */
const LOOKS = 3;

/** The size of a monster's drawing by its body. */
export function monsterScale(plan: MonsterPlan): number {
  return plan.boss ? 1.12 : 0.3 + plan.radius * 1.25;
}

/** Draws each picture when it is first needed. */
export class Sprites {
  #stage: Stage;
  #made = new Map<string, Sprite>();

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  /** Drops all pictures, because the window has changed. */
  forget(): void {
    this.#made.clear();
  }

  tower(kind: TowerKind, rank: number): Sprite {
    return this.#make(`t ${kind} ${rank}`, { side: 124, scale: TOWER_SCALE }, (c) => {
      drawTowerBody(c, kind, rank);
    });
  }

  /** The still parts of a tower that does nothing, stretched upwards by its breath. */
  restingTower(kind: TowerKind, rank: number, breath: number): Sprite {
    return this.#make(`t ${kind} ${rank} ${breath}`, RESTING, (c) => {
      stretchResting(c, rank, breath);
      drawTowerBody(c, kind, rank);
    });
  }

  /** What stands before the turning part of such a tower. */
  restingFront(kind: TowerKind, rank: number, breath: number): Sprite {
    return this.#make(`f ${kind} ${rank} ${breath}`, RESTING, (c) => {
      stretchResting(c, rank, breath);
      drawTowerFront(c, kind, rank);
    });
  }

  towerPart(kind: TowerKind, rank: number): Sprite {
    return this.#make(`p ${kind} ${rank}`, { side: 100, scale: TOWER_SCALE }, (c) => {
      drawTowerPart(c, kind, rank);
    });
  }

  towerFront(kind: TowerKind, rank: number): Sprite {
    return this.#make(`f ${kind} ${rank}`, { side: 124, scale: TOWER_SCALE }, (c) => {
      drawTowerFront(c, kind, rank);
    });
  }

  /** A monster at a share of its stride, facing left or right. */
  monster(plan: MonsterPlan, beat: number, left: boolean): Sprite {
    const index = Math.floor(beat * BEATS) % BEATS;
    const key = MONSTER_KEYS[left ? 1 : 0]!.get(plan.kind)?.[index] ??
      keep(plan.kind, left, index);
    return this.#made.get(key) ?? this.#makeMonster(key, plan, { beat: index / BEATS, left });
  }

  /** The same picture without the shadow. */
  flyingMonster(plan: MonsterPlan, left: boolean): Sprite {
    return this.#make(`a ${plan.kind} ${left}`, { side: 124, scale: monsterScale(plan) }, (c) => {
      if (left) c.scale(-1, 1);
      drawMonster(c, plan.kind, 0);
    });
  }

  /** The same picture in white, which shows a hit for two frames. */
  flash(plan: MonsterPlan, left: boolean): Sprite {
    const key = `w ${plan.kind} ${left}`;
    const known = this.#made.get(key);
    if (known) return known;
    return this.#make(key, { side: 124, scale: monsterScale(plan) }, (c) => {
      if (left) c.scale(-1, 1);
      drawMonster(c, plan.kind, 0);
      c.setTransform(1, 0, 0, 1, 0, 0);
      c.globalCompositeOperation = "source-in";
      c.fillStyle = "#ffffff";
      c.fillRect(0, 0, c.canvas.width, c.canvas.height);
    });
  }

  bubble(share: number): Sprite {
    const tenth = Math.ceil(share * 6);
    return this.#make(`b ${tenth}`, { side: 100, scale: 0.68 }, (c) => drawBubble(c, tenth / 6));
  }

  obstacle(obstacle: Obstacle, theme: Theme, portrait: boolean): Sprite {
    const { kind } = obstacle;
    const side = kind === "boulder" ? 210 : kind === "log" ? 190 : 110;
    return this.#make(`o ${kind} ${theme} ${portrait}`, { side, scale: OBSTACLE_SCALE }, (c) => {
      drawObstacle(c, { kind, theme, upright: portrait });
    });
  }

  /** The carrot's pieces as pictures, so that the animated carrot costs only ten copies. */
  carrotParts(): CarrotParts {
    const stampPart = (name: string, side: number, draw: (c: Brush) => void) => (c: Brush) => {
      lay(c, this.other(`carrot ${name}`, side, draw), { x: 0, y: 0 });
    };
    return {
      mound: stampPart("mound", 100, PLAIN_PARTS.mound),
      soil: stampPart("soil", 100, PLAIN_PARTS.soil),
      leaf: (c, index) =>
        stampPart(`leaf ${index % 2}`, 92, (brush) => PLAIN_PARTS.leaf(brush, index))(c),
      root: (c, lost) => stampPart(`root ${lost}`, 92, (brush) => PLAIN_PARTS.root(brush, lost))(c),
      face: (c, look) => {
        const lookX = Math.round((look.lookX ?? 0) * LOOKS) / LOOKS;
        const lookY = Math.round((look.lookY ?? 0) * LOOKS) / LOOKS;
        const name = `face ${look.mood} ${look.blink} ${lookX} ${lookY}`;
        stampPart(name, 84, (brush) => PLAIN_PARTS.face(brush, { ...look, lookX, lookY }))(c);
      },
    };
  }

  /** Draws any other small picture once, under a name. */
  other(name: string, side: number, draw: (c: Brush) => void): Sprite {
    return this.#make(name, { side, scale: 1 }, draw);
  }

  #makeMonster(key: string, plan: MonsterPlan, pose: { beat: number; left: boolean }): Sprite {
    return this.#make(key, { side: 124, scale: monsterScale(plan) }, (c) => {
      drawMonsterShadow(c, plan.boss ? 36 : 27, plan.flies);
      if (pose.left) c.scale(-1, 1);
      drawMonster(c, plan.kind, pose.beat);
    });
  }

  #make(key: string, size: { side: number; scale: number }, draw: (c: Brush) => void): Sprite {
    const known = this.#made.get(key);
    if (known) return known;
    const sprite = makeSprite(this.#stage, size.side * size.scale, (c) => {
      c.scale(size.scale, size.scale);
      draw(c);
    });
    this.#made.set(key, sprite);
    return sprite;
  }
}

/** A resting tower may be taller than the square of its parts. */
const RESTING = { side: 140, scale: TOWER_SCALE };

function stretchResting(c: Brush, rank: number, breath: number): void {
  const size = RANK_SIZES[rank]!;
  c.translate(0, FEET_Y);
  c.scale(size, size * (1 + breath));
  c.translate(0, -FEET_Y);
}

/** The keys of monsters' pictures, stored so that a frame with a hundred monsters builds no strings. */
const MONSTER_KEYS = [new Map<MonsterKind, string[]>(), new Map<MonsterKind, string[]>()];

function keep(kind: MonsterKind, left: boolean, index: number): string {
  const keys = Array.from({ length: BEATS }, (_, n) => `m ${kind} ${n} ${left}`);
  MONSTER_KEYS[left ? 1 : 0]!.set(kind, keys);
  return keys[index]!;
}
