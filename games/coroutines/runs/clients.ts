// The clients of the simulated server: tablets that arrive one after another, each with its own line.

import type { TaskScheduler, Wait } from "../library/tasks.ts";
import type { Recorder } from "../trace/recorder.ts";

/** A client. */
export type Client = {
  readonly name: string;
  /** When it arrives, in milliseconds since the start. */
  readonly atMs: number;
  /** The time that its request takes on its line. */
  readonly delayMs: number;
  /** Empty for a client that leaves without asking. */
  readonly request: string;
};

/** The time that an answer takes. */
const ANSWER_MS = 50;

/** The tools of a program that serves `clients`. */
export function serverTools(
  clients: readonly Client[],
  { scheduler, recorder }: { readonly scheduler: TaskScheduler; readonly recorder: Recorder },
): Readonly<Record<string, unknown>> {
  let accepted = 0;
  for (const { name, atMs } of clients) recorder.changeFromOutside(name, "queued", atMs);
  return {
    /** Waits for the next client, and takes it out of the line. */
    *accept(): Generator<Wait, Client, void> {
      const client = clients[accepted++];
      if (!client) throw new Error("nobody else comes: accept() would wait for ever");
      const { nowMs } = scheduler;
      if (client.atMs > nowMs) yield* scheduler.sleep(client.atMs - nowMs);
      return client;
    },
    *receive({ delayMs, request }: Client): Generator<Wait, string, void> {
      yield* scheduler.sleep(delayMs);
      return request;
    },
    *send(): Generator<Wait, void, void> {
      yield* scheduler.sleep(ANSWER_MS);
    },
  };
}
