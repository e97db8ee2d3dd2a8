import { unicodeWidth } from "@std/cli/unicode-width";
import { eraseFoot, replaceFoot } from "../../cli/foot.ts";
import type { Io, Output } from "../../cli/io.ts";
import { narrowRow } from "../../cli/symbol_width.ts";
import { LineEditor } from "./line_editor.ts";
import { renderScreen, type ScreenState } from "./screen_rows.ts";

/** Reads the state of the host that the screen shows while this is typed and that game of the list is chosen. */
export type ReadHost = (
  typed: string,
  chosen: number | undefined,
) => Omit<ScreenState, "chosen" | "input">;

/** Milliseconds between readings of the host's state and the window's size. */
const LOOK_MS = 500;
/** Messages within this time are written together, in milliseconds. */
const GATHER_MS = 40;

/** Whether a person sits at a terminal that coplay can draw on, and that sends keys one by one. */
export function canDraw({ stdin, stderr, env, isInBackground }: Io): boolean {
  const isFit = !isInBackground && stdin.isTerminal && stderr.isTerminal && env("TERM") !== "dumb";
  // Only trying tells, and the first question is still answered by a whole line.
  return isFit && stdin.setRaw(true) && stdin.setRaw(false);
}

/**
 * Draws the host at the bottom of the operator's terminal: the game, the players, and the line being typed. Messages
 * scroll by above it and stay in the scrollback. All output must go through {@linkcode LiveScreen.io}.
 */
export class LiveScreen {
  /** Prints messages above the drawing. */
  readonly io: Io;
  /** Assembles lines from typed keys. */
  readonly editor: LineEditor;
  readonly #inner: Io;
  #readHost: ReadHost | undefined;
  #chosen: number | undefined;
  /** The text that {@linkcode #chosen} counts in the list of. */
  #typed = "";
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
      onEnter: (text) => this.#takeChosen() ?? text,
    });
  }

  /** Starts to draw, and to take keys one by one. */
  open(readHost: ReadHost): void {
    this.#readHost = readHost;
    this.#inner.stdin.setRaw(true);
    this.#looking = setInterval(() => this.#draw(), LOOK_MS);
    // After Ctrl-Z the terminal shows another program's lines.
    if (Deno.build.os !== "windows") Deno.addSignalListener("SIGCONT", this.#resume);
    this.#draw();
  }

  /** Clears the drawing and restores the terminal's mode. */
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
    this.#followTyped();
    const games = this.#readHost?.(this.#typed, undefined).games ?? [];
    if (games.length === 0) return;
    const published = games.findIndex(({ isPublished }) => isPublished);
    const from = this.#chosen ?? (this.#typed === "" ? published : -1);
    const last = games.length - 1;
    this.#chosen = by > 0 ? (from >= last ? 0 : from + 1) : from <= 0 ? last : from - 1;
  }

  /** Forgets the chosen game once the list shows what else is typed. */
  #followTyped(): void {
    if (this.#typed !== this.editor.text) this.#chosen = undefined;
    this.#typed = this.editor.text;
  }

  /** Returns the order for the game that the arrow keys have chosen; undefined where they chose none. */
  #takeChosen(): string | undefined {
    this.#followTyped();
    const game = this.#readHost?.(this.#typed, this.#chosen).games[this.#chosen ?? -1];
    this.#chosen = undefined;
    return game && `#${game.number}`;
  }

  #draw(): void {
    clearTimeout(this.#gathering);
    this.#gathering = undefined;
    if (!this.#readHost) return;
    const { stderr, language } = this.#inner;
    const { columns, rows } = this.#inner.size();
    this.#followTyped();
    const [chosen, input] = [this.#chosen, this.#typed];
    const state = { ...this.#readHost(input, chosen), chosen, input };
    const { hasColour, hasWideSymbols } = stderr;
    const rendered = renderScreen(state, { columns, rows, language, hasColour });
    const lines = hasWideSymbols ? rendered.map(narrowRow) : rendered;
    const isSame = columns === this.#drawnColumns && lines.length === this.#drawn.length &&
      lines.every((line, index) => line === this.#drawn[index]);
    if (isSame && this.#pending.length === 0) {
      // Deno clears the cursor's row after it has loaded a module in the background.
      stderr.write(`\r${lines.at(-1)}`);
      return;
    }
    // A resized terminal has wrapped some rows, which stay joined unless they are erased.
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

/** Moves the cursor up from below the last line to that line's end. */
function cursorTo(line: string): string {
  return `\x1b[A\x1b[${unicodeWidth(line) + 1}G`;
}
