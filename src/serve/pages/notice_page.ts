import type { Language, Text } from "../../cli/language.ts";
import { type Html, html } from "./html.ts";
import { answerPage, type HostPage, MARK } from "./page_shell.ts";

/** A notice that a player gets instead of a page. */
export interface Notice {
  readonly language: Language;
  readonly status: number;
  /** The event, in one line. */
  readonly what: Text;
  /** The next step for the reader, in one line. */
  readonly next: Text;
  readonly buttons?: readonly { readonly label: Text; readonly href: string }[];
  readonly scripts?: HostPage["scripts"];
  /** Another origin that the page's scripts may request. */
  readonly asks?: string;
  /** A picture above the text. @default a token that looks around */
  readonly scene?: Html;
  /** More text that the player can unfold. */
  readonly more?: Html;
}

/** A token of the mark that looks around. */
const LOOKING: Html = html`
  <svg class="scene" viewBox="0 0 132 88" aria-hidden="true">
    <ellipse cx="66" cy="80" rx="52" ry="6"
      fill="var(--line)" />
    <rect x="14" y="40" width="40" height="40" rx="11" fill="none"
      stroke="var(--soft)" stroke-width="2.5" stroke-dasharray="7 6" />
    <g transform="rotate(8 84 46)">
      <rect x="54" y="14" width="60" height="60" rx="17" fill="#ffc64d" stroke="#c98a12"
        stroke-width="2.5" />
      <path d="M60 30q2-10 12-11" fill="none" stroke="#fff"
        stroke-width="4" stroke-linecap="round" opacity=".7" />
      <circle cx="73" cy="42" r="8"
        fill="#fff" />
      <circle cx="95" cy="42" r="8" fill="#fff" />
      <circle cx="69" cy="44" r="4"
        fill="#1f2430" />
      <circle cx="91" cy="44" r="4" fill="#1f2430" />
      <path d="M76 60q7-5 14 0"
        fill="none" stroke="#1f2430" stroke-width="3" stroke-linecap="round" />
    </g>
  </svg>
`;

/** Two tokens with a lock between them. */
export const LOCKED: Html = html`
  <svg class="scene" viewBox="0 0 132 88" aria-hidden="true">
    <ellipse cx="66" cy="80" rx="56" ry="6"
      fill="var(--line)" />
    <rect x="6" y="26" width="52" height="52" rx="15" fill="#2f9e6b"
      stroke="#1d6f4a" stroke-width="2.5" />
    <rect x="74" y="26" width="52" height="52" rx="15"
      fill="#4f9de8" stroke="#2b6cb0" stroke-width="2.5" />
    <circle cx="19" cy="48" r="4.5"
      fill="#1f2430" />
    <circle cx="36" cy="48" r="4.5" fill="#1f2430" />
    <circle cx="96" cy="48"
      r="4.5" fill="#1f2430" />
    <circle cx="113" cy="48" r="4.5" fill="#1f2430" />
    <path
      d="M22 60q6 5 12 0M98 60q6 5 12 0" fill="none" stroke="#1f2430" stroke-width="3"
      stroke-linecap="round" />
    <path d="M56 36v-8a10 10 0 0 1 20 0v8" fill="none" stroke="#c98a12"
      stroke-width="5" />
    <rect x="49" y="34" width="34" height="27" rx="8" fill="#ffc64d"
      stroke="#c98a12" stroke-width="2.5" />
    <path d="M66 44v8" stroke="#1f2430" stroke-width="4"
      stroke-linecap="round" />
  </svg>
`;

/** Answers with a notice as a page. */
export function answerNotice(notice: Notice): Response {
  const { language, status, what, next, buttons = [], scene = LOOKING, more } = notice;
  const links = buttons.map(({ label, href }, index) =>
    html`<a class="button${index > 0 && " quiet"}" href="${href}">${label[language]}</a>`
  );
  return answerPage({
    language,
    status,
    title: `${what[language]} · coplay`,
    kind: "notice",
    scripts: notice.scripts,
    asks: notice.asks,
    body: html`
      <header class="top">${MARK}<strong>coplay</strong></header>
      <main>
        <section class="card">${scene}<h1>${what[language]}</h1><p>${next[language]}</p>
      ${links.length > 0 && html`<div class="buttons">${links}</div>`}${more}</section>
      </main>
    `,
  });
}

/** Answers 404 with a page for people. */
export function answerNoSuchPage(language: Language): Response {
  return answerNotice({
    language,
    status: 404,
    what: { en: "There is nothing here", zh: "这里什么也没有" },
    next: {
      en: "The game may be over, or the address mistyped.",
      zh: "游戏可能已经结束，或者网址输错了。",
    },
    buttons: [{ label: { en: "To the game", zh: "去玩游戏" }, href: "/" }],
  });
}
