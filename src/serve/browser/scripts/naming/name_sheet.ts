import { nameTexts } from "./name_texts.ts";

/** What a player did with the sheet: the text of its field, or null for "later". */
export type Answer = string | null;

/** The longest text that the field takes; the host cuts it to what a list can show. */
const MAX_LENGTH = 200;

/**
 * Opens the sheet with one field.
 *
 * Its buttons and the Enter key work without listeners for keys and clicks, which never arrive: while the sheet is
 * open, the page is held, so that no game hears what is typed.
 *
 * @param name the player's name; empty for none
 */
export function openSheet(
  root: ShadowRoot,
  { name, onClose }: { name: string; onClose: (answer: Answer) => void },
): void {
  const texts = nameTexts();
  const dialog = document.createElement("dialog");
  dialog.lang = texts.language;
  dialog.setAttribute("aria-labelledby", "question");
  const form = document.createElement("form");
  form.method = "dialog";
  const label = Object.assign(document.createElement("label"), {
    id: "question",
    htmlFor: "name",
    textContent: texts.question,
  });
  const hint = Object.assign(document.createElement("small"), {
    id: "hint",
    textContent: name === "" ? texts.shown : `${texts.shown} ${texts.none}`,
  });
  const field = Object.assign(document.createElement("input"), {
    id: "name",
    value: name,
    maxLength: MAX_LENGTH,
    autocomplete: "off",
    spellcheck: false,
    enterKeyHint: "done",
    autofocus: true,
    dir: "auto",
  });
  field.setAttribute("aria-describedby", "hint");
  form.append(
    label,
    hint,
    field,
    makeButton(texts.ok, "ok"),
    makeButton(name === "" ? texts.later : texts.cancel, "later"),
  );
  dialog.append(form);
  root.append(dialog);
  dialog.addEventListener("close", () => {
    dialog.remove();
    onClose(dialog.returnValue === "ok" ? field.value : null);
  });
  dialog.showModal();
  field.select();
}

function makeButton(text: string, value: string): HTMLButtonElement {
  const button = Object.assign(document.createElement("button"), { textContent: text, value });
  if (value === "later") button.className = "quiet";
  return button;
}
