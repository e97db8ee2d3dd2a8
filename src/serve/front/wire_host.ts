import type { Language } from "../../cli/language.ts";
import { rewriteGamePage } from "../browser/page_tags.ts";
import { Host, type HostOptions } from "../live/host.ts";
import { explainMissing } from "../pages/missing.ts";
import { languageOf } from "../pages/page_shell.ts";
import type { HandlerParts } from "../request/handler.ts";
import type { Handler } from "../request/handler_type.ts";
import { Metrics } from "../request/metrics.ts";
import { behindProxy } from "../request/proxy.ts";
import { observe, type Observers } from "../request/observe.ts";
import { answerInsecure } from "./insecure_notice.ts";

/** The parts that differ between the coordinator and its workers. */
export interface WiringOptions extends Omit<HostOptions, "parts" | "rewritePage"> {
  /** The operator's language, for browsers that do not say theirs. */
  readonly language: Language;
  /** Whether to believe a proxy on this machine about the client's address. @default false */
  readonly hasProxy?: boolean | undefined;
  /** Called for every request. */
  readonly log: Observers["log"];
  /** Answers requests for anything but a game's files: the coordinator does so itself, a worker asks it. */
  readonly parts:
    & Partial<HandlerParts>
    & Required<Pick<HandlerParts, "answerHost" | "answerLobby">>;
}

/** A host and the handler of its requests. */
export interface WiredHost {
  readonly host: Host;
  readonly metrics: Metrics;
  readonly handler: Handler;
}

/** Wires a host the same way in the coordinator and in its workers. */
export function wireHost({ language, log, hasProxy, parts, ...options }: WiringOptions): WiredHost {
  const { answerLobby, ...others } = parts;
  const host: Host = new Host({
    ...options,
    rewritePage: rewriteGamePage,
    parts: {
      answerRoot: (request, info) => {
        if (info?.isEncrypted) return undefined;
        const { current } = host.published;
        return answerInsecure(request, { current, language: languageOf(request, language) });
      },
      answerLobby: options.hasLobby ? answerLobby : undefined,
      ...others,
    },
  });
  const metrics = new Metrics();
  const handler = observe(explainMissing(host.handler, language), { metrics, log });
  return { host, metrics, handler: hasProxy ? behindProxy(handler) : handler };
}
