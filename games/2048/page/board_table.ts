// The board for screen readers: a table, and a sentence for each move.

import { addElement } from "../../kit/controls.ts";
import type { Direction } from "../../kit/input.ts";
import { bindText, say } from "../../kit/language.ts";
import { type Move, sideOf } from "../rules/rules.ts";
import { WAYS, WORDS } from "./words.ts";

/** Adds the table, and returns a function that writes a board into it. */
export function addBoardTable(place: HTMLElement): (cells: readonly number[]) => void {
  const table = addElement("table", "board-table announcer", place);
  bindText(table, WORDS.board, "aria-label");
  let fields: HTMLTableCellElement[] = [];
  let shown: readonly number[] = [];
  function build(side: number): void {
    table.replaceChildren();
    fields = Array.from({ length: side }, () => table.insertRow())
      .flatMap((line) => Array.from({ length: side }, () => line.insertCell()));
    for (const [cell, field] of fields.entries()) {
      bindText(field, () => String(shown[cell] || say(WORDS.empty)));
    }
  }
  return (cells) => {
    shown = cells;
    if (fields.length !== cells.length) build(sideOf(cells));
    for (const [cell, field] of fields.entries()) {
      const text = String(cells[cell] || say(WORDS.empty));
      if (field.textContent !== text) field.textContent = text;
    }
  };
}

/** Describes a move in a sentence. */
export function describeMove(move: Move, direction: Direction): string {
  const side = sideOf(move.game.cells);
  return say(WORDS.moved, {
    way: say(WAYS[direction]),
    gained: move.gained ? say(WORDS.gained, { n: move.gained }) : "",
    value: move.spawn.value,
    row: Math.floor(move.spawn.cell / side) + 1,
    column: move.spawn.cell % side + 1,
    score: move.game.score,
  });
}
