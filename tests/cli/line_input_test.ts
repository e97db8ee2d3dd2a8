import { assertEquals } from "@std/assert";
import { LineInput } from "../../src/cli/process/line_input.ts";

/** An input that gives these chunks, and then what is pushed. */
function inputOf(...chunks: string[]) {
  let push: (text: string) => void = () => {};
  const source = new ReadableStream<Uint8Array>({
    start(controller) {
      push = (text) => controller.enqueue(new TextEncoder().encode(text));
      chunks.forEach(push);
      if (chunks.at(-1) === "") controller.close();
    },
  });
  return {
    input: new LineInput(() => Promise.resolve(source)),
    push: (text: string) => push(text),
  };
}

async function readFrom(stream: ReadableStream<Uint8Array>): Promise<string | undefined> {
  const { value } = await stream.getReader().read();
  return value && new TextDecoder().decode(value);
}

Deno.test("lines come one by one, and what follows is left for the stream", async () => {
  const { input } = inputOf("on", "e\r\ntw", "o\nthr", "ee\n");
  assertEquals([await input.readLine(), await input.readLine()], ["one", "two"]);
  assertEquals(await readFrom(input.rest()), "thr");
});

Deno.test("a character of several bytes may be cut between two reads", async () => {
  const source = new ReadableStream<Uint8Array>({
    start(controller) {
      const bytes = new TextEncoder().encode("宝\n");
      controller.enqueue(bytes.subarray(0, 1));
      controller.enqueue(bytes.subarray(1));
    },
  });
  assertEquals(await new LineInput(() => Promise.resolve(source)).readLine(), "宝");
});

Deno.test("a last line without an end counts, and then there is none", async () => {
  const { input } = inputOf("last", "");
  assertEquals([await input.readLine(), await input.readLine()], ["last", undefined]);
});

Deno.test("a line typed while a stream waited that is gone is the next reader's", async () => {
  const { input, push } = inputOf();
  const reader = input.rest().getReader();
  const read = reader.read();
  await reader.cancel();
  await read;
  const line = input.readLine();
  push("Enter\n");
  assertEquals(await line, "Enter");
});
