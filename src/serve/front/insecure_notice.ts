import type { Language } from "../../cli/language.ts";
import { isLoopback } from "../address/machine_addresses.ts";
import { gamePath } from "../address/paths.ts";
import type { PublishedGame } from "../live/published.ts";
import { answerNotice, LOCKED } from "../pages/notice_page.ts";
import { needsHttpsText, PLAIN_TEXTS } from "./texts.ts";

/**
 * Answers a player who came over plain http with a notice that the published game will not start; undefined where it
 * will. Browsers trust their own machine as they trust https.
 */
export function answerInsecure(
  request: Request,
  { current, language }: { current: PublishedGame | undefined; language: Language },
): Response | undefined {
  const { hostname } = new URL(request.url);
  const isSecure = hostname === "localhost" || isLoopback(hostname.replace(/^\[|\]$/g, ""));
  if (!current?.store.profile.needsSecureContext || isSecure) return undefined;
  const { id, name } = current.game;
  return answerNotice({
    language,
    status: 200,
    what: needsHttpsText(name),
    next: PLAIN_TEXTS.tellOperator,
    buttons: [{ label: PLAIN_TEXTS.tryAnyway, href: gamePath(id) }],
    scripts: ["live.js"],
    scene: LOCKED,
  });
}
