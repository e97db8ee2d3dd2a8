import { addElement } from "../kit/controls.ts";
import { bindText } from "../kit/language.ts";

/** Adds a button of this edition to the bar. */
export function addTool(bar: HTMLElement, sign: string, label: () => string): HTMLButtonElement {
  const button = addElement("button", "icon-button tool", bar);
  button.type = "button";
  button.innerHTML = sign;
  bindText(button, label, "aria-label");
  bindText(button, label, "title");
  return button;
}
