import { acceptsLanguages } from "@std/http/negotiation";
import type { Language } from "../../cli/language.ts";
import { hostFileUrl } from "../browser/host_files.ts";
import { type Html, html } from "./html.ts";

/** One of the host's own pages. */
export interface HostPage {
  readonly language: Language;
  readonly title: string;
  /** The purpose of the page, which decides its layout. */
  readonly kind: "lobby" | "projector" | "admin" | "notice";
  readonly body: Html;
  /** The host's scripts that the page runs. */
  readonly scripts?: readonly Parameters<typeof hostFileUrl>[0][] | undefined;
  /** Another origin that the page's scripts may request. */
  readonly asks?: string | undefined;
  /**
   * Whether the page gets an opaque origin, so that no game can read its memory or history through a window it
   * opens. @default false
   */
  readonly isApart?: boolean;
  /** @default 200 */
  readonly status?: number;
}

/** The mark: two tokens, and where they overlap a sign to play. */
export const MARK: Html = html`
  <svg class="mark" viewBox="0 0 48 32" aria-hidden="true"
  >
    <rect x="1" y="1" width="30" height="30" rx="9" fill="#2f9e6b" />
    <rect x="17" y="1" width="30"
      height="30" rx="9" fill="#4f9de8" />
    <path d="M17 10a9 9 0 0 1 9-9a9 9 0 0 1 5 2v26a9 9 0 0 1-5 2
  a9 9 0 0 1-9-9z" fill="#1f2430" opacity=".28" />
    <path d="M20.5 9.5v13l9-6.5z"
      fill="#fbf7ef" stroke="#fbf7ef" stroke-width="1.5" stroke-linejoin="round" />
  </svg>
`;

/** The mark as the icon of every page. */
const ICON = `data:image/svg+xml,${
  encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 -8 48 48">` +
      `<rect x="1" y="1" width="30" height="30" rx="9" fill="#2f9e6b"/>` +
      `<rect x="17" y="1" width="30" height="30" rx="9" fill="#4f9de8"/>` +
      `<path d="M20 9v14l10-7z" fill="#fbf7ef"/></svg>`,
  )
}`;

/** The CSP of every page: it loads only the host's own files, and no other page may frame it. */
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
  "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/** The language that a player's browser prefers. */
export function languageOf(request: Request, fallback: Language): Language {
  if (!request.headers.get("accept-language")) return fallback;
  return acceptsLanguages(request, "zh", "en") ?? fallback;
}

/** Answers with a page of the host. */
export function answerPage(page: HostPage): Response {
  // Browsers show no page that has both headers.
  const apart = page.isApart ? "; sandbox allow-scripts allow-forms allow-downloads" : "";
  const opener = page.isApart ? "unsafe-none" : "same-origin";
  return new Response(renderPage(page), {
    status: page.status ?? 200,
    headers: [
      ["content-type", "text/html; charset=utf-8"],
      ["content-language", page.language],
      ["cache-control", "no-store"],
      ["vary", "accept-language"],
      ["content-security-policy", `${POLICY}; connect-src 'self' ${page.asks ?? ""}${apart}`],
      ["cross-origin-opener-policy", opener],
      ["cross-origin-resource-policy", "same-origin"],
      ["referrer-policy", "same-origin"],
      ["x-content-type-options", "nosniff"],
    ],
  });
}

function renderPage({ language, title, kind, body, scripts = [] }: HostPage): string {
  const tags = scripts.map((name) => html`<script src="${hostFileUrl(name)}" defer></script>`);
  return html`
    <!doctype html>
    <html lang="${language === "zh" ? "zh-CN" : "en"}">
      <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
    <meta name="color-scheme" content="light dark">
    <title>${title}</title>
    <link rel="icon" href="${ICON}">
    <link rel="stylesheet" href="${hostFileUrl("page.css")}">
    ${tags}
      </head>
      <body class="${kind}">
    ${body}
      </body>
    </html>
  `.text;
}
