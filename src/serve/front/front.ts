import type { Language } from "../../cli/language.ts";
import { AUTHORITY_FILE, HOST_PATH, STEPS_PAGE } from "../address/paths.ts";
import { answerHostFile } from "../browser/host_files.ts";
import type { Catalogue, Game } from "../catalogue/catalogue.ts";
import type { HostCertificate } from "../certificate/certificate_store.ts";
import type { Host, HostOptions } from "../live/host.ts";
import { Lesson, type LessonOptions } from "../live/lesson.ts";
import type { OtherHosts } from "../live/other_hosts.ts";
import { Players, type PlayersOptions } from "../live/players.ts";
import { answerLobbyPage, type ShelfGame } from "../pages/lobby_page.ts";
import { languageOf } from "../pages/page_shell.ts";
import { answerProjectorPage } from "../pages/projector_page.ts";
import type { HandlerParts } from "../request/handler.ts";
import { addressOf, type Handler, type RequestInfo } from "../request/handler_type.ts";
import { Metrics } from "../request/metrics.ts";
import type { Observers } from "../request/observe.ts";
import { Race, type RaceScore } from "../scores/race.ts";
import { Scores, type ScoresOptions } from "../scores/scores.ts";
import type { Uploads } from "../uploads/uploads.ts";
import { answerAdmin } from "./admin.ts";
import { AdminGate, type AdminGateOptions, makeToken } from "./admin_gate.ts";
import { answerCover } from "./cover_file.ts";
import { Events } from "./events.ts";
import { answerFull } from "./full_storage.ts";
import { answerBest, takeScores } from "./score_report.ts";
import { answerAuthority, answerSteps } from "./secure_host.ts";
import { answerClock, answerState, describeState } from "./state.ts";
import { takeName } from "./take_name.ts";
import { wireHost } from "./wire_host.ts";

/** The options of a {@linkcode Front}. */
export interface FrontOptions extends PlayersOptions {
  readonly catalogue: Catalogue;
  /** Whether players may open every game, not only the published one. */
  readonly hasLobby: boolean;
  /** Whether open pages follow a switch by themselves. */
  readonly isLive: boolean;
  /** The operator's language, for browsers that do not say theirs. @default "en" */
  readonly language?: Language;
  /** The token for the operator's orders. @default a random one */
  readonly adminToken?: string | undefined;
  /** Whether to believe a proxy on this machine about the client's address. @default false */
  readonly hasProxy?: boolean;
  /** Called for every request. */
  readonly log?: Observers["log"];
  /** Delays the answer to a wrong token. */
  readonly pause?: NonNullable<AdminGateOptions["pause"]>;
  /** This machine's names. */
  readonly hostnames?: readonly string[];
  /** Identifies this run of the host; equal for all hosts that show one game. @default random */
  readonly runId?: string | undefined;
  /** How the class's orders reach other hosts, and their clock. */
  readonly lesson?: Omit<LessonOptions, "host">;
  /** Where scores are kept. @default memory */
  readonly scoreStore?: ScoresOptions["store"];
  /** The scores of a round that other hosts pass on. @default none */
  readonly raceElsewhere?: (() => readonly RaceScore[]) | undefined;
  readonly host?: Partial<Omit<HostOptions, "parts" | "rewritePage">>;
  readonly parts?: Partial<HandlerParts>;
}

const READ_METHODS = ["GET", "HEAD"];
/** The orders themselves refuse the methods that they do not take. */
const ADMIN_METHODS = [...READ_METHODS, "OPTIONS", "PUT", "POST", "DELETE", "PATCH"];

/** Answers a request for one path below `/.coplay/`. */
export type HostRoute = (request: Request, info: RequestInfo | undefined) =>
  | Response
  | Promise<Response>
  | undefined;

/** A host of games with its front: players, event streams, pages and orders. */
export class Front {
  readonly host: Host;
  readonly players: Players;
  readonly lesson: Lesson;
  readonly events: Events;
  readonly scores: Scores;
  /** The best scores of the round. */
  readonly race: Race;
  readonly adminToken: string;
  readonly metrics: Metrics;
  /** Answers every request. */
  readonly handler: Handler;
  /** Called for each page that comes to listen. See {@linkcode EventsOptions.onArrival}. */
  onArrival: (to: string, from: string) => void = () => {};
  /** The address for players, which may change; undefined until the host listens. */
  address: string | undefined;
  /** Games that are added while the host runs; undefined where it takes none. */
  uploads: Uploads | undefined;
  readonly #language: Language;
  readonly #others: readonly OtherHosts[];
  readonly #routes = new Map<string, { answer: HostRoute; methods: readonly string[] }>();

