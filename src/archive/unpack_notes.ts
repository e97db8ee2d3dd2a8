import { visible } from "../cli/io.ts";
import type { Text } from "../cli/language.ts";

/** Gathers what should be said of an archive that was unpacked, in a few lines however many entries it has. */
export class UnpackNotes {
  readonly #texts: Text[] = [];
  #changed: { readonly spelled: string; readonly safe: string } | undefined;
  #changedCount = 0;
  #replaced: string | undefined;
  #replacedCount = 0;

  /** Something of the archive as a whole. */
  readonly add = (text: Text): void => void this.#texts.push(text);

  /** A name was changed so that every system can hold it. */
  madeSafe(spelled: string, safe: string): void {
    this.#changed ??= { spelled: visible(spelled), safe: visible(safe) };
    this.#changedCount++;
  }

  /** A file gave way to a later one of its name. */
  replaced(spelled: string): void {
    this.#replaced ??= visible(spelled);
    this.#replacedCount++;
  }

  /** All of it, a text each. */
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
