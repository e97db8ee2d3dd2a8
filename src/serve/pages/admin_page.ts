import type { Language, Text } from "../../cli/language.ts";
import { html } from "./html.ts";
import { answerPage, MARK } from "./page_shell.ts";

const TEXTS = {
  title: { en: "Operator", zh: "主持人" },
  token: { en: "Token", zh: "口令" },
  help: {
    en: "It was printed when coplay started.",
    zh: "coplay 启动时已显示在终端里。",
  },
  enter: { en: "Sign in", zh: "进入" },
  games: { en: "Games", zh: "游戏" },
  players: { en: "Players", zh: "玩家" },
  rescan: { en: "Read folders", zh: "重新读取文件夹" },
  publish: { en: "Publish", zh: "发布" },
  again: { en: "Restart", zh: "重新开始" },
  on: { en: "On now", zh: "正在进行" },
  ready: { en: "Ready", zh: "已就绪" },
  loading: { en: "Loading", zh: "加载中" },
  lobby: { en: "In the lobby", zh: "在大厅" },
  none: { en: "No players yet", zh: "还没有玩家" },
  script: {
    en: "This page needs JavaScript. The console and curl work without it.",
    zh: "本页需要 JavaScript。也可以使用控制台或 curl。",
  },
} as const satisfies Record<string, Text>;

/** Answers with the operator's page. It holds no secret: its content comes with the token. */
export function answerAdminPage(language: Language): Response {
  const say = (name: keyof typeof TEXTS) => TEXTS[name][language];
  return answerPage({
    language,
    title: `${say("title")} · coplay`,
    kind: "admin",
    isApart: true,
    scripts: ["admin.js"],
    body: html`<header class="top">${MARK}<strong>coplay</strong></header>
<main><noscript><p>${say("script")}</p></noscript><p id="alert" role="alert"></p>
<form id="sign-in" class="card" hidden><h1>${say("title")}</h1>
<label for="token">${say("token")} <span class="soft">${say("help")}</span></label>
<input id="token" type="password" autocomplete="one-time-code" required>
<button class="button">${say("enter")}</button></form>
<div id="signed-in" hidden>
<div class="bar"><h1>${say("games")}</h1><button id="rescan" class="button quiet">${
      say("rescan")
    }</button></div>
<ul id="games" class="rows" data-publish="${say("publish")}" data-again="${say("again")}"
data-on="${say("on")}"></ul>
<div class="bar"><h2>${say("players")}</h2><strong id="count"></strong></div>
<ul id="players" class="rows" data-ready="${say("ready")}" data-loading="${say("loading")}"
data-lobby="${say("lobby")}" data-none="${say("none")}"></ul></div></main>`,
  });
}
