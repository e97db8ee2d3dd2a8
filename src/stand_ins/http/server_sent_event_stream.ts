// Stands in for @std/http/server-sent-event-stream 1.1.3 where JSR is out of reach.

/** One message of an event stream; every field is optional. */
export interface ServerSentEventMessage {
  /** A line that clients skip; keeps a quiet connection open. */
  comment?: string;
  event?: string;
  data?: string;
  id?: string | number;
  /** How long a client waits before it connects again, in milliseconds. */
  retry?: number;
}

/** Writes messages in the form that browsers' `EventSource` reads. */
export class ServerSentEventStream extends TransformStream<ServerSentEventMessage, Uint8Array> {
  constructor() {
    const encoder = new TextEncoder();
    super({
      transform: (message, controller) => controller.enqueue(encoder.encode(format(message))),
    });
  }
}

function format({ comment, event, data, id, retry }: ServerSentEventMessage): string {
  const lines: string[] = [];
  for (const line of linesOf(comment)) lines.push(`:${line}`);
  if (event !== undefined) lines.push(`event:${oneLine("event", event)}`);
  for (const line of linesOf(data)) lines.push(`data:${line}`);
  if (id !== undefined) lines.push(`id:${oneLine("id", String(id))}`);
  if (retry !== undefined) lines.push(`retry:${retry}`);
  return lines.join("\n") + "\n\n";
}

function linesOf(text: string | undefined): string[] {
  return text === undefined ? [] : text.split(/\r\n|\r|\n/);
}

function oneLine(field: string, value: string): string {
  if (/[\r\n]/.test(value)) {
    throw new SyntaxError(
      `\`message.${field}\` cannot contain a newline: ${JSON.stringify(value)}`,
    );
  }
  return value;
}
