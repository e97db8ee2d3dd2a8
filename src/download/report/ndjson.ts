import { type Output, visibleJson } from "../../cli/io.ts";
import type { TransferEvent } from "../model/events.ts";
import type { Job, Place } from "../model/job.ts";
import { shownUrl, shownUrlText } from "../model/shown_url.ts";
import type { Reporter } from "./reporter.ts";

/** The version of the schema; docs/events.md describes it. A field may be added; none changes its meaning under one number. */
export const SCHEMA_VERSION = 1;

const PROGRESS_MS = 1000;

/** Writes one JSON object per event and line. Its texts are always English, for logs. */
export class NdjsonReporter implements Reporter {
  readonly progressMs = PROGRESS_MS;
  readonly #output: Output;

  constructor(output: Output) {
    this.#output = output;
  }

  event(event: TransferEvent): void {
    const objects = eventObjects(event);
    this.#output.write(objects.map((object) => `${visibleJson(object)}\n`).join(""));
  }
}

type JsonObject = Record<string, unknown>;

function jobFields({ id, entry, urls }: Job): JsonObject {
  return {
    id,
    url: shownUrl(urls[0]),
    ...placeFields(entry.place),
  };
}

/** Returns the place in the input; nothing for the command line. */
function placeFields(place: Place | undefined): JsonObject {
  return place && place.list !== "" ? { list: place.list, line: place.line } : {};
}

/** Converts an event to the objects to write; a `progress` event has one object per transfer. */
export function eventObjects(event: TransferEvent): JsonObject[] {
  const head = { v: SCHEMA_VERSION, event: event.type };
  switch (event.type) {
    case "start":
      return [{
        ...head,
        ...jobFields(event.job),
        attempt: event.attempt,
        name: event.job.target.name,
        ...(event.url === event.job.urls[0] ? {} : { mirror: shownUrl(event.url) }),
      }];
    case "redirect":
      return [{
        ...head,
        id: event.job.id,
        status: event.status,
        from: shownUrl(event.from),
        to: shownUrl(event.to),
      }];
    case "retry":
      return [{
        ...head,
        id: event.job.id,
        kind: event.error.kind,
        reason: event.error.message,
        ...(event.error.detail.status === undefined ? {} : { status: event.error.detail.status }),
        attempt: event.attempt,
        next_try: event.nextTry,
        tries: event.tries,
        delay_ms: event.delayMs,
        next_at: new Date(event.nextMs).toISOString(),
        next_url: shownUrl(event.nextUrl),
      }];
    case "progress":
      return event.active.map((transfer) => ({
        ...head,
        id: transfer.job.id,
        bytes: transfer.doneBytes,
        size: transfer.size,
        received: transfer.receivedBytes,
        connections: transfer.connections,
      }));
    case "done":
      return [{ ...head, ...jobFields(event.job), ...doneFields(event) }];
    case "failed":
      return [{
        ...head,
        ...jobFields(event.job),
        kind: event.error.kind,
        ...(event.error.detail.status === undefined ? {} : { status: event.error.detail.status }),
        reason: event.error.message,
        attempts: event.attempts,
        tries: event.tries,
      }];
    case "wrong":
      return [{
        ...head,
        event: "failed",
        kind: "input",
        url: shownUrlText(event.line.text),
        ...placeFields(event.line.place),
        reason: event.line.wrong.en,
      }];
    case "notice":
      return [{ ...head, ...(event.job ? { id: event.job.id } : {}), text: event.text.en }];
    case "summary":
      return [{ ...head, ...summaryFields(event) }];
  }
}

function doneFields(
  { arrival, durationMs }: Extract<TransferEvent, { type: "done" }>,
): JsonObject {
  return {
    path: arrival.path,
    bytes: arrival.sizeBytes,
    received: arrival.receivedBytes,
    digest: arrival.digest ?? null,
    etag: arrival.etag ?? null,
    ms: Math.round(durationMs),
    how: arrival.how,
    verified: arrival.isVerified,
    length_known: arrival.isLengthKnown,
    ...(arrival.encoding ? { encoding: arrival.encoding } : {}),
    ...(arrival.extractedTo ? { extracted_to: arrival.extractedTo } : {}),
  };
}

function summaryFields({ summary }: Extract<TransferEvent, { type: "summary" }>): JsonObject {
  const { totals, failures, durationMs, isInterrupted, atOnce } = summary;
  return {
    downloaded: totals.arrived,
    unchanged: totals.unchanged,
    skipped: totals.skipped,
    failed: totals.failed,
    left: totals.interrupted,
    bytes: totals.arrivedBytes,
    received: totals.receivedBytes,
    ms: Math.round(durationMs),
    failures: Object.fromEntries(failures),
    interrupted: isInterrupted,
    at_once: { ...atOnce },
  };
}
