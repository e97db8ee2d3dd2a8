// Pictures that are drawn once for each size of the window and copied after that.

import type { StageBrush } from "../../kit/drawing/stage_brush.ts";
import { type Brush, ellipse, form, spot } from "../art/brush.ts";
import { type CarrotParts, PLAIN_PARTS } from "../art/carrot.ts";
import { BEATS, drawBubble, drawMonster, drawMonsterShadow } from "../art/monsters.ts";
import { drawObstacle } from "../art/obstacles.ts";
import { drawTowerBody, drawTowerFront, drawTowerPart, FEET_Y, RANK_SIZES } from "../art/towers.ts";
import { easeOut } from "../../kit/motion.ts";
import type { Stage } from "../../kit/stage.ts";
import type { Theme } from "../rules/map_plan.ts";
import type { MonsterKind, MonsterPlan } from "../rules/monsters_table.ts";
import type { Obstacle } from "../rules/ground.ts";
import type { TowerKind } from "../rules/towers_table.ts";
import { lay, makeRing, makeSprite, type Sprite } from "./sprite.ts";

/** The logical units of a unit of art. */
export const TOWER_SCALE = 0.86;
const OBSTACLE_SCALE = 0.86;
const BADGE_SCALE = 0.48;
/** The number of directions to each side of the carrot's eyes. */
const LOOKS = 3;

/** The size of a monster's drawing by its body. */
export function monsterScale(plan: MonsterPlan): number {
  return plan.boss ? 1.12 : 0.3 + plan.radius * 1.25;
}

/** The pictures from a monster at ease to one that a hit has squashed, and how much that is. */
const [KNOCKS, SQUASHED] = [2, 0.12];
/** The pictures of a flame's flicker. */
const FLICKERS = 4;
/** The pictures of a ring that grows. */
const RINGS = 16;

/** The size of a flame at a share of its flicker. */
export function flickerSize(share: number): number {
  return 0.7 + 0.3 * Math.round(share * FLICKERS) / FLICKERS;
}

/** So long a stride's missing picture is replaced by its first one: two that are made for one frame make that late. */
const REST_MS = 40;

/** Draws each picture when it is first needed. */
export class Sprites {
  #stage: Stage;
  #made = new Map<string, Sprite>();
  /** When the last picture of a monster was made. */
  #monsterMadeMs = -Infinity;
  /** Rings of each colour, by size and growth. */
  #rings = new Map<string, (Sprite | undefined)[]>();

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  /** Drops all pictures, because the window has changed. */
  forget(): void {
    this.#made.clear();
    this.#rings.clear();
  }

