import { assertEquals } from "@std/assert";
import { TextSink } from "../../src/cli/process/text_sink.ts";

/** A file whose writes accept these numbers of bytes in turn; `full` and `gone` fail. */
class FakeFile {
  text = "";
  readonly #takes: (number | "full" | "gone")[];
  readonly #isTerminal: boolean;

  constructor(takes: (number | "full" | "gone")[], { isTerminal = false } = {}) {
    this.#takes = takes;
    this.#isTerminal = isTerminal;
  }

  isTerminal = () => this.#isTerminal;

  writeSync(bytes: Uint8Array): number {
    const take = this.#takes.shift() ?? bytes.length;
    if (take === "full") throw new Error("No space left on device (os error 28)");
    if (take === "gone") throw new Deno.errors.BrokenPipe("Broken pipe");
    this.text += new TextDecoder().decode(bytes.subarray(0, take));
    return take;
  }
}

function write(file: FakeFile, ...lines: string[]): unknown {
  const sink = new TextSink(file);
  for (const line of lines) sink.write(line);
  return sink.failure;
}

Deno.test("a text is written to its end, however few bytes each write accepts", () => {
  const file = new FakeFile([1, 2]);
  assertEquals([write(file, "one two\n"), file.text], [undefined, "one two\n"]);
});

Deno.test("lines lost on a full disk are remembered, and later lines start on their own", () => {
  const file = new FakeFile([3, "full", "full"]);
  const failure = write(file, "first\n", "second\n", "third\n");
  assertEquals((failure as Error).message, "No space left on device (os error 28)");
  assertEquals(file.text, "fir\nthird\n");
});

Deno.test("a reader that has closed its pipe is no loss, and neither is a closed terminal", () => {
  assertEquals(write(new FakeFile(["gone"]), "a\n"), undefined);
  assertEquals(write(new FakeFile(["full"], { isTerminal: true }), "a\n"), undefined);
});
