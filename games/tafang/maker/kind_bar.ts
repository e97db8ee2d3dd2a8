// Pictures to switch on and off: the monsters that come, the towers that may be built.

import { addElement, addText } from "../../kit/controls.ts";
import { bindText, type Text } from "../../kit/language.ts";

const PICTURE_PX = 44;

/** A row of kinds. */
export interface KindBar<Kind extends string> {
  readonly title: Text;
  readonly kinds: readonly Kind[];
  readonly nameOf: (kind: Kind) => Text;
  readonly draw: (kind: Kind, sidePx: number) => HTMLElement;
  readonly onToggle: (kind: Kind) => void;
}

/** Adds the row. @returns a function that shows which kinds are on */
export function addKindBar<Kind extends string>(
  place: Element,
  { title, kinds, nameOf, draw, onToggle }: KindBar<Kind>,
): (chosen: readonly Kind[]) => void {
  const group = addElement("fieldset", "kind-bar", place);
  addText(group, "legend", title);
  const buttons = kinds.map((kind) => {
    const button = addElement("button", "kind", group);
    button.type = "button";
    button.dataset.kind = kind;
    bindText(button, nameOf(kind), "aria-label");
    bindText(button, nameOf(kind), "title");
    button.append(draw(kind, PICTURE_PX));
    button.addEventListener("click", () => onToggle(kind));
    return { kind, button };
  });
  return (chosen) => {
    for (const { kind, button } of buttons) {
      button.setAttribute("aria-pressed", String(chosen.includes(kind)));
    }
  };
}
