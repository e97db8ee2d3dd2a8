import type { Language, Text } from "../cli/language.ts";
import { type Html, html } from "./html.ts";
import { answerPage, type HostPage, MARK } from "./page_shell.ts";

/** Something a player must be told instead of the page they wanted. */
export interface Notice {
  readonly language: Language;
  readonly status: number;
  /** What happened, in a line. */
  readonly what: Text;
  /** What to do, in a line. */
  readonly next: Text;
  readonly buttons?: readonly { readonly label: Text; readonly href: string }[];
  readonly scripts?: HostPage["scripts"];
  /** Another origin that its scripts ask. */
  readonly asks?: string;
  /** What can be opened up under it. */
  readonly more?: Html;
}

/** A page that says what happened and what to do. */
export function answerNotice(notice: Notice): Response {
  const { language, status, what, next, buttons = [], more } = notice;
  const links = buttons.map(({ label, href }, index) =>
    html`<a class="button${index > 0 && " quiet"}" href="${href}">${label[language]}</a>`
  );
  return answerPage({
    language,
    status,
    title: `${what[language]} · coplay`,
    kind: "notice",
    ...(notice.scripts && { scripts: notice.scripts }),
    ...(notice.asks !== undefined && { asks: notice.asks }),
    body: html`
      <header class="top">${MARK}<strong>coplay</strong></header>
      <main>
        <section class="card"><h1>${what[language]}</h1><p>${next[language]}</p>
      ${links.length > 0 && html`<div class="buttons">${links}</div>`}${more}</section>
      </main>
    `,
  });
}

/** Nothing by that address. */
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
