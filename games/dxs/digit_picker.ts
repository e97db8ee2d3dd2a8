// Two wheels for the digits of a number that the player thought of or wants to try.

import { addElement, addText } from "../kit/controls.ts";
import { bindText, say, type Text } from "../kit/language.ts";
import { WORDS } from "./words.ts";

/** A number of two digits. */
export type Digits = { readonly tens: number; readonly ones: number };

function addStep(
  wheel: HTMLElement,
  { sign, label, run }: { sign: string; label: () => string; run: () => void },
): HTMLButtonElement {
  const button = addElement("button", "icon-button wheel-step", wheel);
  button.type = "button";
  button.textContent = sign;
  bindText(button, label, "aria-label");
  button.addEventListener("click", run);
  return button;
}

function addWheel(
  parent: HTMLElement,
  wheel: { what: Text; lowest: number; value: number; onChange: (value: number) => void },
): void {
  let { value } = wheel;
  const box = addElement("div", "wheel", parent);
  box.setAttribute("role", "group");
  bindText(box, wheel.what, "aria-label");
  addText(box, "span", wheel.what).className = "wheel-name";
  const turn = (by: number) => () => {
    value = Math.min(9, Math.max(wheel.lowest, value + by));
    show();
    wheel.onChange(value);
  };
  const fewer = addStep(box, {
    sign: "−",
    label: () => say(WORDS.fewer, { what: say(wheel.what) }),
    run: turn(-1),
  });
  const digit = addElement("output", "wheel-digit", box);
  const more = addStep(box, {
    sign: "+",
    label: () => say(WORDS.more, { what: say(wheel.what) }),
    run: turn(1),
  });
  function show(): void {
    digit.textContent = String(value);
    fewer.disabled = value === wheel.lowest;
    more.disabled = value === 9;
  }
  show();
}

/** Adds both wheels, and calls `onChange` also with the first digits. */
export function addDigitPicker(
  parent: HTMLElement,
  first: Digits,
  onChange: (digits: Digits) => void,
): void {
  let digits = first;
  const picker = addElement("div", "picker", parent);
  function change(part: Partial<Digits>): void {
    digits = { ...digits, ...part };
    onChange(digits);
  }
  addWheel(picker, {
    what: WORDS.tens,
    lowest: 1,
    value: digits.tens,
    onChange: (tens) => change({ tens }),
  });
  addWheel(picker, {
    what: WORDS.ones,
    lowest: 0,
    value: digits.ones,
    onChange: (ones) => change({ ones }),
  });
  onChange(digits);
}

/** Formats the sum, such as `53 − 5 − 3 = 45`. */
export function sumOf({ tens, ones }: Digits): string {
  return `${tens * 10 + ones} − ${tens} − ${ones} = ${tens * 9}`;
}
