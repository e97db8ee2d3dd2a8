// The table of numbers and symbols, a new one for each round.

import { addElement } from "../kit/controls.ts";
import { bindText, say } from "../kit/language.ts";
import type { Round } from "./rules.ts";
import { symbolSvg } from "./symbol_shapes.ts";
import { SYMBOL_WORDS, WORDS } from "./words.ts";

/** Adds a number with its symbol to a list. */
export function addSymbolCell(list: HTMLElement, number: number, round: Round): HTMLElement {
  const name = round.table[number]!;
  const cell = addElement("li", "cell", list);
  cell.dataset.number = String(number);
  cell.dataset.symbol = name;
  cell.innerHTML = `<span class="cell-number" aria-hidden="true">${number}</span>${
    symbolSvg(name)
  }`;
  bindText(addElement("span", "announcer", cell), () => {
    return say(WORDS.cell, { number, name: say(SYMBOL_WORDS[name]) });
  });
  return cell;
}

/** Fills a list with a round's table. */
export function showSymbolTable(list: HTMLElement, round: Round): void {
  list.replaceChildren();
  for (const number of round.table.keys()) addSymbolCell(list, number, round);
}
