// Draws the board on the stage from back to front.

import { drawGround } from "../art/ground.ts";
import { Effects } from "./effects.ts";
import { wantsCalmMotion } from "../../kit/motion.ts";
import type { Stage } from "../../kit/stage.ts";
import { type Layout, layoutFor } from "../art/layout.ts";
import type { MapPlan } from "../rules/map_plan.ts";
import { Sprites } from "./sprites.ts";
import type { Obstacle } from "../rules/ground.ts";
import type { Game, GameEvent, Monster, Tower } from "../rules/state.ts";
import { drawAirAmbient, drawGroundAmbient } from "./ambient.ts";
import { CarrotView } from "./carrot.ts";
import { showEvent } from "./events.ts";
import { type Frame, secondsSince, stamp } from "./frame.ts";
import {
  drawEntrances,
  drawFreeCells,
  drawMark,
  drawPointing,
  newPointing,
  type Pointing,
} from "./marks.ts";
import { drawMonsterAt, monsterY } from "./monsters.ts";
import { drawGlow, drawRay, drawShot, drawTowerAt, towerY } from "./towers.ts";

/** A thing that others may cover. */
interface Standing {
  depth: number;
  tower: Tower | undefined;
  monster: Monster | undefined;
  obstacle: Obstacle | undefined;
}

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
  #standing: Standing[] = [];

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
    this.#drawGround(game.map);
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
    c.save();
    this.#applyShake(frame, frameMs);
    this.#drawBoard(frame);
    c.restore();
  }

  #drawGround(map: MapPlan): void {
    this.#stage.drawLayer(`ground ${map.id}`, (brush, stage) => {
      drawGround(brush, { map, layout: this.#layout, visible: stage.fit.visible });
    });
  }

  #applyShake({ c, calm, nowMs }: Frame, frameMs: number): void {
    if (this.#shake > 0.2 && !calm) {
      c.translate(Math.sin(nowMs / 17) * this.#shake, Math.cos(nowMs / 13) * this.#shake * 0.6);
    }
    this.#shake *= Math.exp(-frameMs / 110);
  }

  #drawBoard(frame: Frame): void {
    const { game, c } = frame;
    drawGroundAmbient(frame);
    if (this.pointing.showFree) drawFreeCells(frame);
    for (const tower of game.towers) if (tower.plan.attack === "aura") drawGlow(frame, tower);
    drawPointing(frame, this.pointing);
    drawEntrances(frame);
    this.#drawStanding(frame);
    for (const tower of game.towers) if (tower.plan.attack === "beam") drawRay(frame, tower);
    for (const shot of game.shots) drawShot(frame, shot);
    drawMark(frame);
    this.effects.draw(c, this.sprites);
    drawAirAmbient(frame);
  }

  /** Draws standing things from back to front, so that lower ones cover higher ones. */
  #drawStanding(frame: Frame): void {
    const { game, layout } = frame;
    const path = game.paths[0]!;
    let count = 0;
    for (const tower of game.towers) this.#stand(count++, towerY(frame, tower) + 30, { tower });
    for (const monster of game.monsters) {
      this.#stand(count++, monsterY(frame, monster) + 30, { monster });
    }
    for (const obstacle of game.obstacles) {
      if (!obstacle.alive) continue;
      const down = layout.portrait ? obstacle.width : obstacle.height;
      this.#stand(count++, layout.toY(obstacle.x, obstacle.y) + down * 34, { obstacle });
    }
    const end = path.xs.length - 1;
    this.#stand(count++, layout.toY(path.xs[end]!, path.ys[end]!) + 32, {});
    this.#standing.length = count;
    this.#standing.sort((a, b) => a.depth - b.depth);
    for (const { tower, monster, obstacle } of this.#standing) {
      if (tower) drawTowerAt(frame, tower);
      else if (monster) drawMonsterAt(frame, monster);
      else if (obstacle) drawObstacleAt(frame, obstacle);
      else this.carrot.draw(frame);
    }
  }

  #stand(index: number, depth: number, thing: Partial<Standing>): void {
    const entry = this.#standing[index] ??= {
      depth: 0,
      tower: undefined,
      monster: undefined,
      obstacle: undefined,
    };
    entry.depth = depth;
    entry.tower = thing.tower;
    entry.monster = thing.monster;
    entry.obstacle = thing.obstacle;
  }
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
