import { visible } from "../cli/io.ts";
import type { Text } from "../cli/language.ts";

/** Gathers messages about an unpacked archive, in a few lines for any number of entries. */
export class UnpackNotes {
  readonly #texts: Text[] = [];
  #changed: { readonly spelled: string; readonly safe: string } | undefined;
  #changedCount = 0;
  #replaced: string | undefined;
  #replacedCount = 0;

  /** Adds a message about the archive as a whole. */
  readonly add = (text: Text): void => void this.#texts.push(text);

  /** Counts a name that was changed to be valid on every system. */
  madeSafe(spelled: string, safe: string): void {
    this.#changed ??= { spelled: visible(spelled), safe: visible(safe) };
    this.#changedCount++;
  }

  /** Counts a file that a later one of its name replaced. */
  replaced(spelled: string): void {
    this.#replaced ??= visible(spelled);
    this.#replacedCount++;
  }

  /** Returns all messages, one text each. */
  texts(): readonly Text[] {
    const texts = [...this.#texts];
    if (this.#changed) {
      const { spelled, safe } = this.#changed;
      const [en, zh] = andMore(this.#changedCount);
      texts.push({
        en: `"${spelled}"${en} has a name that not every system can hold, and became "${safe}"`,
        zh: `“${spelled}”${zh}的名称并非所有系统都支持，已改为“${safe}”`,
      });
    }
    if (this.#replaced !== undefined) {
      const [en, zh] = andMore(this.#replacedCount);
      texts.push({
        en: `"${this.#replaced}"${en} is in the archive more than once; the last one was taken`,
        zh: `压缩包中有多个“${this.#replaced}”${zh}，已采用最后一个`,
      });
    }
    return texts;
  }
}

function andMore(count: number): [en: string, zh: string] {
  return count === 1 ? ["", ""] : [` (and ${count - 1} more)`, `（另有 ${count - 1} 个）`];
}
