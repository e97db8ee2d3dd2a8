import { createHash } from "node:crypto";
import type { createClient, RedisClientType } from "@redis/client";
import { CommandError } from "../cli/errors.ts";
import type { RedisAddress } from "./redis_address.ts";
import {
  explainOpening,
  explainRedisError,
  isLost,
  LOADING,
  NOT_REDIS,
  redisError,
  type RedisTrouble,
  TOO_OLD,
} from "./redis_trouble.ts";

/** A Lua script that Redis runs atomically. It must be safe to run twice, because its answer may get lost. */
export interface RedisScript {
  readonly text: string;
  readonly sha1: string;
}

/** Makes a script. */
export function redisScript(text: string): RedisScript {
  return { text, sha1: createHash("sha1").update(text).digest("hex") };
}

/** A reply of Redis: numbers, texts, null, and lists of them. */
export type RedisReply = string | number | null | RedisReply[];

/** The options of a connection. */
export interface RedisOptions {
  /** Stops waiting for a lost Redis. */
  readonly signal: AbortSignal;
  /** Certificates (PEM) to trust besides the system's. */
  readonly caCerts?: readonly string[];
  /** Called when Redis is lost, and with undefined when it is back. */
  readonly onTrouble?: (trouble: RedisTrouble | undefined) => void;
  /** How long to wait for a lost Redis, in milliseconds. @default {5 minutes} */
  readonly patienceMs?: number;
}

const CONNECT_MS = 5000;
/** The interval of pings that find a connection which the other end has forgotten. */
const PING_MS = 5000;
const SILENCE_MS = 30_000;
const PATIENCE_MS = 300_000;
/** The first wait before reconnecting; it doubles, to be short for a restart and rare in an outage. */
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1000;

type Client = RedisClientType;

/** A connection to Redis that reconnects when it is lost. */
export class RedisConnection {
  readonly address: RedisAddress;
  readonly #client: Client;
  readonly #options: RedisOptions;
  #isInTrouble = false;

  private constructor(client: Client, address: RedisAddress, options: RedisOptions) {
    this.#client = client;
    this.address = address;
    this.#options = options;
  }

  /**
   * Connects, and checks that coplay can work with this Redis.
   *
   * @throws {CommandError} where it cannot
   */
  static async open(address: RedisAddress, options: RedisOptions): Promise<RedisConnection> {
    for (let tries = 1;; tries++) {
      try {
        return await RedisConnection.#openOnce(address, options);
      } catch (error) {
        if (error instanceof CommandError) throw error;
        // A Redis that is shutting down hangs up too, so only a second time proves that the server is no Redis.
        const isSilent = error instanceof NoAnswer;
        if (isSilent || !isLost(error) || tries === 2) {
          throw redisError(isSilent ? NOT_REDIS : explainOpening(error, address), address);
        }
        await pause(LONGEST_PAUSE_MS, options.signal);
      }
    }
  }

