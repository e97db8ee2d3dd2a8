import { formatEntry, readEntryLine } from "../input/entry_text.ts";
import type { Entry } from "../model/job.ts";

/** A job as the queue keeps it: a line of NDJSON as `-i` reads it, and where the list named it. */
export interface JobText {
  readonly job: string;
  readonly list: string;
  readonly line: string;
}

/** Writes a job down. */
export function writeJob(entry: Entry): JobText {
  return {
    job: formatEntry(entry).trimEnd(),
    list: entry.place?.list ?? "",
    line: entry.place ? String(entry.place.line) : "",
  };
}

/** Reads what {@linkcode writeJob} wrote. @throws {LineError} where somebody else wrote it */
export function readJob({ job, list, line }: JobText): Entry {
  const entry = readEntryLine(job);
  return list === "" ? entry : { ...entry, place: { list, line: Number(line) } };
}
