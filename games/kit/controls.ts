// Buttons, sliders and switches that look and speak the same in all games.

import { icon, type IconName } from "./icons.ts";
import { bindText, type Text } from "./language.ts";

/** A text, or a function where values are part of it. */
export type Label = Text | (() => string);

/** Something the player can choose. */
export type Action = {
  readonly label: Label;
  readonly icon?: IconName;
  /** The one that Enter presses. @default false */
  readonly primary?: boolean;
  readonly run: () => void;
};

/** Makes an element with a class, inside a parent when one is given. */
export function addElement<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
  parent?: Element,
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  if (className) element.className = className;
  parent?.append(element);
  return element;
}

/** Adds a paragraph, heading or any element whose text follows the language. */
export function addText<Tag extends keyof HTMLElementTagNameMap>(
  parent: Element,
  tag: Tag,
  text: Label,
): HTMLElementTagNameMap[Tag] {
  const element = addElement(tag, "", parent);
  bindText(element, text);
  return element;
}

/** A button with a word on it, and a sign before it if there is one. */
export function addButton(parent: Element, action: Action): HTMLButtonElement {
  const button = addElement("button", action.primary ? "button primary" : "button", parent);
  button.type = "button";
  if (action.icon) button.innerHTML = icon(action.icon);
  bindText(addElement("span", "", button), action.label);
  if (action.primary) button.autofocus = true;
  button.addEventListener("click", action.run);
  return button;
}

/** A round button of 48 px with a sign only; its label is its name and its tooltip. */
export function addIconButton(
  parent: Element,
  action: Action & { readonly icon: IconName },
): HTMLButtonElement {
  const button = addElement("button", "icon-button", parent);
  button.type = "button";
  button.innerHTML = icon(action.icon);
  bindText(button, action.label, "aria-label");
  bindText(button, action.label, "title");
  button.addEventListener("click", action.run);
  return button;
}

/** Changes the sign of an icon button. */
export function setIcon(button: HTMLElement, name: IconName): void {
  button.innerHTML = icon(name);
}

function addRow(parent: Element, label: Label): { row: HTMLElement; name: HTMLElement } {
  const row = addElement("label", "row", parent);
  const name = addElement("span", "row-name", row);
  bindText(name, label);
  return { row, name };
}

/** A slider from 0 to 1 with its name. */
export function addSlider(
  parent: Element,
  slider: {
    readonly label: Label;
    readonly value: number;
    /** In how many steps it goes from 0 to 1; an arrow key makes one. @default 100 */
    readonly steps?: number;
    readonly onChange: (value: number) => void;
  },
): HTMLInputElement {
  const { steps = 100 } = slider;
  const { row } = addRow(parent, slider.label);
  const input = addElement("input", "slider", row);
  input.type = "range";
  input.min = "0";
  input.max = String(steps);
  input.step = "1";
  input.value = String(Math.round(slider.value * steps));
  const share = () => Number(input.value) / steps;
  const follow = () => input.style.setProperty("--filled", `${share() * 100}%`);
  follow();
  input.addEventListener("input", () => {
    follow();
    slider.onChange(share());
  });
  return input;
}

/** Something that is on or off, with its name. */
export function addSwitch(
  parent: Element,
  option: { readonly label: Label; readonly on: boolean; readonly onChange: (on: boolean) => void },
): HTMLInputElement {
  const { row } = addRow(parent, option.label);
  const input = addElement("input", "switch", row);
  input.type = "checkbox";
  input.setAttribute("role", "switch");
  input.checked = option.on;
  input.addEventListener("change", () => option.onChange(input.checked));
  return input;
}

let groups = 0;

/** One of a few values, each with its name, as one row of buttons. */
export function addChoice<Value extends string | number>(
  parent: Element,
  choice: {
    readonly label: Label;
    readonly options: readonly { readonly value: Value; readonly label: Label }[];
    readonly value: Value;
    readonly onChange: (value: Value) => void;
  },
): HTMLElement {
  const group = addElement("fieldset", "row choice", parent);
  bindText(addElement("legend", "row-name", group), choice.label);
  const name = `choice-${groups++}`;
  const line = addElement("div", "choice-line", group);
  for (const option of choice.options) {
    const label = addElement("label", "choice-option", line);
    const input = addElement("input", "", label);
    input.type = "radio";
    input.name = name;
    input.checked = option.value === choice.value;
    input.addEventListener("change", () => choice.onChange(option.value));
    bindText(addElement("span", "", label), option.label);
  }
  return group;
}
