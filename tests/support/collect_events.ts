import { basename } from "node:path";
import { download, type DownloadInput, type DownloadOptions } from "../../src/download/download.ts";
import type { TransferEvent } from "../../src/download/model/events.ts";

type Of<Type extends TransferEvent["type"]> = Extract<TransferEvent, { type: Type }>;

/** All events of a completed run. */
export class Events {
  readonly all: readonly TransferEvent[];

  constructor(all: readonly TransferEvent[]) {
    this.all = all;
  }

  /** The events of one type. */
  of<Type extends TransferEvent["type"]>(type: Type): Of<Type>[] {
    return this.all.filter((event): event is Of<Type> => event.type === type);
  }

  /** The end of each job in the order of the input: how and where it arrived, or why it failed. */
  ends(): string[] {
    const ends = this.all.flatMap((event): [number, string][] => {
      if (event.type === "failed") {
        return [[event.job.id, `${event.error.kind}: ${event.error.message}`]];
      }
      if (event.type !== "done") return [];
      const { how, path } = event.arrival;
      return [[event.job.id, `${how} ${basename(path)}`]];
    });
    return ends.sort(([one], [other]) => one - other).map(([, text]) => text);
  }
}

/** Downloads and collects the events. By default nothing is retried. */
export async function collectEvents(
  input: DownloadInput,
  options: DownloadOptions,
): Promise<Events> {
  const retry = { retries: 0, maxDelayMs: 0, maxRetryAfterMs: 0 };
  return new Events(await Array.fromAsync(download(input, { retry, ...options })));
}
