import { posePlant, restingPlant } from "../art/plant_poses.ts";
import { PARTS } from "../art/parts.ts";
import { poseZombie, restingZombie } from "../art/zombie_poses.ts";
import type { Fit } from "../../kit/fit.ts";
import type { Stage } from "../../kit/stage.ts";
import { isFree } from "../rules/actions.ts";
import {
  PLANT_KINDS,
  type PlantKind,
  ROWS,
  ZOMBIE_KINDS,
  type ZombieKind,
} from "../rules/kinds.ts";
import { type Level, levelIn } from "../rules/levels.ts";
import type { World } from "../rules/world.ts";
import { drawBackdrop, drawMist, makeMist, type Mist } from "./backdrop.ts";
import { Effects } from "./effects.ts";
import type { Decor } from "./decor.ts";
import {
  drawPlant,
  drawRooster,
  drawShadows,
  drawShot,
  drawSun,
  drawZombie,
  type Easel,
} from "./figures.ts";
import { boardX, boardY, cellAt, groundY, type Layout, layoutOf } from "./layout.ts";
import { Pen } from "./pen.ts";
import type { Scenery } from "./scenery.ts";
import type { Held } from "../rules/actions.ts";

/** The visible state of the player's input. */
export interface Hand {
  readonly held: Held | undefined;
  /** The place of the pointer on the stage. */
  readonly pointer: { readonly x: number; readonly y: number } | undefined;
  /** The cell of the arrow keys. */
  readonly cursor: { readonly row: number; readonly col: number } | undefined;
  /** The cell of the tutorial's hint. */
  readonly hint: { readonly row: number; readonly col: number } | undefined;
}

/** Whether what is in hand needs no free cell: a spade, or a zombie of an edition's own. */
function goesAnywhere(held: Held | undefined): boolean {
  return held?.kind === "spade" ||
    held?.kind === "extra" && (held.value === "spade" || isZombieKind(held.value));
}

/** Draws the garden. */
export class Scene {
  readonly effects = new Effects();
  readonly stage: Stage;
  #pen: Pen;
  #level: Level | undefined;
  #fit: Fit | undefined;
  #mist: Mist | undefined;

  constructor(stage: Stage) {
    this.stage = stage;
    this.#pen = new Pen(stage.context, PARTS);
  }

  get layout(): Layout {
    return layoutOf(this.stage.fit);
  }

