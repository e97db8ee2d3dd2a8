import type { DrawingList } from "./drawing_list.ts";
import type { FromPainter, Listed, Order } from "./messages.ts";
import { paintSheet } from "./replay_here.ts";
import { CODES, type Drawing } from "./replay.ts";
import { type Sheet, sheetOf } from "./sheet.ts";
import { copyOf, ThingNames } from "./thing_names.ts";

/** What a stage hears of its thread. */
export interface ThreadEvents {
  /** It has begun: frames may be sent. */
  readonly onReady: () => void;
  /**
   * It has shown a frame.
   *
   * @param ms how long after it could begin with it; where the page is late, it waits and has nothing to do
   */
  readonly onShown: (ms: number) => void;
  /** It cannot go on: the page has to draw by itself. */
  readonly onLost: () => void;
}

/** Whether this browser can draw a canvas on another thread. */
export function canDrawApart(): boolean {
  return typeof Worker === "function" &&
    "transferControlToOffscreen" in HTMLCanvasElement.prototype &&
    typeof FinalizationRegistry === "function";
}

/** The page's side of the thread that draws a stage. */
export class PaintingThread {
  /** What it draws on. */
  readonly canvas = document.createElement("canvas");
  #worker: Worker;
  #events: ThreadEvents;
  #names = new ThingNames();
  /** The sheets that it has. */
  #sheets = new Set<Sheet>();
  /** What goes with the next message: a message costs the page more than what it says. */
  #orders: Order[] = [];
  #owned: Transferable[] = [];

  constructor(events: ThreadEvents) {
    this.#events = events;
    this.#worker = new Worker(new URL("./painter.ts", import.meta.url), { type: "module" });
    this.#worker.onmessage = ({ data }: MessageEvent<FromPainter>) => this.#hear(data);
    this.#worker.onerror = this.#worker.onmessageerror = () => {
      this.end();
      // What it had drawn of them is lost, too.
      for (const sheet of this.#sheets) sheet.resize(1, 1);
      events.onLost();
    };
  }

  /** Has a drawing shown. Where the thread is behind, it leaves out what is old. */
  show(list: DrawingList, { width, height }: { width: number; height: number }): void {
    this.#names.tidy();
    this.#sendSheets(list);
    const frame = this.#list(list);
    this.#orders.push({ frame, width, height, gone: this.#names.takeGone() });
    this.#give(frame);
    this.#worker.postMessage(this.#orders, this.#owned);
    this.#orders = [];
    this.#owned = [];
  }

  /** Ends the thread. */
  end(): void {
    this.#worker.terminate();
    this.#names.end();
  }

  #hear(word: FromPainter): void {
    if (word === "ready") {
      const canvas = this.canvas.transferControlToOffscreen();
      this.#worker.postMessage({ canvas }, [canvas]);
      this.#events.onReady();
      return;
    }
    for (const { begunMs, shownMs } of word) this.#events.onShown(shownMs - begunMs);
  }

  /** What changes a sheet is drawn even where the frame is left out: the next one builds on it. */
  #sendSheets({ things }: DrawingList): void {
    for (const thing of things) {
      const sheet = sheetOf(thing);
      if (!sheet) continue;
      if (!this.#sheets.has(sheet)) this.#introduce(sheet);
      else if (sheet.hasChanged) this.#sendSheet(sheet, sheet.list);
      sheet.list.clear();
    }
  }

  /** Sends all of a sheet, of which some may have been drawn here. */
  #introduce(sheet: Sheet): void {
    this.#sheets.add(sheet);
    paintSheet(sheet);
    const things = [copyOf(sheet.image)];
    this.#sendSheet(sheet, { numbers: Float64Array.of(CODES.drawImage, 3, 0, 0, 0), things });
  }

  #sendSheet({ image, width, height }: Sheet, { numbers, things }: Drawing): void {
    const sheet = this.#list({ numbers, things });
    const name = this.#names.ofSheet(image);
    this.#orders.push({ sheet, name, width, height });
    this.#give(sheet);
  }

  /** Lists a drawing, and orders what it names for the first time to be learnt. */
  #list(drawing: Parameters<ThingNames["list"]>[0]): Listed {
    const listed = this.#names.list(drawing);
    const news = this.#names.takeNews();
    if (news) {
      this.#orders.push(news.sent);
      this.#owned.push(...news.owned);
    }
    return listed;
  }

  #give({ numbers, names }: Listed): void {
    this.#owned.push(numbers.buffer, names.buffer);
  }
}
