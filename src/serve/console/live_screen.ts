import { unicodeWidth } from "@std/cli/unicode-width";
import { eraseFoot, replaceFoot } from "../../cli/foot.ts";
import type { Io, Output } from "../../cli/io.ts";
import { LineEditor } from "./line_editor.ts";
import { renderScreen, type ScreenState } from "./screen_rows.ts";

/** What a screen shows that it cannot know by itself. */
export type ReadHost = () => Omit<ScreenState, "chosen" | "input">;

/** Players come and go, and windows are resized: what is shown is looked at again this often. */
const LOOK_MS = 500;
/** Lines that come close together are written together. */
const GATHER_MS = 40;

/** Whether a person sits at a terminal that can be drawn on. */
export function canDraw({ stdin, stderr, env, isInBackground }: Io): boolean {
  return !isInBackground && stdin.isTerminal && stderr.isTerminal && env("TERM") !== "dumb";
}

/**
 * The host at the foot of the operator's terminal: what is on, who is there, and the line being typed.
 * What is said meanwhile scrolls by above it and can be scrolled back to. Nothing else may write to the
 * terminal: all of it goes through {@linkcode LiveScreen.io}.
 */
export class LiveScreen {
  /** Says things above what is drawn. */
  readonly io: Io;
  /** Makes lines of what is typed. */
  readonly editor: LineEditor;
  readonly #inner: Io;
  #readHost: ReadHost | undefined;
  #chosen: number | undefined;
  #drawn: readonly string[] = [];
  #drawnColumns = 0;
  #pending: { output: Output; text: string }[] = [];
  #gathering: ReturnType<typeof setTimeout> | undefined;
  #looking: ReturnType<typeof setInterval> | undefined;

  constructor(io: Io) {
    this.#inner = io;
    const through = (output: Output): Output => ({
      ...output,
      write: (text) => this.#say(output, text),
    });
    this.io = {
      ...io,
      size: () => io.size(),
      stdout: io.stdout.isTerminal ? through(io.stdout) : io.stdout,
      stderr: through(io.stderr),
    };
    this.editor = new LineEditor({
      onChange: () => this.#draw(),
      onMove: (by) => this.#move(by),
      onEmpty: () => this.#takeChosen(),
    });
  }

  /** Draws from now on, and takes keys one by one. */
  open(readHost: ReadHost): void {
    this.#readHost = readHost;
    this.#inner.stdin.setRaw(true);
    this.#looking = setInterval(() => this.#draw(), LOOK_MS);
    // Whoever comes back from Ctrl-Z finds another program's lines there.
    if (Deno.build.os !== "windows") Deno.addSignalListener("SIGCONT", this.#resume);
    this.#draw();
  }

  /** Gives the terminal back as it was. */
  close(): void {
    if (!this.#readHost) return;
    clearInterval(this.#looking);
    clearTimeout(this.#gathering);
    if (Deno.build.os !== "windows") Deno.removeSignalListener("SIGCONT", this.#resume);
    this.#erase();
    this.#readHost = undefined;
    this.#sayPending();
    this.#inner.stdin.setRaw(false);
  }

  readonly #resume = () => {
    this.#inner.stdin.setRaw(true);
    this.#inner.stderr.write("\r\x1b[J");
    this.#drawn = [];
    this.#draw();
  };

  #say(output: Output, text: string): void {
    if (!this.#readHost) return output.write(text);
    this.#pending.push({ output, text });
    this.#gathering ??= setTimeout(() => this.#draw(), GATHER_MS);
  }

  #sayPending(): void {
    for (const { output, text } of this.#pending) output.write(text);
    this.#pending = [];
  }

  #move(by: -1 | 1): void {
    const games = this.#readHost?.().games ?? [];
    if (games.length === 0) return;
    const from = this.#chosen ?? games.findIndex(({ isPublished }) => isPublished);
    this.#chosen = (from + by + games.length) % games.length;
  }

  #takeChosen(): string {
    const game = this.#readHost?.().games[this.#chosen ?? -1];
    this.#chosen = undefined;
    return game ? String(game.number) : "";
  }

  #draw(): void {
    clearTimeout(this.#gathering);
    this.#gathering = undefined;
    if (!this.#readHost) return;
    const { stderr, language } = this.#inner;
    const { columns, rows } = this.#inner.size();
    if (this.editor.text !== "") this.#chosen = undefined;
    const state = { ...this.#readHost(), chosen: this.#chosen, input: this.editor.text };
    const lines = renderScreen(state, { columns, rows, language, hasColour: stderr.hasColour });
    const isSame = columns === this.#drawnColumns && lines.length === this.#drawn.length &&
      lines.every((line, index) => line === this.#drawn[index]);
    if (isSame && this.#pending.length === 0) {
      // Deno clears the row of the cursor when it has loaded a module in the background.
      stderr.write(`\r${lines.at(-1)}`);
      return;
    }
    // Lines that a resized terminal has wrapped stay joined to one another unless they are erased.
    if (columns !== this.#drawnColumns || this.#pending.length > 0) this.#erase();
    this.#sayPending();
    const lower = this.#drawn.length > 0 ? "\x1b[B" : "";
    stderr.write(lower + replaceFoot(this.#drawn, lines, columns) + cursorTo(lines.at(-1)!));
    this.#drawn = lines;
    this.#drawnColumns = columns;
  }

  #erase(): void {
    if (this.#drawn.length === 0) return;
    this.#inner.stderr.write(`\x1b[B${eraseFoot(this.#drawn, this.#inner.size().columns)}`);
    this.#drawn = [];
  }
}

/** Puts the cursor behind the last line, from below it. */
function cursorTo(line: string): string {
  return `\x1b[A\x1b[${unicodeWidth(line) + 1}G`;
}
