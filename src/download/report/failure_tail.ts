import type { Language } from "../../cli/language.ts";
import type { TransferEvent } from "../model/events.ts";
import { failureRow, wrongLine } from "./words.ts";

/** The most failures repeated at the end; more would not be read, and `--failed-to` has them all. */
const MAX_ROWS = 50;

/** Keeps the first failures of a run, to repeat them at its end. */
export class FailureTail {
  readonly #language: Language;
  readonly #rows: string[] = [];
  #count = 0;

  constructor(language: Language) {
    this.#language = language;
  }

  /** Takes the next event. */
  event(event: TransferEvent): void {
    if (event.type !== "failed" && event.type !== "wrong") return;
    this.#count++;
    if (this.#rows.length >= MAX_ROWS) return;
    this.#rows.push(
      event.type === "failed"
        ? failureRow(event.url, event.error, this.#language)
        : `  ${wrongLine(event.line)[this.#language]}`,
    );
  }

  /** Returns the list of failures; empty where there were none. */
  lines(): string[] {
    if (this.#count === 0) return [];
    const more = this.#count - this.#rows.length;
    const head = { en: "These did not arrive:", zh: "以下文件未能下载：" }[this.#language];
    const tail = {
      en: `  … and ${more} more; --failed-to FILE keeps all of them`,
      zh: `  ……还有 ${more} 个；使用 --failed-to 文件 可保存全部`,
    }[this.#language];
    return [head, ...this.#rows, ...(more > 0 ? [tail] : [])];
  }
}