  draw(world: World, hand: Hand, decor: Decor = {}): void {
    const { layout, stage } = this;
    const level = levelIn(world);
    const scenery: Scenery = {
      layout,
      visible: stage.fit.visible,
      hour: level.hour,
      rows: level.rows,
      foggy: level.sight !== undefined,
    };
    const g = stage.begin();
    this.#follow(level, scenery);
    this.#pen.begin(this.effects.offset);
    const easel: Easel = { pen: this.#pen, world, layout };
    stage.showGround("backdrop", (layer) => drawBackdrop(layer, scenery));
    this.#drawUnder(easel, decor);
    this.#drawHand(world, hand);
    for (let row = 0; row < ROWS; row++) this.#drawRow(easel, row, decor);
    this.effects.drawBits(this.#pen);
    this.#pen.rest();
    if (this.#mist) drawMist(g, this.#mist);
    decor.over?.(easel);
    this.#pen.rest();
    for (const sun of world.suns) drawSun(easel, sun);
    this.#drawHeld(world, hand);
    this.effects.drawFlights(this.#pen);
  }

  /** Redraws the still layers for another level, and the parts for another size. */
  #follow(level: Level, scenery: Scenery): void {
    const { pixels, fit } = this.stage;
    if (this.#level === level && this.#fit === fit) return;
    if (this.#level !== level) this.stage.forgetLayer();
    if (this.#fit !== fit) {
      this.#pen.resize((pixels.width / fit.visible.width) * this.layout.figure);
    }
    this.#level = level;
    this.#fit = fit;
    this.#pen.prepare();
    this.#pen.learnUnits(this.stage);
    this.#mist = makeMist(this.stage, scenery);
  }

  #drawUnder(easel: Easel, { under }: Decor): void {
    if (!under) return;
    for (let row = 0; row < ROWS; row++) under(easel, row);
    this.#pen.rest();
  }

  #drawRow(easel: Easel, row: number, { among }: Decor): void {
    const { world } = easel;
    drawShadows(easel, row);
    for (const rooster of world.roosters) if (rooster.row === row) drawRooster(easel, rooster);
    for (const plant of world.plants) if (plant.row === row) drawPlant(easel, plant);
    for (const zombie of world.zombies) if (zombie.row === row) drawZombie(easel, zombie);
    among?.(easel, row);
    for (const shot of world.shots) if (Math.round(shot.y) === row) drawShot(easel, shot);
  }

  #drawHand(world: World, hand: Hand): void {
    const { layout } = this;
    const g = this.stage.context;
    const pointed = hand.pointer && hand.held ? cellAt(layout, hand.pointer) : undefined;
    for (const cell of [pointed, hand.cursor, hand.hint]) {
      if (!cell) continue;
      const free = goesAnywhere(hand.held) || isFree(world, cell);
      const left = boardX(layout, cell.col);
      const top = boardY(layout, cell.row);
      const breath = 0.24 + Math.sin(world.tick / 12) * 0.1;
      g.globalAlpha = cell === hand.hint ? breath + 0.15 : 0.32;
      g.fillStyle = free ? "#fffbe0" : "#d3453b";
      g.beginPath();
      g.roundRect(left + 3, top + 3, layout.cellWidth - 6, layout.cellHeight - 6, 12);
      g.fill();
      g.globalAlpha = 1;
      if (cell === pointed) continue;
      g.strokeStyle = "#ffffff";
      g.lineWidth = 4;
      g.setLineDash(cell === hand.hint ? [12, 8] : []);
      g.stroke();
      g.setLineDash([]);
    }
  }

  /** Draws the held plant or spade at the pointer, and where it would go. */
  #drawHeld(world: World, hand: Hand): void {
    const { layout } = this;
    const { held } = hand;
    const pen = this.#pen;
    const pointed = hand.pointer ? cellAt(layout, hand.pointer) : undefined;
    const cell = pointed ?? hand.cursor;
    if (held?.kind === "packet" && cell && isFree(world, cell)) {
      const at = { x: boardX(layout, cell.col + 0.5), y: groundY(layout, cell.row) };
      pen.stand({ ...at, scale: layout.figure, alpha: 0.5 });
      posePlant(pen, restingPlant(held.plant, world.tick / 60));
    }
    if (!held || !hand.pointer) return;
    const { x, y } = hand.pointer;
    if (held.kind === "spade") {
      pen.stand({ x, y, scale: layout.figure, turn: 0.5 });
      pen.put("spade");
    } else if (held.kind === "packet") {
      pen.stand({ x, y: y + 30, scale: layout.figure * 0.9, alpha: 0.95 });
      posePlant(pen, restingPlant(held.plant, world.tick / 60));
    } else if (isPlantKind(held.value)) {
      pen.stand({ x, y: y + 30, scale: layout.figure * 0.9, alpha: 0.95 });
      posePlant(pen, restingPlant(held.value, world.tick / 60));
    } else if (held.value === "spade") {
      pen.stand({ x, y, scale: layout.figure, turn: 0.5 });
      pen.put("spade");
    } else if (isZombieKind(held.value)) {
      pen.stand({ x, y: y + 30, scale: layout.figure * 0.8, alpha: 0.8 });
      poseZombie(pen, restingZombie(held.value, world.tick / 60));
    }
  }
}

function isPlantKind(value: string): value is PlantKind {
  return PLANT_KINDS.some((kind) => kind === value);
}

function isZombieKind(value: string): value is ZombieKind {
  return ZOMBIE_KINDS.some((kind) => kind === value);
}
