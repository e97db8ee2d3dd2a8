// The animated board: tiles slide, merge, pop up, blink and look around.

import {
  type BoardColours,
  drawBoard,
  drawTileSprite,
  middleOfCell,
  SPRITE,
  tileScale,
} from "./board_shape.ts";
import { type Actor, newActor, nextBlinkMs, popUp, squash } from "./tile_actor.ts";
import type { Direction } from "../../kit/input.ts";
import { easeInOut, thereAndBack, Tweens, wantsCalmMotion } from "../../kit/motion.ts";
import type { Stage } from "../../kit/stage.ts";
import { type Game, goalOf, type Move, type Side, sideOf, type Slide } from "../rules/rules.ts";
import { Sparks } from "./sparks.ts";
import { tileColours } from "./tile_colours.ts";
import { drawFace, TILE } from "./tile_drawing.ts";

const SLIDE_MS = 120;
const POP_MS = 190;
const NUDGE_MS = 150;
const BLINK_MS = 130;

const VECTORS: Readonly<Record<Direction, { x: number; y: number }>> = {
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
  up: { x: 0, y: -1 },
  down: { x: 0, y: 1 },
};

/** Draws the board. It only animates the moves that it receives; the rules are in rules.ts. */
export class BoardView {
  #stage: Stage<CanvasRenderingContext2D>;
  #colours: BoardColours;
  #side: Side = 4;
  #actors: Actor[] = [];
  /** Tiles that slide; a new move finishes them at once. */
  #slides = new Tweens();
  /** Pops and nudges, which continue during the next move. */
  #pops = new Tweens();
  /** Tiles that appear on a board shown for the first time. */
  #entries = new Tweens();
  #sparks = new Sparks();
  #sprites = new Map<number, HTMLCanvasElement>();
  #nudge = { x: 0, y: 0 };
  #dirty = true;

  constructor(stage: Stage<CanvasRenderingContext2D>, colours: BoardColours) {
    this.#stage = stage;
    this.#colours = colours;
  }

  /** Drops all pictures of another size or colour scheme, and draws again. */
  relayout(colours: BoardColours): void {
    this.#colours = colours;
    this.#sprites.clear();
    this.#stage.forgetLayer();
    this.#dirty = true;
    this.render();
  }

  /** Lets all pictures of tiles be made anew, for another number of pixels. */
  forgetSprites(): void {
    this.#sprites.clear();
  }

