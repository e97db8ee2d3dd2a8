// The brushes of the maker as a row of pictures, one of which is chosen.

import type { Brush } from "../art/brush.ts";
import { ellipse, form, shape, stroke } from "../art/brush.ts";
import { drawObstacle } from "../art/obstacles.ts";
import { addElement } from "../../kit/controls.ts";
import { bindText } from "../../kit/language.ts";
import { MAKER_WORDS } from "../texts/maker.ts";
import { iconPortrait } from "../view/portrait.ts";
import { BRUSHES, type BrushKind } from "./edit.ts";

const PICTURE_PX = 44;

const ART: Readonly<Record<BrushKind, (c: Brush) => void>> = {
  road: (c) => {
    stroke(c, shape("M-50 24C-20 24-16-22 14-22H50"), "#a9824e", 40);
    stroke(c, shape("M-50 24C-20 24-16-22 14-22H50"), "#f0dfbb", 28);
  },
  t: (c) => drawObstacle(c, { kind: "stump", theme: "meadow", upright: false }),
  c: (c) => drawObstacle(c, { kind: "crate", theme: "meadow", upright: false }),
  s: (c) => drawObstacle(c, { kind: "stone", theme: "meadow", upright: false }),
  l: (c) => {
    c.scale(0.62, 0.62);
    drawObstacle(c, { kind: "log", theme: "meadow", upright: false });
  },
  b: (c) => {
    c.scale(0.52, 0.52);
    drawObstacle(c, { kind: "boulder", theme: "meadow", upright: false });
  },
  "~": (c) => {
    form(c, ellipse(0, 2, 42, 30), "#6fc4e0", { size: 30 });
    stroke(c, shape("M-22-2q8-8 16 0t16 0M-8 14q8-8 16 0t16 0"), "#e4f6fc", 6);
  },
  rubber: (c) => {
    c.rotate(-0.6);
    form(c, shape("M-42-20H6V20H-42Z"), "#f7a4b0", { size: 26 });
    form(c, shape("M6-20H42V20H6Z"), "#7fb2e8", { size: 26 });
  },
};

/** Adds the brushes. @returns a function that shows which one is chosen */
export function addBrushBar(place: Element, onChoose: (brush: BrushKind) => void) {
  const bar = addElement("div", "brush-bar", place);
  bar.setAttribute("role", "group");
  bindText(bar, MAKER_WORDS.brushes, "aria-label");
  const buttons = BRUSHES.map((brush) => {
    const button = addElement("button", "brush", bar);
    button.type = "button";
    button.dataset.brush = brush;
    bindText(button, MAKER_WORDS.brush[brush], "aria-label");
    bindText(button, MAKER_WORDS.brush[brush], "title");
    button.append(iconPortrait(PICTURE_PX, ART[brush]));
    button.addEventListener("click", () => onChoose(brush));
    return { brush, button };
  });
  return (chosen: BrushKind): void => {
    for (const { brush, button } of buttons) {
      button.setAttribute("aria-pressed", String(brush === chosen));
    }
  };
}
