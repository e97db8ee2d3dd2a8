import { sizeOf } from "../request/answer_size.ts";
import { addressOf, type RequestInfo } from "../request/handler_type.ts";
import { MAX_OF_ADDRESS, MAX_OF_ALL } from "./connection_limits.ts";

/** What a socket takes at once, whether it is read or not: an answer up to this is over when it is given. */
const SOCKET_BYTES = 64 * 1024;

/**
 * The answers that are still being sent because they are longer than a socket takes at once. Whoever reads
 * them slowly or never keeps a connection, so there are only so many at a time.
 */
export class LongAnswers {
  /** How many there are, event streams left out. */
  downloads = 0;
  #count = 0;
  readonly #byAddress = new Map<string, number>();

  /** Whether no more are begun: for anybody, or for the address that asks. */
  isFullFor(info: RequestInfo): boolean {
    // So the address, which costs something to ask for, is left alone as long as there are few.
    if (this.#count < MAX_OF_ADDRESS) return false;
    return this.#count >= MAX_OF_ALL ||
      (this.#byAddress.get(addressOf(info)) ?? 0) >= MAX_OF_ADDRESS;
  }

  /** Follows an answer to its end. Returns undefined for a short one, which is none of these. */
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
