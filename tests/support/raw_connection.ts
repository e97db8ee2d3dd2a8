import type { Socket } from "node:net";

/** The most characters of a request's headers in these tests. */
const HEAD_LIMIT_CHARACTERS = 256 * 1024;

/** The client closed or reset the connection. */
export class ConnectionGone extends Error {
  override readonly name = "ConnectionGone";
}

/** A connection at the server's side, which reads bytes as latin1 text. */
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
    // The next write receives the error.
    socket.on("error", end);
  }

  /** Reads the next characters once `find` knows their number; undefined at the end of the connection. */
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

  /** Reads the request line and headers of the next request; undefined at the end of the connection. */
  readHead(): Promise<string | undefined> {
    return this.#take((received) => {
      const at = received.indexOf("\r\n\r\n");
      return at < 0 ? -1 : at + 4;
    });
  }

  /** Reads and drops a request's body. */
  async skip(lengthBytes: number): Promise<void> {
    await this.#take((received) => received.length >= lengthBytes ? lengthBytes : -1);
  }

  /** Writes bytes, and resolves when the system has accepted them, so that a slow reader delays this. */
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

  /** Closes the connection with FIN. */
  end(): void {
    this.#socket.end();
  }

  /** Closes the connection with RST. */
  reset(): void {
    this.#socket.resetAndDestroy();
  }
}
