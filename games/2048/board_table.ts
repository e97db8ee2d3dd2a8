// The board for screen readers: a table, and a sentence for each move.

import { addElement } from "../kit/controls.ts";
import type { Direction } from "../kit/input.ts";
import { bindText, say } from "../kit/language.ts";
import { type Move, SIDE } from "./rules.ts";
import { WAYS, WORDS } from "./words.ts";

/** Adds the table, and returns a function that writes a board into it. */
export function addBoardTable(place: HTMLElement): (cells: readonly number[]) => void {
  const table = addElement("table", "board-table announcer", place);
  bindText(table, WORDS.board, "aria-label");
  const fields: HTMLTableCellElement[] = [];
  for (let row = 0; row < SIDE; row++) {
    const line = table.insertRow();
    for (let column = 0; column < SIDE; column++) fields.push(line.insertCell());
  }
  let shown: readonly number[] = [];
  for (const [cell, field] of fields.entries()) {
    bindText(field, () => String(shown[cell] || say(WORDS.empty)));
  }
  return (cells) => {
    shown = cells;
    for (const [cell, field] of fields.entries()) {
      const text = String(cells[cell] || say(WORDS.empty));
      if (field.textContent !== text) field.textContent = text;
    }
  };
}

/** Describes a move in a sentence. */
export function describeMove(move: Move, direction: Direction): string {
  return say(WORDS.moved, {
    way: say(WAYS[direction]),
    gained: move.gained ? say(WORDS.gained, { n: move.gained }) : "",
    value: move.spawn.value,
    row: Math.floor(move.spawn.cell / SIDE) + 1,
    column: move.spawn.cell % SIDE + 1,
    score: move.game.score,
  });
}
