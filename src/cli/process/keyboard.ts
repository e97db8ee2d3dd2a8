import { isUtf8 } from "../is_utf8.ts";

/** A terminal's input, as Deno has it. */
export interface TerminalInput {
  readonly readable: ReadableStream<Uint8Array>;
  setRaw(isRaw: boolean, options?: { cbreak: boolean }): void;
}

/** How a {@linkcode Keyboard} works. */
export interface KeyboardOptions {
  /** Called for Ctrl-C where it comes as a key. */
  readonly onInterrupt: () => void;
  /** @default {that of this machine} */
  readonly os?: typeof Deno.build.os;
  /** The locale whose code page a Windows console has. @default {the system's} */
  readonly locale?: string;
}

const CTRL_C = 0x03;

/** The code pages of Windows consoles in which a character takes several bytes, by locale. */
const CODE_PAGES: readonly (readonly [locale: RegExp, codePage: string])[] = [
  [/^zh-(?:tw|hk|mo|hant)/i, "big5"],
  [/^zh/i, "gbk"],
  [/^ja/i, "shift_jis"],
  [/^ko/i, "euc-kr"],
];

/**
 * The terminal's keys, line by line or one by one. On Windows, Deno has no mode that sends keys one by one and leaves
 * Ctrl-C a signal, and reads the console's own code page; here Ctrl-C is taken out of the keys, and they are UTF-8.
 */
export class Keyboard {
  readonly #input: TerminalInput;
  readonly #options: KeyboardOptions;
  readonly #isWindows: boolean;
  #isRaw = false;

  constructor(input: TerminalInput, options: KeyboardOptions) {
    this.#input = input;
    this.#options = options;
    this.#isWindows = (options.os ?? Deno.build.os) === "windows";
  }

  /** The keys as UTF-8. It reads only on demand: on Windows a pending read would keep its mode. */
  get readable(): ReadableStream<Uint8Array> {
    const { readable } = this.#input;
    if (!this.#isWindows) return readable;
    const reader = readable.getReader();
    return new ReadableStream({
      pull: async (controller) => {
        const { value } = await reader.read();
        if (value) controller.enqueue(this.#take(value));
        else controller.close();
      },
      cancel: (reason) => reader.cancel(reason),
    }, { highWaterMark: 0 });
  }

  /**
   * Makes the terminal send every key at once without echo, or whole lines as before.
   *
   * @returns whether it does; some terminals of Windows, such as that of Git Bash, cannot
   */
  setRaw(isRaw: boolean): boolean {
    try {
      if (this.#isWindows) this.#input.setRaw(isRaw);
      else this.#input.setRaw(isRaw, { cbreak: true });
    } catch {
      return false;
    }
    this.#isRaw = isRaw;
    return true;
  }

  #take(bytes: Uint8Array): Uint8Array {
    if (!this.#isRaw || !bytes.includes(CTRL_C)) return this.#toUtf8(bytes);
    this.#options.onInterrupt();
    return this.#toUtf8(bytes.filter((byte) => byte !== CTRL_C));
  }

  #toUtf8(bytes: Uint8Array): Uint8Array {
    const { locale = navigator.language } = this.#options;
    const [, codePage] = CODE_PAGES.find(([pattern]) => pattern.test(locale)) ?? [];
    if (codePage === undefined || isUtf8(bytes)) return bytes;
    return new TextEncoder().encode(new TextDecoder(codePage).decode(bytes));
  }
}
