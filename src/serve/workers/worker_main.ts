import { TextLineStream } from "@std/streams/text-line-stream";
import { EXIT, TextError } from "../../cli/errors.ts";
import { type Io, messageOf, visible } from "../../cli/io.ts";
import type { Text } from "../../cli/language.ts";
import { HOST_PATH } from "../address/paths.ts";
import { MemoryBudget } from "../assets/memory_budget.ts";
import { answerHostFile } from "../browser/host_files.ts";
import { Catalogue } from "../catalogue/catalogue.ts";
import { cannotPublish } from "../catalogue/refusals.ts";
import { reportRequests } from "../console/messages.ts";
import { type WiredHost, wireHost } from "../front/wire_host.ts";
import { listen, type RunningServer } from "../listen/listen.ts";
import { SecurePort, stopSecurePort } from "../listen/secure_port.ts";
import type { GameSwitch } from "../live/other_hosts.ts";
import { PublishError } from "../live/published.ts";
import { makeAccessLog } from "../request/access_log.ts";
import { relay, sendAnswer } from "./relay.ts";
import type { NumberedOrder, WorkerListen, WorkerOrder, WorkerStart } from "./worker_orders.ts";

/**
 * Runs as a worker: answers on the port that all workers share, and carries out its coordinator's orders, until it
 * is told to stop or the coordinator is gone.
 */
export async function runWorker(io: Io): Promise<number> {
  const bytes = io.stdin.readable as ReadableStream<Uint8Array<ArrayBuffer>>;
  const lines = bytes.pipeThrough(new TextDecoderStream()).pipeThrough(new TextLineStream());
  let worker: WorkerHost | undefined;
  const stopped = Promise.withResolvers<void>();
  const read = async () => {
    for await (const line of lines) {
      const { id, order }: NumberedOrder = JSON.parse(line);
      if (order.kind === "start") worker ??= new WorkerHost(order.start, io);
      void worker?.obey(id, order).then((isLast) => isLast && stopped.resolve());
    }
  };
  // A worker without a coordinator has no one to answer for.
  await Promise.race([read(), stopped.promise]);
  return EXIT.ok;
}

/** A worker's host: it serves games' files itself and passes everything else to the coordinator. */
class WorkerHost {
  readonly #start: WorkerStart;
  readonly #catalogue: Catalogue;
  readonly #wired: WiredHost;
  #listening: RunningServer | undefined;
  #securePort: SecurePort | undefined;

  constructor(start: WorkerStart, io: Io) {
    this.#start = start;
    this.#catalogue = new Catalogue(start.roots);
    const { relay: to, hasLobby, hasProxy, accessLog } = start;
    this.#wired = wireHost({
      catalogue: this.#catalogue,
      hasLobby,
      hasProxy,
      language: io.language,
      budget: new MemoryBudget(start.memoryBytes),
      log: makeAccessLog(accessLog, io.stdout),
      parts: {
        ...reportRequests(io),
        answerHost: (request, path, info) =>
          answerHostFile(path.slice(HOST_PATH.length), request) ?? relay(request, { to, info }),
        answerLobby: (request) => relay(request, { to, info: undefined }),
      },
    });
  }

  /** Carries out an order and reports the result. Returns whether it was the last one. */
  async obey(id: number, order: WorkerOrder): Promise<boolean> {
    const { relay: to } = this.#start;
    try {
      const value = await this.#do(order);
      await sendAnswer(to, { id, value });
    } catch (error) {
      await sendAnswer(to, { id, refusal: explain(error) });
    }
    return order.kind === "stop";
  }

  async #do(order: WorkerOrder): Promise<unknown> {
    switch (order.kind) {
      case "start":
        await this.#catalogue.scan();
        if (order.start.published) await this.#publish(order.start.published);
        return;
      case "listen":
        return await this.#listen(order.listen);
      case "prepare":
        return void await this.#wired.host.games.open(await this.#find(order.next));
      case "publish":
        return await this.#publish(order.next);
      case "renew":
        return this.#securePort?.renew(order.certificate);
      case "rescan":
        return void await this.#wired.host.rescan();
      case "count":
        return this.#wired.metrics.counts;
      case "stop":
        await this.#stop();
        return;
    }
  }

  async #publish(next: GameSwitch): Promise<void> {
    await this.#wired.host.follow(await this.#find(next), next.generation);
  }

  /** Scans again for a game that is not known yet: it may have been added just now. */
  async #find({ gameId }: GameSwitch) {
    const game = this.#catalogue.get(gameId) ??
      (await this.#catalogue.scan(), this.#catalogue.get(gameId));
    if (game) return game;
    throw new PublishError(cannotPublish({ en: gameId, zh: gameId }, GONE));
  }

  async #listen({ port, hostname, certificate }: WorkerListen): Promise<void> {
    const options = { port, hostname, isShared: true };
    if (!certificate) {
      this.#listening = await listen(this.#wired.handler, options);
      return;
    }
    const { relay: to } = this.#start;
    const opened = this.#securePort = new SecurePort(certificate, {
      ...options,
      handler: this.#wired.handler,
      plainHandler: (request, info) => relay(request, { to, info, isPlain: true }),
    });
    this.#listening = {
      port,
      hostname,
      stop: () => stopSecurePort(opened),
    };
  }

  async #stop(): Promise<void> {
    await this.#listening?.stop();
    this.#wired.host.close();
  }
}

const GONE: Text = { en: "it is gone", zh: "它已经不在了" };

function explain(error: unknown): Text {
  if (error instanceof TextError) return error.text;
  const why = visible(messageOf(error));
  return { en: why, zh: why };
}
