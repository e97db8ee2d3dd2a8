import type { Socket } from "node:net";

/** A header block longer than this is no request of ours. */
const HEAD_LIMIT_CHARACTERS = 256 * 1024;

/** The end of the other side's interest: it closed or reset the connection. */
export class ConnectionGone extends Error {
  override readonly name = "ConnectionGone";
}

/** One connection at the server's end, bytes as latin1 text on the way in. */
export class RawConnection {
  readonly #socket: Socket;
  #received = "";
  #hasEnded = false;
  #wake: (() => void) | undefined;

  constructor(socket: Socket) {
    this.#socket = socket;
    const end = () => {
      this.#hasEnded = true;
      this.#wake?.();
    };
    socket.setEncoding("latin1");
    socket.on("data", (text: unknown) => {
      this.#received += text;
      this.#wake?.();
    });
    socket.on("end", end);
    socket.on("close", end);
    // Whoever writes next hears of it.
    socket.on("error", end);
  }

  /** The next `length` characters once `find` says how many there are, or undefined at the end. */
  async #take(find: (received: string) => number): Promise<string | undefined> {
    for (;;) {
      const length = find(this.#received);
      if (length >= 0) {
        const text = this.#received.slice(0, length);
        this.#received = this.#received.slice(length);
        return text;
      }
      if (this.#hasEnded || this.#received.length > HEAD_LIMIT_CHARACTERS) return undefined;
      await new Promise<void>((resolve) => this.#wake = resolve);
    }
  }

  /** The head of the next request, or undefined where none comes any more. */
  readHead(): Promise<string | undefined> {
    return this.#take((received) => {
      const at = received.indexOf("\r\n\r\n");
      return at < 0 ? -1 : at + 4;
    });
  }

  /** Reads a request's body away. */
  async skip(lengthBytes: number): Promise<void> {
    await this.#take((received) => received.length >= lengthBytes ? lengthBytes : -1);
  }

  /** Resolves when the system has taken the bytes, so a reader that waits holds this up too. */
  write(bytes: Uint8Array | string): Promise<void> {
    if (this.#socket.destroyed) return Promise.reject(new ConnectionGone());
    return new Promise((resolve, reject) => {
      const onClose = () => reject(new ConnectionGone());
      this.#socket.once("close", onClose);
      const done = (error?: Error | null) => {
        this.#socket.off("close", onClose);
        if (error) reject(new ConnectionGone());
        else resolve();
      };
      if (typeof bytes === "string") this.#socket.write(bytes, "latin1", done);
      else this.#socket.write(bytes, done);
    });
  }

  /** Ends the connection orderly (FIN). */
  end(): void {
    this.#socket.end();
  }

  /** Ends the connection with a reset (RST). */
  reset(): void {
    this.#socket.resetAndDestroy();
  }
}
