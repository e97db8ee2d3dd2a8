// The board of the maker: the map as it will be played, painted by finger, mouse or keys.

import { addElement } from "../../kit/controls.ts";
import { Stage } from "../../kit/stage.ts";
import { STAGE_SIZES } from "../art/layout.ts";
import { type Cell, type MadeMap, toBoard } from "../maps/made_map.ts";
import { COLUMNS, isOnBoard, ROWS } from "../rules/map_plan.ts";
import { newGame } from "../rules/step.ts";
import { View } from "../view/view.ts";

/** What the board tells its screen. */
export interface BoardEvents {
  /** A cell is painted; `isFirst` where a stroke begins. */
  readonly onPaint: (cell: Cell, isFirst: boolean) => void;
  /** The keys have moved to a cell. */
  readonly onCursor: (cell: Cell) => void;
}

const KEY_STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};

/** The board on its own stage. */
export class MakerBoard {
  readonly canvas: HTMLCanvasElement;
  #stage: Stage<CanvasRenderingContext2D>;
  #view: View;
  #events: BoardEvents;
  #made: MadeMap;
  /** The cell last painted in this stroke. */
  #last: Cell | undefined;
  /** The finger that draws. A hand that rests beside the board is a pointer, too, and may have come first. */
  #pointer: number | undefined;

  constructor(place: Element, made: MadeMap, events: BoardEvents) {
    this.#events = events;
    this.#made = made;
    const host = addElement("div", "maker-board", place);
    this.#stage = new Stage<CanvasRenderingContext2D>({
      host,
      ...STAGE_SIZES,
      onLayout: () => this.#relayout(),
      onSharpness: () => this.#view.sprites.forget(),
    });
    this.#view = new View(this.#stage);
    this.canvas = this.#stage.canvas;
    this.canvas.tabIndex = 0;
    this.canvas.setAttribute("role", "application");
    this.#listen();
  }

  /** Shows another map. */
  show(made: MadeMap): void {
    this.#made = made;
    this.#view.reset();
    this.#draw();
  }

  dispose(): void {
    this.#stage.dispose();
  }

  #relayout(): void {
    this.#view.relayout({ x: 0, y: 0 });
    this.show(this.#made);
  }

  #draw(): void {
    const game = newGame({ map: toBoard(this.#made), seed: 1 });
    this.#view.draw(game, { alpha: 1, frameMs: 0, still: true });
  }

  #listen(): void {
    const { canvas } = this;
    canvas.addEventListener("pointerdown", (event) => {
      if (this.#pointer !== undefined) return;
      this.#pointer = event.pointerId;
      canvas.setPointerCapture(event.pointerId);
      this.#view.pointing.cursor = undefined;
      this.#last = undefined;
      this.#stroke(event);
    });
    canvas.addEventListener("pointermove", (event) => {
      if (this.#pointer === event.pointerId) this.#stroke(event);
    });
    for (const end of ["pointerup", "pointercancel"] as const) {
      canvas.addEventListener(end, (event) => {
        if (this.#pointer === event.pointerId) this.#pointer = undefined;
      });
    }
    canvas.addEventListener("keydown", (event) => this.#onKey(event));
    canvas.addEventListener("blur", () => {
      this.#view.pointing.cursor = undefined;
      this.#draw();
    });
  }

  #stroke(event: PointerEvent): void {
    const cell = this.#view.layout.toCell(this.#stage.toLogical(event));
    if (!isOnBoard(cell.cx, cell.cy)) return;
    const { cx, cy } = this.#last ?? { cx: -1, cy: -1 };
    if (cell.cx === cx && cell.cy === cy) return;
    const isFirst = this.#last === undefined;
    this.#last = cell;
    this.#events.onPaint(cell, isFirst);
  }

  #onKey(event: KeyboardEvent): void {
    const { pointing, layout } = this.#view;
    const way = KEY_STEPS[event.code];
    if (way) {
      const from = pointing.cursor ?? { cx: 0, cy: Math.floor(ROWS / 2) };
      // On an upright stage the axes are swapped.
      const [dx, dy] = layout.portrait ? [way[1], way[0]] : way;
      pointing.cursor = pointing.cursor
        ? {
          cx: Math.max(0, Math.min(COLUMNS - 1, from.cx + dx)),
          cy: Math.max(0, Math.min(ROWS - 1, from.cy + dy)),
        }
        : from;
      this.#draw();
      this.#events.onCursor(pointing.cursor);
    } else if ((event.code === "Enter" || event.code === "Space") && pointing.cursor) {
      this.#events.onPaint(pointing.cursor, true);
    } else return;
    // The panel's own arrow keys would leave the board.
    event.preventDefault();
    event.stopPropagation();
  }
}
