// The controls of a scene's numbers: sliders with buttons, and switches.

import { addElement, addSwitch } from "../../kit/controls.ts";
import { bindText, say, type Text } from "../../kit/language.ts";
import type { NumberControl } from "../scenes/scene.ts";
import { WORDS } from "../words.ts";

type Range = Extract<NumberControl, { readonly kind: "range" }>;
type Value = number | boolean;

/** Called at a change. */
export type OnNumber = (id: string, value: Value) => void;

const FEWER: Text = { en: "{what}: less", zh: "{what}：减" };
const MORE: Text = { en: "{what}: more", zh: "{what}：加" };

/** Writes the controls of a program's numbers into `place`. */
export function showNumbers(
  place: HTMLElement,
  { controls, values, onChange }: {
    readonly controls: readonly NumberControl[];
    readonly values: Readonly<Record<string, Value>>;
    readonly onChange: OnNumber;
  },
): void {
  place.replaceChildren();
  for (const control of controls) {
    if (control.kind === "range") {
      addRange(place, control, { value: Number(values[control.id]), onChange });
    } else {
      const input = addSwitch(place, {
        label: control.label,
        on: values[control.id] === true,
        onChange: (on) => onChange(control.id, on),
      });
      input.dataset.number = control.id;
    }
  }
}

function addRange(
  place: HTMLElement,
  control: Range,
  { value, onChange }: { readonly value: number; readonly onChange: OnNumber },
): void {
  const { id, label, min, max, step = 1, unit } = control;
  const row = addElement("div", "number", place);
  bindText(addElement("span", "number-name", row), label);
  const input = document.createElement("input");
  const shown = addElement("output", "number-value");
  const set = (wanted: number) => {
    const next = Math.min(max, Math.max(min, wanted));
    input.value = String(next);
    show();
    onChange(id, next);
  };
  const show = () => {
    bindText(shown, () => `${input.value}${unit && say(unit) ? ` ${say(unit)}` : ""}`);
    fewer.disabled = Number(input.value) <= min;
    more.disabled = Number(input.value) >= max;
    input.style.setProperty("--filled", `${100 * (Number(input.value) - min) / (max - min)}%`);
  };
  const fewer = addNudge(row, {
    sign: "−",
    text: FEWER,
    label,
    run: () => set(Number(input.value) - step),
  });
  input.type = "range";
  input.className = "slider";
  Object.assign(input, {
    min: String(min),
    max: String(max),
    step: String(step),
    value: String(value),
  });
  input.dataset.number = id;
  bindText(input, label, "aria-label");
  input.addEventListener("input", () => set(Number(input.value)));
  row.append(input);
  row.append(shown);
  const more = addNudge(row, {
    sign: "+",
    text: MORE,
    label,
    run: () => set(Number(input.value) + step),
  });
  show();
}

function addNudge(
  row: HTMLElement,
  { sign, text, label, run }: {
    readonly sign: string;
    readonly text: Text;
    readonly label: Text;
    readonly run: () => void;
  },
): HTMLButtonElement {
  const button = addElement("button", "nudge", row);
  button.type = "button";
  button.textContent = sign;
  bindText(button, () => say(text, { what: say(label) }), "aria-label");
  button.addEventListener("click", run);
  return button;
}

/** The numbers as a sentence, such as `workers 3, rounds 2`. */
export function tellNumbers(
  controls: readonly NumberControl[],
  values: Readonly<Record<string, Value>>,
): string {
  const parts = controls.flatMap((control) => {
    const value = values[control.id];
    if (control.kind === "switch") return value ? [say(control.label)] : [];
    return [
      `${say(control.label)} ${value}${control.unit ? ` ${say(control.unit)}` : ""}`.trimEnd(),
    ];
  });
  return say(WORDS.printed, { numbers: parts.join(say({ en: ", ", zh: "，" })) });
}
