import type { Language } from "../../cli/language.ts";
import type { PublishedGame } from "../live/published.ts";
import { answerNotice, LOCKED } from "../pages/notice_page.ts";
import { isLoopback } from "../address/machine_addresses.ts";
import { gamePath } from "../address/paths.ts";

/** What is known of the host when a player comes to `/`. */
export interface Arrival {
  readonly current: PublishedGame | undefined;
  readonly language: Language;
}

/**
 * Tells a player that the published game will not start for them; undefined where it will. Browsers
 * trust this machine itself as they trust https.
 */
export function answerInsecure(
  request: Request,
  { current, language }: Arrival,
): Response | undefined {
  const { protocol, hostname } = new URL(request.url);
  const isSecure = protocol === "https:" || hostname === "localhost" ||
    isLoopback(hostname.replace(/^\[|\]$/g, ""));
  if (!current?.store.profile.needsSecureContext || isSecure) return undefined;
  const { id, name } = current.game;
  return answerNotice({
    language,
    status: 200,
    what: { en: `${name.en} needs https`, zh: `${name.zh} 需要 https` },
    next: {
      en: "It will not start here. Tell whoever runs the games: coplay serve --https",
      zh: "在这里无法启动。请告诉主持人：用 coplay serve --https 启动服务器。",
    },
    buttons: [{ label: { en: "Try anyway", zh: "仍然试试" }, href: gamePath(id) }],
    scripts: ["live.js"],
    scene: LOCKED,
  });
}