  static async #openOnce(address: RedisAddress, options: RedisOptions): Promise<RedisConnection> {
    // Loading the library takes longer than many a download, so only a command with Redis loads it.
    const { createClient } = await import("./redis_library.ts");
    const client = makeClient(createClient, address, options);
    const connection = new RedisConnection(client, address, options);
    try {
      await withLimit(client.connect(), CONNECT_MS * 2);
      await connection.#requireVersion();
      await connection.#waitUntilLoaded();
      return connection;
    } catch (error) {
      client.destroy();
      throw error;
    }
  }

  async #requireVersion(): Promise<void> {
    const info = await withLimit(this.#client.sendCommand(["INFO", "server"]), CONNECT_MS)
      .catch((error) => {
        // The user may lack the permission to ask.
        if (/^NOPERM/.test(String(error?.message))) return "";
        throw error;
      });
    const [, major, minor] = /^redis_version:(\d+)\.(\d+)/m.exec(String(info)) ?? [];
    if (major === undefined) return;
    if (Number(major) < 6 || (major === "6" && Number(minor) < 2)) {
      throw redisError(TOO_OLD, this.address);
    }
  }

  /**
   * Runs a script; waits for a Redis that is lost, full or loading.
   *
   * @throws {CommandError} where the wait is too long, or Redis refuses
   */
  async run(
    script: RedisScript,
    keys: readonly string[],
    args: readonly (string | number)[] = [],
  ): Promise<RedisReply> {
    const rest = [String(keys.length), ...keys, ...args.map(String)];
    return await this.#insist(() => this.#evaluate(script, rest));
  }

  /** Waits for a Redis that has just started and is loading its data, during which it answers nothing else. */
  async #waitUntilLoaded(): Promise<void> {
    await this.#insist(async () => {
      try {
        await this.#client.sendCommand(["PING"]);
      } catch (error) {
        // Any other error will also come from the next command, which reports it.
        if (explainRedisError(error).text === LOADING) throw error;
      }
    });
  }

  async #insist<Reply>(work: () => Promise<Reply>): Promise<Reply> {
    const beganMs = Date.now();
    for (let pauseMs = FIRST_PAUSE_MS;; pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2)) {
      try {
        const reply = await work();
        this.#settle();
        return reply;
      } catch (error) {
        const trouble = explainRedisError(error);
        const patienceMs = this.#options.patienceMs ?? PATIENCE_MS;
        const isOver = Date.now() - beganMs > patienceMs || this.#options.signal.aborted;
        if (!trouble.isPassing || isOver) throw redisError(trouble, this.address);
        this.#complain(trouble);
        await pause(pauseMs, this.#options.signal);
      }
    }
  }

  /** Runs a script once without waiting for a lost Redis, for callers that will try again. */
  async runOnce(
    script: RedisScript,
    keys: readonly string[],
    args: readonly (string | number)[] = [],
  ): Promise<RedisReply> {
    try {
      const reply = await this.#evaluate(script, [
        String(keys.length),
        ...keys,
        ...args.map(String),
      ]);
      this.#settle();
      return reply;
    } catch (error) {
      throw redisError(explainRedisError(error), this.address);
    }
  }

  async #evaluate(script: RedisScript, rest: string[]): Promise<RedisReply> {
    try {
      return await this.#client.sendCommand(["EVALSHA", script.sha1, ...rest]);
    } catch (error) {
      if (!String((error as Error).message).startsWith("NOSCRIPT")) throw error;
      return await this.#client.sendCommand(["EVAL", script.text, ...rest]);
    }
  }

  #complain(trouble: RedisTrouble): void {
    if (!this.#isInTrouble) this.#options.onTrouble?.(trouble);
    this.#isInTrouble = true;
  }

  #settle(): void {
    if (this.#isInTrouble) this.#options.onTrouble?.(undefined);
    this.#isInTrouble = false;
  }

  /** Closes the connection; requests without a reply fail. */
  close(): void {
    if (this.#client.isOpen) this.#client.destroy();
  }
}

function makeClient(
  create: typeof createClient,
  address: RedisAddress,
  { caCerts = [] }: RedisOptions,
): Client {
  let hasConnected = false;
  const { host, port, username, password, database } = address;
  const certificates = [
    ...caCerts,
    ...(address.caPath === undefined ? [] : [Deno.readTextFileSync(address.caPath)]),
  ];
  const tls = address.isTls
    ? { tls: true as const, ...(certificates.length > 0 ? { ca: certificates } : {}) }
    : {};
  const client = create({
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    database,
    RESP: 2,
    // This module waits by itself, so a command to a lost Redis fails at once.
    disableOfflineQueue: true,
    disableClientInfo: true,
    maintNotifications: "disabled",
    pingInterval: PING_MS,
    socket: {
      host,
      port,
      ...tls,
      connectTimeout: CONNECT_MS,
      socketTimeout: SILENCE_MS,
      reconnectStrategy: (retries: number, cause: Error) =>
        hasConnected
          ? Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(retries, 9))
          : cause,
    },
  });
  client.on("ready", () => hasConnected = true);
  // Every command reports its own error.
  client.on("error", () => {});
  return client as unknown as Client;
}

/** The server sent nothing in time. */
class NoAnswer extends Error {}

async function withLimit<Value>(work: Promise<Value>, limitMs: number): Promise<Value> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new NoAnswer()), limitMs);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}

function pause(delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, delayMs);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    }
    if (signal.aborted) done();
    else signal.addEventListener("abort", done);
  });
}