  /** Shows a board at once; on a `fresh` one, tiles pop up one after the other. */
  show(game: Game, { fresh = false } = {}): void {
    this.#slides.clear();
    this.#entries.clear();
    this.#pops.clear();
    this.#sparks.clear();
    this.#useSide(sideOf(game.cells));
    this.#actors = game.cells.flatMap((value, cell) =>
      value ? [newActor(cell, value, this.#side)] : []
    );
    if (fresh) {
      this.#actors.forEach((actor, at) =>
        popUp(actor, { tweens: this.#entries, delayMs: at * 35 })
      );
    }
    this.#settle(game);
    this.#dirty = true;
  }

  /** Animates a move, and finishes the previous one first. */
  play(move: Move, direction: Direction): void {
    this.#entries.finish();
    this.#slides.finish();
    const calm = wantsCalmMotion();
    const way = VECTORS[direction];
    const byCell = new Map(this.#actors.map((actor) => [actor.cell, actor]));
    for (const slide of move.slides) {
      const actor = byCell.get(slide.from);
      if (actor) this.#slide(actor, slide, { way, calm });
    }
    this.#slides.add({
      from: 0,
      to: 1,
      durationMs: calm ? 0 : SLIDE_MS,
      onValue: () => {},
      onEnd: () => this.#arrive(move, calm),
    });
    this.#dirty = true;
  }

  /** Leans the board in a direction in which no tile moves, and back. */
  nudge(direction: Direction): void {
    if (wantsCalmMotion()) return;
    const way = VECTORS[direction];
    for (const actor of this.#actors) {
      actor.lookX = way.x;
      actor.lookY = way.y;
    }
    this.#pops.add({
      from: 0,
      to: 14,
      durationMs: NUDGE_MS,
      easing: thereAndBack,
      onValue: (value) => this.#nudge = { x: way.x * value, y: way.y * value },
      onEnd: () => this.#nudge = { x: 0, y: 0 },
    });
    this.#dirty = true;
  }

  /** Makes the tile at a place of the stage hop. Returns its value, or 0 without one. */
  poke(place: { readonly x: number; readonly y: number }): number {
    const near = TILE / 2 * tileScale(this.#side);
    const actor = this.#actors.find(({ x, y }) =>
      Math.abs(x - place.x) < near && Math.abs(y - place.y) < near
    );
    if (!actor) return 0;
    squash(actor, { tweens: this.#pops, strength: 0.1, durationMs: POP_MS });
    this.#dirty = true;
    return actor.value;
  }

  update(stepMs: number): void {
    if (
      [this.#slides, this.#pops, this.#entries].some(({ count }) => count > 0) ||
      this.#sparks.flying
    ) this.#dirty = true;
    this.#entries.update(stepMs);
    this.#slides.update(stepMs);
    this.#pops.update(stepMs);
    this.#sparks.update(stepMs);
    for (const actor of this.#actors) {
      actor.blinkInMs -= stepMs;
      if (actor.blinkInMs < 0) this.#dirty = true;
      if (actor.blinkInMs < -BLINK_MS) actor.blinkInMs = nextBlinkMs();
    }
  }

  /** Draws the board if it has changed since the last time. */
  render(): void {
    if (!this.#dirty) return;
    this.#dirty = false;
    const context = this.#stage.begin();
    context.translate(this.#nudge.x, this.#nudge.y);
    this.#stage.drawLayer("board", (layer) => drawBoard(layer, this.#colours, this.#side));
    // Moving tiles are drawn over waiting ones, and the largest over all, because of its crown.
    const order = this.#actors.toSorted((one, other) => one.value - other.value);
    for (const actor of order) this.#drawActor(context, actor);
    this.#sparks.draw(context, this.#colours, tileScale(this.#side));
  }

  #useSide(side: Side): void {
    if (side === this.#side) return;
    this.#side = side;
    this.#sprites.clear();
    this.#stage.forgetLayer();
  }

  #slide(
    actor: Actor,
    slide: Slide,
    { way, calm }: { way: { x: number; y: number }; calm: boolean },
  ) {
    const from = { x: actor.x, y: actor.y };
    const goal = middleOfCell(slide.to, this.#side);
    actor.cell = slide.to;
    actor.lookX = way.x;
    actor.lookY = way.y;
    if (slide.from === slide.to) return;
    const across = way.x !== 0;
    this.#slides.add({
      from: 0,
      to: 1,
      durationMs: calm ? 0 : SLIDE_MS,
      easing: easeInOut,
      onValue: (share) => {
        actor.x = from.x + (goal.x - from.x) * share;
        actor.y = from.y + (goal.y - from.y) * share;
        actor.stretch = Math.sin(share * Math.PI) * (across ? 0.1 : -0.1);
      },
    });
  }

  #arrive(move: Move, calm: boolean): void {
    const merged = new Set(move.slides.filter(({ merges }) => merges).map(({ to }) => to));
    this.#actors = move.game.cells.flatMap((value, cell) => {
      if (value === 0 || cell === move.spawn.cell) return [];
      const actor = this.#actors.find((candidate) => candidate.cell === cell) ??
        newActor(cell, value, this.#side);
      Object.assign(actor, { value, stretch: 0, ...middleOfCell(cell, this.#side) });
      return [actor];
    });
    for (const actor of this.#actors) {
      if (merged.has(actor.cell)) this.#merge(actor, { calm, goal: goalOf(move.game.cells) });
    }
    const spawned = newActor(move.spawn.cell, move.spawn.value, this.#side);
    this.#actors.push(spawned);
    popUp(spawned, { tweens: this.#pops, delayMs: 0 });
    this.#settle(move.game);
    this.#dirty = true;
  }

  /** Shows a merge: a flash, a squash, crumbs, and the points. */
  #merge(actor: Actor, { calm, goal }: { calm: boolean; goal: number }): void {
    this.#sparks.rise(actor, `+${actor.value}`);
    if (calm) return;
    const { body } = tileColours(actor.value);
    this.#sparks.burst(actor, body, Math.min(26, 6 + Math.log2(actor.value) * 2));
    const isGoal = actor.value >= goal;
    squash(actor, {
      tweens: this.#pops,
      strength: isGoal ? 0.34 : 0.16 + Math.log2(actor.value) * 0.01,
      durationMs: isGoal ? POP_MS * 3 : POP_MS,
    });
  }

  /** Sets the faces after a move: equal neighbours look at each other, and a full board worries. */
  #settle(game: Game): void {
    const side = this.#side;
    const worried = game.cells.filter((value) => value === 0).length < 2;
    for (const actor of this.#actors) {
      const [x, y] = [actor.cell % side, Math.floor(actor.cell / side)];
      const friend = Object.values(VECTORS).find((way) => {
        const [nextX, nextY] = [x + way.x, y + way.y];
        const inside = nextX >= 0 && nextX < side && nextY >= 0 && nextY < side;
        return inside && game.cells[nextY * side + nextX] === actor.value;
      });
      actor.lookX = friend?.x ?? 0;
      actor.lookY = friend?.y ?? 0;
      if (actor.mood === "calm" || actor.mood === "worried") {
        actor.mood = worried ? "worried" : "calm";
      }
    }
  }

  #drawActor(context: CanvasRenderingContext2D, actor: Actor): void {
    const { value, flash } = actor;
    context.save();
    context.translate(actor.x, actor.y);
    context.globalAlpha = actor.opacity;
    const scale = tileScale(this.#side);
    const { scaleX, scaleY, stretch } = actor;
    context.scale(scale * scaleX * (1 + stretch), scale * scaleY * (1 - stretch));
    context.drawImage(this.#sprite(value), -SPRITE / 2, -SPRITE / 2, SPRITE, SPRITE);
    const shut = actor.blinkInMs < 0 && !wantsCalmMotion();
    drawFace(context, value, { ...actor, open: shut ? 0 : 1 });
    if (flash > 0) {
      context.globalAlpha = flash * 0.8;
      context.fillStyle = "#ffffff";
      context.beginPath();
      context.roundRect(-TILE / 2, -TILE / 2, TILE, TILE, 46);
      context.fill();
    }
    context.restore();
  }

  #sprite(value: number): HTMLCanvasElement {
    let sprite = this.#sprites.get(value);
    if (!sprite) {
      const scale = tileScale(this.#side);
      const size = SPRITE * scale;
      sprite = this.#stage.makeSprite({ width: size, height: size }, (context) => {
        context.scale(scale, scale);
        drawTileSprite(context, value);
      });
      this.#sprites.set(value, sprite);
    }
    return sprite;
  }
}
