// Draws the board on the stage from back to front.

import { drawGround } from "../art/ground.ts";
import { Effects } from "./effects.ts";
import { wantsCalmMotion } from "../../kit/motion.ts";
import type { Draw, Stage } from "../../kit/stage.ts";
import { type Layout, layoutFor } from "../art/layout.ts";
import type { MapPlan } from "../rules/map_plan.ts";
import { Sprites } from "./sprites.ts";
import type { Game, GameEvent } from "../rules/state.ts";
import { drawAirAmbient, drawGroundAmbient } from "./ambient.ts";
import { CarrotView } from "./carrot.ts";
import { showEvent } from "./events.ts";
import type { Frame } from "./frame.ts";
import {
  drawEntrances,
  drawFreeCells,
  drawMark,
  drawPointing,
  newPointing,
  type Pointing,
} from "./marks.ts";
import { isAtRest, isSettled, restName } from "./rest.ts";
import { Standing } from "./standing.ts";
import { drawGlow, drawRay, drawShot } from "./towers.ts";

/** The time of a frame. */
export interface FrameTime {
  /** The share of the next step that has passed, 0 to 1. */
  readonly alpha: number;
  readonly frameMs: number;
  readonly still: boolean;
}

/** The board on the stage. */
export class View {
  readonly sprites: Sprites;
  readonly effects = new Effects();
  readonly carrot = new CarrotView();
  readonly pointing: Pointing = newPointing();
  /** Called when a coin reaches the purse. */
  onCoin: () => void = () => {};
  #stage: Stage;
  #layout: Layout;
  #purse = { x: 0, y: 0 };
  #nowMs = 0;
  #shake = 0;
  #standing = new Standing();
  /** The layer of the board at rest. */
  #restName = "";

  constructor(stage: Stage) {
    this.#stage = stage;
    this.sprites = new Sprites(stage);
    this.#layout = layoutFor(stage.orientation);
  }

  get layout(): Layout {
    return this.#layout;
  }

  /** Follows a change of the window; `purse` is the place of the coin count in logical units. */
  relayout(purse: { x: number; y: number }): void {
    this.#layout = layoutFor(this.#stage.orientation);
    this.#purse = purse;
    this.sprites.forget();
    this.effects.clear();
  }

  /** Clears the stage for another game. */
  reset(): void {
    this.effects.clear();
    this.#stage.forgetLayer();
    this.#restName = "";
    this.#shake = 0;
  }

  show(event: GameEvent, game: Game): void {
    if (event.what === "bite") this.carrot.hurt(this.#nowMs);
    if (event.what === "won") this.carrot.cheer(this.#nowMs);
    showEvent(
      {
        effects: this.effects,
        layout: this.#layout,
        purse: this.#purse,
        calm: wantsCalmMotion(),
        onCoin: this.onCoin,
        onShake: (strength) => this.#shake = Math.max(this.#shake, strength),
      },
      event,
      game,
    );
  }

  cheer(): void {
    this.carrot.cheer(this.#nowMs);
  }

  /** Draws only the ground of a map. */
  drawBackdrop(map: MapPlan): void {
    this.#stage.begin();
    this.#drawGround(map);
  }

  /** Draws one frame; `still` while the game is held. */
  draw(game: Game, { alpha, frameMs, still }: FrameTime): void {
    this.#nowMs += frameMs;
    this.effects.update(frameMs);
    const c = this.#stage.begin();
    const layout = this.#layout;
    const frame: Frame = {
      c,
      game,
      layout,
      sprites: this.sprites,
      alpha,
      still,
      nowMs: this.#nowMs,
      calm: wantsCalmMotion(),
    };
    const rests = isAtRest(frame, this.pointing);
    if (rests) this.#drawAtRest(frame);
    else this.#drawGround(game.map);
    c.save();
    this.#applyShake(frame, frameMs);
    this.#drawBoard(frame, rests);
    c.restore();
  }

  /** Shows the ground of a map, or draws it into a layer. */
  #drawGround(map: MapPlan, into?: CanvasRenderingContext2D): void {
    const name = `ground ${map.id}`;
    const draw: Draw = (brush, stage) =>
      drawGround(brush, { map, layout: this.#layout, visible: stage.fit.visible });
    if (into) this.#stage.drawLayer(name, draw, into);
    else this.#stage.showGround(name, draw);
  }

  #applyShake({ c, calm, nowMs }: Frame, frameMs: number): void {
    if (this.#shake > 0.2 && !calm) {
      // By whole pixels, or every picture would lie between them.
      const { scale } = this.#stage.grid;
      const x = Math.round(Math.sin(nowMs / 17) * this.#shake * scale) / scale;
      const y = Math.round(Math.cos(nowMs / 13) * this.#shake * 0.6 * scale) / scale;
      c.translate(x, y);
    }
    this.#shake *= Math.exp(-frameMs / 110);
  }

  #drawBoard(frame: Frame, rests: boolean): void {
    const { game, c } = frame;
    drawGroundAmbient(frame);
    if (this.pointing.showFree) drawFreeCells(frame);
    if (!rests) drawGlows(frame);
    drawPointing(frame, this.pointing);
    drawEntrances(frame);
    this.#standing.collect(frame, (thing) => !rests || !isSettled(frame, thing));
    this.#standing.draw(frame, this.carrot);
    for (const tower of game.towers) if (tower.plan.attack === "beam") drawRay(frame, tower);
    for (const shot of game.shots) drawShot(frame, shot);
    drawMark(frame);
    this.effects.draw(c, this.sprites);
    drawAirAmbient(frame);
  }

  /** Draws the ground with all that stands still on it, once for as long as nothing changes. */
  #drawAtRest(frame: Frame): void {
    const name = restName(frame);
    if (name !== this.#restName) this.#stage.forgetLayer(this.#restName);
    this.#restName = name;
    const draw: Draw = (brush) => {
      // Still things do not breathe.
      const still: Frame = { ...frame, c: brush, calm: true };
      this.#drawGround(frame.game.map, brush);
      drawGlows(still);
      this.#standing.collect(still, (thing) => isSettled(frame, thing));
      this.#standing.draw(still);
    };
    this.#stage.showGround(name, draw);
  }
}

function drawGlows(frame: Frame): void {
  for (const tower of frame.game.towers) if (tower.plan.attack === "aura") drawGlow(frame, tower);
}
