import type { Catalogue } from "./catalogue.ts";
import { Events } from "./events.ts";
import type { HandlerParts, RequestInfo } from "./handler.ts";
import { Host, type HostOptions } from "./host.ts";
import { answerScript, scriptUrl } from "./host_scripts.ts";
import { injectScripts } from "./html_inject.ts";
import { answerState } from "./state.ts";
import { Players, type PlayersOptions } from "./players.ts";

/** What a front is made from. */
export interface FrontOptions extends PlayersOptions {
  readonly catalogue: Catalogue;
  /** Whether players may open every game, not only the published one. */
  readonly hasLobby: boolean;
  /** Whether open pages follow a switch by themselves. */
  readonly isLive: boolean;
  readonly host?: Partial<HostOptions>;
  readonly parts?: Partial<HandlerParts>;
}

/** Answers one path below `/.coplay/`. */
export type HostRoute = (request: Request, info: RequestInfo | undefined) =>
  | Response
  | Promise<Response>
  | undefined;

const PREFIX = "/.coplay/";

/** A host of games with what stands in front of it: players, the pages and the orders of the host. */
export class Front {
  readonly host: Host;
  readonly players: Players;
  readonly events: Events;
  readonly #routes = new Map<string, HostRoute>();

  constructor(options: FrontOptions) {
    const { catalogue, hasLobby, isLive } = options;
    this.players = new Players(options);
    this.host = new Host({
      catalogue,
      hasLobby,
      rewritePage: (html, kind) => injectScripts(html, makeTags, kind),
      ...options.host,
      parts: {
        answerHost: (request, path, info) => this.#answer(request, path, info),
        ...options.parts,
      },
    });
    this.events = new Events({
      published: this.host.published,
      players: this.players,
      hasLobby,
      isLive,
    });
    this.route("events", (request, info) => this.events.listen(request, addressOf(info)));
    this.route("state", () => answerState(this));
    this.route("ready", (request) => this.events.markReady(request));
  }

  /** Answers a path below `/.coplay/` from now on; one that ends in `/` stands for all below it. */
  route(path: string, answer: HostRoute): void {
    this.#routes.set(path, answer);
  }

  /** Ends the event streams and what goes on in the background. */
  close(): void {
    this.events.close();
    this.host.close();
  }

  #answer(
    request: Request,
    path: string,
    info: RequestInfo | undefined,
  ): Response | Promise<Response> | undefined {
    const name = path.slice(PREFIX.length);
    const route = this.#routes.get(name) ?? this.#routes.get(name.replace(/[^/]*$/, ""));
    return route?.(request, info) ?? answerScript(name, request.url.includes("?v="));
  }
}

/** The tags that every page of a game begins with. */
function makeTags({ hasPolicy }: { hasPolicy: boolean }): string {
  const policy = hasPolicy ? ' data-policy="1"' : "";
  return `<script src="${scriptUrl("apart.js")}"></script>` +
    `<script src="${scriptUrl("live.js")}"${policy}></script>`;
}

/** The address that a request comes from. */
export function addressOf(info: RequestInfo | undefined): string {
  const address = info?.remoteAddr;
  return address && "hostname" in address ? address.hostname : "";
}
