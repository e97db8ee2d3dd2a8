import { assert, assertEquals } from "@std/assert";
import { Keyboard, type TerminalInput } from "../../src/cli/process/keyboard.ts";

/** A terminal that types some bytes, and remembers how its mode was switched. */
class Typist implements TerminalInput {
  readonly modes: unknown[][] = [];
  readonly readable: ReadableStream<Uint8Array>;
  reads = 0;
  readonly #isRefusing: boolean;

  constructor(typed: readonly (readonly number[])[], { isRefusing = false } = {}) {
    this.#isRefusing = isRefusing;
    const left = [...typed];
    this.readable = new ReadableStream({
      pull: (controller) => {
        this.reads++;
        const bytes = left.shift();
        if (bytes) controller.enqueue(new Uint8Array(bytes));
        else controller.close();
      },
    }, { highWaterMark: 0 });
  }

  setRaw(...mode: unknown[]): void {
    if (this.#isRefusing) throw new Deno.errors.NotSupported();
    this.modes.push(mode);
  }
}

/** A keyboard whose Ctrl-C is counted. */
function keyboardOf(typist: Typist, { os, locale = "en-US" }: {
  os: typeof Deno.build.os;
  locale?: string;
}) {
  const presses = { count: 0 };
  const keyboard = new Keyboard(typist, { os, locale, onInterrupt: () => presses.count++ });
  return { keyboard, presses, text: () => new Response(keyboard.readable as BodyInit).text() };
}

Deno.test("on Windows the terminal sends keys one by one without the mode that Deno lacks there", () => {
  const [windows, linux] = [new Typist([]), new Typist([])];
  assert(keyboardOf(windows, { os: "windows" }).keyboard.setRaw(true));
  assert(keyboardOf(linux, { os: "linux" }).keyboard.setRaw(true));
  assertEquals([windows.modes, linux.modes], [[[true]], [[true, { cbreak: true }]]]);
});

Deno.test("on Windows Ctrl-C is no key, but asks for the end", async () => {
  const { keyboard, presses, text } = keyboardOf(new Typist([[0x31, 0x03], [0x03], [0x32]]), {
    os: "windows",
  });
  keyboard.setRaw(true);
  assertEquals([await text(), presses.count], ["12", 2]);
});

Deno.test("a terminal that takes no other mode says so, and goes on with whole lines", async () => {
  for (const os of ["windows", "linux"] as const) {
    const { keyboard, text } = keyboardOf(new Typist([[0x61, 0x0a]], { isRefusing: true }), { os });
    assertEquals([keyboard.setRaw(true), await text()], [false, "a\n"]);
  }
});

Deno.test("what is typed on a Chinese Windows in its own code page is understood", async () => {
  const typed = [[0xb1, 0xa3, 0xce, 0xc0, 0xc2, 0xdc, 0xb2, 0xb7, 0x0d, 0x0a]];
  const at = (locale: string) => keyboardOf(new Typist(typed), { os: "windows", locale }).text();
  assertEquals(await at("zh-CN"), "保卫萝卜\r\n");
  const utf8 = [[...new TextEncoder().encode("保卫萝卜")]];
  const { text } = keyboardOf(new Typist(utf8), { os: "windows", locale: "zh-CN" });
  assertEquals(await text(), "保卫萝卜");
});

Deno.test("nothing is read before it is wanted, which would keep a Windows console in its mode", async () => {
  const typist = new Typist([[0x61]]);
  const reader = keyboardOf(typist, { os: "windows" }).keyboard.readable.getReader();
  await Promise.resolve();
  assertEquals(typist.reads, 0);
  await reader.read();
  assertEquals(typist.reads, 1);
});
