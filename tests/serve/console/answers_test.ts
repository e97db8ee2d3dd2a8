import { assertEquals } from "@std/assert";
import { Answers } from "../../../src/serve/console/answers.ts";
import { LineEditor } from "../../../src/serve/console/line_editor.ts";

/** An input that gives a text at each read, and counts them. */
function inputOf(...texts: readonly string[]) {
  const seen = { reads: 0 };
  const left = [...texts];
  const readable = new ReadableStream<Uint8Array>({
    pull(controller) {
      seen.reads++;
      const text = left.shift();
      if (text === undefined) controller.close();
      else controller.enqueue(new TextEncoder().encode(text));
    },
  }, { highWaterMark: 0 });
  return { seen, readable };
}

Deno.test("a line that arrives in pieces is one answer, and the end of the input is none", async () => {
  for (const editor of [new LineEditor(), undefined]) {
    const answers = new Answers(inputOf("20", "48\nq", "\n").readable, editor);
    const lines = [await answers.next(), await answers.next(), await answers.next()];
    assertEquals(lines, ["2048", "q", undefined]);
  }
});

Deno.test("keys are read only while an answer is waited for, and from then on always", async () => {
  const editor = new LineEditor();
  const { seen, readable } = inputOf("0\r", "1", "2\r", "3");
  const answers = new Answers(readable, editor);
  assertEquals(seen.reads, 0);
  assertEquals(await answers.next(), "0");
  assertEquals(seen.reads, 1);
  const { promise: isTyped, resolve } = Promise.withResolvers<void>();
  const feed = editor.feed.bind(editor);
  editor.feed = (text) => {
    const lines = feed(text);
    if (text === "3") resolve();
    return lines;
  };
  answers.keepReading();
  await isTyped;
  assertEquals([await answers.next(), editor.text], ["12", "3"]);
});
