/** Parses the text of an event stream into events. */
export class EventSourceParserStream extends TransformStream<
  string,
  { event: string; data: string }
> {
  constructor() {
    let rest = "";
    super({
      transform(text, controller) {
        const blocks = (rest + text).split(/\r?\n\r?\n/);
        rest = blocks.pop()!;
        for (const block of blocks) {
          const field = (name: string) =>
            new RegExp(`^${name}: ?(.*)$`, "m").exec(block)?.[1] ?? "";
          controller.enqueue({ event: field("event") || "message", data: field("data") });
        }
      },
    });
  }
}
