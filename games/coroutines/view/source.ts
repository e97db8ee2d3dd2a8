// The panel of the code: the program to follow, its twin in Python, and an editor.

import { addButton, addChoice, addElement, addText } from "../../kit/controls.ts";
import { bindText, refreshTexts, say } from "../../kit/language.ts";
import type { View } from "../trace/moment.ts";
import { pythonLinesOf } from "../python_lines.ts";
import type { Trace } from "../trace/recorder.ts";
import { WORDS } from "../words.ts";
import { CodeView, type Listing } from "./code.ts";

/** The program in the panel. */
export type Source = Listing & {
  /** The program as it came. */
  readonly original: string;
  /** Reads its twin in Python. */
  readonly python: () => Promise<string>;
  /** The learner's version, whether it runs now or not. */
  readonly draft: string | undefined;
  readonly isEdited: boolean;
};

/** What the learner does in the panel. */
export type SourceActions = {
  /** Runs the learner's version. */
  readonly onRun: (source: string) => void;
  /** Keeps what the learner writes, as it is written. */
  readonly onDraft: (source: string) => void;
  /** Goes back to the program as it came. */
  readonly onRestore: () => void;
};

type Mode = "javascript" | "python" | "edit";

/** The panel. */
export class SourceView {
  readonly #code: CodeView;
  readonly #panel: HTMLElement;
  readonly #message: HTMLElement;
  readonly #editor: HTMLTextAreaElement;
  readonly #idea: HTMLElement;
  readonly #python: CodeView;
  readonly #buttons: Readonly<Record<"edit" | "restore", HTMLButtonElement>>;
  readonly #actions: SourceActions;
  #source: Source | undefined;
  /** The moment that is shown. */
  #moment: Parameters<CodeView["show"]> | undefined;
  /** The line that the message is about. */
  #mistake: number | undefined;

