import { formatEntry, readEntryLine } from "../input/entry_text.ts";
import type { Entry } from "../model/job.ts";

/** A job as the queue stores it: a line of NDJSON as `-i` reads it, and its place in the list. */
export interface JobText {
  readonly job: string;
  readonly list: string;
  readonly line: string;
}

/** Formats an entry for the queue. */
export function writeJob(entry: Entry): JobText {
  return {
    job: formatEntry(entry).trimEnd(),
    list: entry.place?.list ?? "",
    line: entry.place ? String(entry.place.line) : "",
  };
}

/** Parses what {@linkcode writeJob} wrote. @throws {LineError} where another program wrote something else */
export function readJob({ job, list, line }: JobText): Entry {
  const entry = readEntryLine(job);
  return list === "" ? entry : { ...entry, place: { list, line: Number(line) } };
}