  constructor(options: FrontOptions) {
    const { catalogue, hasLobby, isLive, language = "en", hostnames = [] } = options;
    this.#language = language;
    this.#others = options.host?.others ?? [];
    this.adminToken = options.adminToken ?? makeToken();
    this.players = new Players(options);
    const { host, handler, metrics } = wireHost({
      catalogue,
      hasLobby,
      language,
      hasProxy: options.hasProxy,
      log: options.log,
      ...options.host,
      parts: {
        answerHost: (request, path, info) => this.#answer(request, path, info),
        answerLobby: (request) => this.#answerLobby(request),
        ...options.parts,
      },
    });
    this.host = host;
    this.handler = handler;
    this.metrics = metrics;
    this.lesson = new Lesson({ ...options.lesson, host });
    this.scores = new Scores({
      store: options.scoreStore,
      nameOf: (id, called) => this.#nameOf(id, called),
    });
    this.race = new Race((id, called) => this.#nameOf(id, called), options.raceElsewhere);
    this.scores.subscribe((score, number) => {
      const { round } = this.lesson.state;
      const isOfRound = round?.number === number && round?.gameId === score.gameId;
      if (round && isOfRound && round.phase !== "away") void this.race.add(score, round.seed);
    });
    this.events = new Events({
      published: host.published,
      players: this.players,
      lesson: this.lesson,
      hasLobby,
      isLive,
      runId: options.runId,
      onArrival: (to, from) => this.onArrival(to, from),
    });
    const gate = new AdminGate({ ...options, token: this.adminToken, hostnames });
    this.#addRoutes(gate, options.parts?.onFull);
  }

  #addRoutes(gate: AdminGate, onFull: HandlerParts["onFull"]): void {
    const { host, players, lesson, events, scores } = this;
    const language = this.#language;
    this.route("events", (request, info) => events.listen(request, addressOf(info)), ["GET"]);
    this.route("ready", (request) => events.markReady(request), ["POST"]);
    if (players.haveNames) this.route("name", (request) => events.setName(request), ["POST"]);
    this.route("full", (request) => answerFull(request, { host, onFull }), ["POST"]);
    this.route(
      "scores",
      (request) =>
        request.method === "POST"
          ? takeScores(request, { host, scores, language })
          : answerBest(this),
      [...READ_METHODS, "POST"],
    );
    this.route("state", () => answerState(this));
    this.route("clock", () => answerClock(this.lesson));
    this.route("metrics", () => this.#answerMetrics());
    this.route("covers/", (request) => answerCover(request, host.catalogue));
    this.route("projector", (request) => this.#answerProjector(request));
    for (const path of ["admin", "admin/", "admin/uploads/"]) {
      this.route(
        path,
        (request, info) => {
          const { uploads, address: entrance, takeName } = this;
          const address = addressOf(info);
          const parts = {
            host,
            scores,
            players,
            lesson,
            gate,
            language,
            uploads,
            entrance,
            address,
            takeName,
          };
          return answerAdmin(request, parts);
        },
        ADMIN_METHODS,
      );
    }
  }

  /** Adds a route below `/.coplay/`; a path that ends in `/` covers all below it. Other methods get 405. */
  route(path: string, answer: HostRoute, methods: readonly string[] = READ_METHODS): void {
    this.#routes.set(path, { answer, methods });
  }

  /** Adds the routes for the certificate and the steps that install it. */
  offerCertificate(certificateNow: () => HostCertificate): void {
    const language = this.#language;
    this.route(AUTHORITY_FILE, () => answerAuthority(certificateNow()));
    this.route(
      STEPS_PAGE,
      (request) => answerSteps(request, { certificate: certificateNow(), language }),
    );
  }

  /** Ends the event streams and the background work. */
  close(): void {
    this.uploads?.close();
    this.lesson.close();
    this.events.close();
    this.host.close();
    this.scores.close();
  }

  /** See {@linkcode takeName}. */
  readonly takeName = (typed: string): Promise<string> => takeName(typed, this);

  /** Names a player who is here, one without a name by device and number; any other as they were called. */
  #nameOf(playerId: string, called: string): string {
    const name = this.players.shownName(playerId);
    if (name !== undefined) return name;
    const player = this.players.listed.find(({ id }) => id === playerId);
    if (!player) return this.players.isTaken({ playerId, name: called }) ? "" : called;
    const { device, number } = player;
    return device === "?" ? `#${number ?? ""}` : `${device} ${number ?? ""}`.trim();
  }

  #answer(
    request: Request,
    path: string,
    info: RequestInfo | undefined,
  ): Response | Promise<Response> | undefined {
    const name = path.slice(HOST_PATH.length);
    const route = this.#routes.get(name) ??
      this.#routes.get(name.slice(0, name.lastIndexOf("/") + 1));
    const methods = route?.methods ?? READ_METHODS;
    if (!methods.includes(request.method)) return refuseMethod(methods);
    return route?.answer(request, info) ?? answerHostFile(name, request);
  }

  #answerLobby(request: Request): Response {
    const published = this.host.published.current?.game;
    const games = this.host.catalogue.shown.map(({ game }) => game)
      .filter((game) => !game.fault && game.id !== published?.id);
    return answerLobbyPage({
      language: languageOf(request, this.#language),
      published: published && this.#onShelf(published),
      games: games.map((game) => this.#onShelf(game)),
    });
  }

  #onShelf(game: Game): ShelfGame {
    return { ...game, players: this.players.countPlaying(game.id) };
  }

  async #answerMetrics(): Promise<Response> {
    const { players, ready, generation } = describeState(this);
    const others = await Promise.all(this.#others.map((other) => other.countAnswers()));
    const all = [this.metrics.counts, ...others.flat()];
    const sum = new Metrics();
    for (const counts of all) sum.add(counts);
    const memoryBytes = all.reduce((bytes, counts) => bytes + counts.memoryBytes, 0);
    const text = sum.format({ players, ready, generation, memoryBytes });
    const contentType = "text/plain; version=0.0.4; charset=utf-8";
    return new Response(text, {
      headers: { "content-type": contentType, "cache-control": "no-store" },
    });
  }

  #answerProjector(request: Request): Response {
    const { current } = this.host.published;
    return answerProjectorPage({
      language: languageOf(request, this.#language),
      address: this.address ?? new URL("/", request.url).href,
      game: current?.game,
      players: this.players.count,
      ready: current ? this.players.countReady(current.game.id) : 0,
      generation: current?.generation ?? 0,
    });
  }
}

function refuseMethod(methods: readonly string[]): Response {
  const headers = { allow: methods.join(", "), "cache-control": "no-store" };
  return new Response(null, { status: 405, headers });
}
