import { sizeOf } from "../request/answer_size.ts";
import { addressOf, type RequestInfo } from "../request/handler_type.ts";
import { MAX_OF_ADDRESS, MAX_OF_ALL } from "./connection_limits.ts";

/** The bytes that a socket takes without a reader: a shorter answer is over once it is written. */
const SOCKET_BYTES = 64 * 1024;

/**
 * Limits the answers that are longer than a socket takes at once. A client that reads one slowly, or never, keeps
 * its connection all the while.
 */
export class LongAnswers {
  /** The number of long answers, without event streams. */
  downloads = 0;
  #count = 0;
  readonly #byAddress = new Map<string, number>();

  /** Whether the host must refuse another long answer, to all clients or to this address. */
  isFullFor(info: RequestInfo): boolean {
    // Reading the address costs time, so it is left alone while there are few long answers.
    if (this.#count < MAX_OF_ADDRESS) return false;
    return this.#count >= MAX_OF_ALL ||
      (this.#byAddress.get(addressOf(info)) ?? 0) >= MAX_OF_ADDRESS;
  }

  /** Counts an answer until it ends; undefined for a short one. */
  follow(response: Response, info: RequestInfo): Promise<void> | undefined {
    const sizeBytes = sizeOf(response);
    if (sizeBytes !== undefined && sizeBytes <= SOCKET_BYTES) return undefined;
    const isStream = response.headers.get("content-type") === "text/event-stream";
    if (sizeBytes === undefined && !isStream) return undefined;
    const address = addressOf(info);
    this.#add(address, { count: 1, isStream });
    const ended = info.completed?.catch(() => {}) ?? Promise.resolve();
    return ended.then(() => this.#add(address, { count: -1, isStream }));
  }

  #add(address: string, { count, isStream }: { count: 1 | -1; isStream: boolean }): void {
    this.#count += count;
    if (!isStream) this.downloads += count;
    const ofAddress = (this.#byAddress.get(address) ?? 0) + count;
    if (ofAddress > 0) this.#byAddress.set(address, ofAddress);
    else this.#byAddress.delete(address);
  }
}