  constructor(panel: HTMLElement, actions: SourceActions) {
    this.#panel = panel;
    this.#actions = actions;
    const head = addElement("div", "code-head", panel);
    addChoice<Mode>(head, {
      label: WORDS.codeLanguage,
      options: [
        { value: "javascript", label: { en: "JavaScript", zh: "JavaScript" } },
        { value: "python", label: { en: "Python", zh: "Python" } },
      ],
      value: "javascript",
      onChange: (mode) => this.#enter(mode),
    }).classList.add("code-language");
    addText(head, "p", WORDS.sourceHint).className = "hint source-hint";
    const restore = addButton(head, { label: WORDS.restore, run: () => this.#restore() });
    restore.classList.add("restore-button");
    const edit = addButton(head, {
      // A version that was written and does not run now is still there.
      label: () => say(this.#hasOther ? WORDS.myVersion : WORDS.edit),
      run: () => this.#enter("edit"),
    });
    edit.classList.add("edit-button");
    this.#buttons = { edit, restore };
    addButton(head, { label: WORDS.runEdited, icon: "play", run: () => this.runEdited() })
      .classList.add("primary", "run-edited");
    addButton(head, { label: WORDS.stopEditing, run: () => this.#leave() })
      .classList.add("stop-editing");
    this.#message = addElement("p", "code-message", panel);
    this.#message.setAttribute("role", "alert");
    this.#code = new CodeView(panel);
    const place = addElement("div", "python-place", panel);
    this.#python = new CodeView(place, { en: "Python", zh: "Python" });
    [this.#editor, this.#idea] = this.#addEditor();
    panel.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.isEditing) this.#leave();
    });
    this.#enter("javascript");
  }

  /** Whether the learner is in the editor. */
  get isEditing(): boolean {
    return this.#panel.dataset.mode === "edit";
  }

  get #hasOther(): boolean {
    return this.#source?.draft !== undefined && !this.#source.isEdited;
  }

  /** Shows whether a version is on its way to its run. */
  setBusy(isBusy: boolean): void {
    this.#panel.classList.toggle("is-busy", isBusy);
  }

  /** Shows a program; another one than before leaves the editor. */
  load(source: Source): void {
    if (this.#source?.variant.id !== source.variant.id) this.leaveEditor();
    this.#source = source;
    this.#code.load(source);
    if (this.#panel.dataset.mode === "python") void this.#showPython();
    this.#buttons.edit.hidden = source.variant.machine === "real";
    this.#buttons.restore.hidden = source.draft === undefined;
    this.#panel.classList.toggle("is-edited", source.isEdited);
    if (!this.isEditing) this.say("");
  }

  /** Goes back to the program, whatever stands in the editor. */
  leaveEditor(): void {
    this.say("");
    if (!this.isEditing) return;
    const hadFocus = this.#panel.contains(document.activeElement);
    this.#enter("javascript");
    if (hadFocus) this.#code.focus();
  }

  /** Shows a moment of the run. */
  show(trace: Trace, view: View, options: { readonly isLive: boolean }): void {
    // A run that was stopped has not ended, whatever its last line.
    const isStopped = this.#message.textContent !== "";
    this.#moment = [trace, view, { ...options, isStopped }];
    this.#code.show(...this.#moment);
    if (this.#panel.dataset.mode === "python") this.#python.show(...this.#moment);
  }

  /** Runs what stands in the editor. */
  runEdited(): void {
    this.#actions.onRun(this.#editor.value);
  }

  /** Tells what is wrong; in the editor the line is selected. */
  say(message: string, line?: number): void {
    this.#message.textContent = message;
    this.#mistake = message ? line : undefined;
    if (this.isEditing) this.#selectMistake();
  }

  #selectMistake(): void {
    const line = this.#mistake;
    if (line === undefined) return;
    const lines = this.#editor.value.split("\n");
    const start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    this.#editor.focus();
    this.#editor.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
    // A selection alone does not scroll.
    const rowHeight = this.#editor.scrollHeight / lines.length;
    this.#editor.scrollTop = (line - 1) * rowHeight - this.#editor.clientHeight / 3;
  }

  #enter(mode: Mode): void {
    this.#panel.dataset.mode = mode;
    const inputs = this.#panel.querySelectorAll<HTMLInputElement>(".code-language input");
    for (const [at, input] of inputs.entries()) input.checked = at === (mode === "python" ? 1 : 0);
    if (mode === "python") void this.#showPython();
    if (mode !== "edit") return;
    const { original, draft, variant } = this.#source!;
    this.#editor.value = draft ?? original;
    bindText(this.#idea, () => say(WORDS.idea, { idea: say(variant.idea) }));
    this.#editor.focus();
    this.#editor.setSelectionRange(0, 0);
    this.#editor.scrollTop = this.#editor.scrollLeft = 0;
    this.#selectMistake();
  }

  #restore(): void {
    this.#actions.onRestore();
    if (this.isEditing) this.#enter("edit");
  }

  async #showPython(): Promise<void> {
    const source = this.#source!;
    const { original, variant, isEdited } = source;
    // An edited program goes its own way.
    const lines = isEdited ? new Map<number, number>() : pythonLinesOf(variant.id);
    try {
      const text = await source.python();
      if (this.#source !== source) return;
      const twin = { source: isEdited ? "" : original, lines };
      this.#python.load({ variant, numbers: {}, source: text, language: "python", twin });
      if (this.#moment) this.#python.show(...this.#moment);
    } catch (error) {
      this.say(say(WORDS.offline, { why: error instanceof Error ? error.message : String(error) }));
    }
  }

  #addEditor(): [HTMLTextAreaElement, HTMLElement] {
    const place = addElement("div", "editor-place", this.#panel);
    const idea = addElement("p", "idea", place);
    const editor = addElement("textarea", "editor code", place);
    editor.spellcheck = false;
    for (const name of ["autocapitalize", "autocomplete", "autocorrect"]) {
      editor.setAttribute(name, "off");
    }
    editor.setAttribute("wrap", "off");
    bindText(editor, WORDS.editor, "aria-label");
    editor.addEventListener("keydown", (event) => this.#onKey(event));
    editor.addEventListener("input", () => this.#keep());
    return [editor, idea];
  }

  /** Keeps what is written. */
  #keep(): void {
    const { value } = this.#editor;
    const draft = value === this.#source!.original ? undefined : value;
    this.#source = { ...this.#source!, draft };
    this.#buttons.restore.hidden = draft === undefined;
    this.#actions.onDraft(value);
  }

  #leave(): void {
    this.leaveEditor();
    refreshTexts();
    this.#buttons.edit.focus();
  }

  /** Control and Enter run, a new line begins below the one before, and a bracket that closes stands below its own. */
  #onKey(event: KeyboardEvent): void {
    if (event.key === "}") return this.#outdent();
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    if (event.ctrlKey || event.metaKey) return this.runEdited();
    const { value, selectionStart, selectionEnd } = this.#editor;
    const line = value.slice(value.lastIndexOf("\n", selectionStart - 1) + 1, selectionStart);
    const indent = /^ */.exec(line)![0] + (line.endsWith("{") ? "  " : "");
    this.#editor.setRangeText(`\n${indent}`, selectionStart, selectionEnd, "end");
    this.#keep();
  }

  /** Takes back two of the blanks before a bracket that begins its line. */
  #outdent(): void {
    const { value, selectionStart: at, selectionEnd } = this.#editor;
    const before = value.slice(value.lastIndexOf("\n", at - 1) + 1, at);
    if (at === selectionEnd && /^(?: {2})+$/.test(before)) {
      this.#editor.setRangeText("", at - 2, at, "end");
    }
  }
}