  tower(kind: TowerKind, rank: number): Sprite {
    return this.#make(`t ${kind} ${rank}`, { side: 124, scale: TOWER_SCALE }, (c) => {
      drawTowerBody(c, kind, rank);
    });
  }

  /** The still parts of a grown tower, stretched over its feet by its breath or a blow. */
  standingTower(kind: TowerKind, rank: number, stretch: Stretch): Sprite {
    return this.#make(`t ${kind} ${rank} ${stretch.sx} ${stretch.sy}`, STANDING, (c) => {
      stretchStanding(c, rank, stretch);
      drawTowerBody(c, kind, rank);
    });
  }

  /** What stands before the turning part of such a tower. */
  standingFront(kind: TowerKind, rank: number, stretch: Stretch): Sprite {
    return this.#make(`f ${kind} ${rank} ${stretch.sx} ${stretch.sy}`, STANDING, (c) => {
      stretchStanding(c, rank, stretch);
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

  /** A monster at a share of its stride, facing left or right, squashed by a share of the most. */
  monster(plan: MonsterPlan, beat: number, left: boolean, squash = 0): Sprite {
    const index = Math.floor(beat * BEATS) % BEATS;
    const knock = Math.round(squash * KNOCKS);
    const keys = MONSTER_KEYS[left ? 1 : 0]!.get(plan.kind) ?? keep(plan.kind, left);
    const key = keys[index * (KNOCKS + 1) + knock]!;
    const known = this.#made.get(key);
    if (known) return known;
    const other = this.#made.get(keys[0]!);
    const nowMs = performance.now();
    if (other && nowMs - this.#monsterMadeMs < REST_MS) return other;
    this.#monsterMadeMs = nowMs;
    return this.#makeMonster(key, plan, { beat: index / BEATS, left, knock: knock / KNOCKS });
  }

  /** A monster as large as fits into the badge at an entrance. */
  badgeOf(plan: MonsterPlan): Sprite {
    return this.#make(`badge ${plan.kind}`, { side: 124, scale: BADGE_SCALE }, (c) => {
      drawMonsterShadow(c, plan.boss ? 36 : 27, plan.flies);
      drawMonster(c, plan.kind, 0);
    });
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
      squash(c, 1);
      if (left) c.scale(-1, 1);
      drawMonster(c, plan.kind, 0);
      c.setTransform(1, 0, 0, 1, 0, 0);
      c.globalCompositeOperation = "source-in";
      c.globalAlpha = 0.8;
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
  carrotParts(): CarrotParts<StageBrush> {
    const stampPart = (name: string, side: number, draw: (c: Brush) => void) => (c: StageBrush) => {
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

  /** A flame as large as a monster, at a share of its flicker. */
  burning(plan: MonsterPlan, flicker: number): Sprite {
    const step = Math.round(flicker * FLICKERS);
    const keys = FLAME_KEYS.get(plan.kind) ?? keepFlames(plan.kind);
    const scale = monsterScale(plan) * flickerSize(flicker);
    return this.#make(keys[step]!, { side: 50, scale }, (c) => {
      spot(c, new Path2D("M-13 18C-22 4-8-2-8-18C2-10 4-4 8-12C18 2 20 18 2 20Z"), "#ff7a34");
      spot(c, new Path2D("M-7 18C-10 8-2 4-2-4C6 4 12 14 2 19Z"), "#ffe07a");
    });
  }

  /** Lumps of ice at the feet of a monster. */
  ice(plan: MonsterPlan): Sprite {
    const key = ICE_KEYS.get(plan.kind) ?? keepIce(plan.kind);
    return this.#make(key, { side: 60, scale: monsterScale(plan) * 1.25 }, (c) => {
      for (const [x, y, r] of [[-16, 4, 7], [0, 8, 9], [15, 4, 7], [-7, -2, 5]] as const) {
        form(c, ellipse(x, y, r, r * 0.8), "#cfeeff", { size: 6, line: 1.8 });
      }
      c.setTransform(1, 0, 0, 1, 0, 0);
      c.globalCompositeOperation = "destination-in";
      c.globalAlpha = 0.85;
      c.fillRect(0, 0, c.canvas.width, c.canvas.height);
    });
  }

  /** A ring around a place that has grown for a share of its life. */
  ring(colour: string, size: number, share: number): Sprite {
    const rings = this.#rings.get(colour) ?? [];
    if (rings.length === 0) this.#rings.set(colour, rings);
    const step = Math.min(RINGS - 1, Math.floor(share * RINGS));
    return rings[Math.round(size) * RINGS + step] ??= makeRing(this.#stage, {
      radius: Math.round(size) * (0.2 + easeOut((step + 0.5) / RINGS) * 0.8),
      thick: 8 * (1 - (step + 0.5) / RINGS) + 1,
      colour,
    });
  }

  #makeMonster(
    key: string,
    plan: MonsterPlan,
    { beat, left, knock }: { beat: number; left: boolean; knock: number },
  ): Sprite {
    return this.#make(key, { side: 124, scale: monsterScale(plan) }, (c) => {
      squash(c, knock);
      drawMonsterShadow(c, plan.boss ? 36 : 27, plan.flies);
      if (left) c.scale(-1, 1);
      drawMonster(c, plan.kind, beat);
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

/** A stretch over the feet; 1 is none. */
export interface Stretch {
  readonly sx: number;
  readonly sy: number;
}

/** A stretched tower may be taller than the square of its parts. */
const STANDING = { side: 140, scale: TOWER_SCALE };

function stretchStanding(c: Brush, rank: number, { sx, sy }: Stretch): void {
  const size = RANK_SIZES[rank]!;
  c.translate(0, FEET_Y);
  c.scale(size * sx, size * sy);
  c.translate(0, -FEET_Y);
}

/** The height of a monster's feet below its middle, which a squash leaves in place. */
const FEET = 124 * 0.27;

/** Squashes a monster by a share of the most. */
function squash(c: Brush, share: number): void {
  c.translate(0, FEET);
  c.scale(1 + share * SQUASHED, 1 - share * SQUASHED);
  c.translate(0, -FEET);
}

/** The keys of monsters' pictures, stored so that a frame with a hundred monsters builds no strings. */
const MONSTER_KEYS = [new Map<MonsterKind, string[]>(), new Map<MonsterKind, string[]>()];
const FLAME_KEYS = new Map<MonsterKind, string[]>();
const ICE_KEYS = new Map<MonsterKind, string>();

function keep(kind: MonsterKind, left: boolean): string[] {
  const keys = Array.from({ length: BEATS * (KNOCKS + 1) }, (_, n) => `m ${kind} ${n} ${left}`);
  MONSTER_KEYS[left ? 1 : 0]!.set(kind, keys);
  return keys;
}

function keepFlames(kind: MonsterKind): string[] {
  const keys = Array.from({ length: FLICKERS + 1 }, (_, n) => `burning ${kind} ${n}`);
  FLAME_KEYS.set(kind, keys);
  return keys;
}

function keepIce(kind: MonsterKind): string {
  ICE_KEYS.set(kind, `ice ${kind}`);
  return `ice ${kind}`;
}
