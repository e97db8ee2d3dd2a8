import { TextLineStream } from "@std/streams/text-line-stream";
import type { LineEditor } from "./line_editor.ts";

/** The operator's answers, a line at a time; undefined once the input has ended. */
export class Answers {
  readonly #lines: ReadableStreamDefaultReader<string>;

  /** @param editor makes lines from keys where the terminal sends keys */
  constructor(readable: ReadableStream<Uint8Array>, editor?: LineEditor) {
    const bytes = readable as ReadableStream<Uint8Array<ArrayBuffer>>;
    const text = bytes.pipeThrough(new TextDecoderStream());
    this.#lines =
      (editor ? text.pipeThrough(linesOf(editor)) : text.pipeThrough(new TextLineStream()))
        .getReader();
  }

  /** The next line. */
  async next(): Promise<string | undefined> {
    try {
      const { value, done } = await this.#lines.read();
      return done ? undefined : value;
    } catch {
      // The terminal is gone.
      return undefined;
    }
  }
}

function linesOf(editor: LineEditor): TransformStream<string, string> {
  return new TransformStream({
    transform(sent, controller) {
      for (const line of editor.feed(sent)) controller.enqueue(line);
    },
  });
}
