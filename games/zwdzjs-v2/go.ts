import { addButton } from "../kit/controls.ts";
import type { Tools } from "../zwdzjs-v1/edition.ts";
import { WORDS } from "./puzzles/words.ts";

/** Adds the large button that ends the planning of a puzzle. */
export function addGo(tools: Tools): void {
  const button = addButton(tools.place, {
    label: WORDS.go,
    icon: "play",
    run() {
      tools.act({ kind: "extra", name: "begin", values: [] });
      button.blur();
    },
  });
  button.classList.add("go");
}
