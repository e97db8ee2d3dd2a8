import { unicodeWidth } from "@std/cli/unicode-width";
import type { Language, Text } from "../../cli/language.ts";
import { coverOf } from "./cover.ts";
import { type Html, html } from "./html.ts";
import { answerPage, MARK } from "./page_shell.ts";
import { qrPicture } from "./qr.ts";
import { countReady } from "./ready.ts";

/** The content of the projector page. */
export interface Projection {
  readonly language: Language;
  /** The address for players. */
  readonly address: string;
  readonly game: {
    readonly id: string;
    readonly name: Text;
    readonly cover: string | undefined;
  } | undefined;
  readonly players: number;
  readonly ready: number;
  readonly generation: number;
}

const TEXTS = {
  join: { en: "Scan the code, or type the address", zh: "扫一扫，或输入网址" },
  then: { en: "then", zh: "然后：" },
  none: { en: "The game is about to start", zh: "游戏马上开始" },
  best: { en: "Best scores", zh: "最好成绩" },
  waiting: { en: "Loading:", zh: "加载中：" },
  more: { en: "and {n} more", zh: "等 {n} 人" },
  round: { en: "Round {n}", zh: "第 {n} 轮" },
  result: { en: "the result", zh: "结果" },
  noScores: { en: "No scores yet", zh: "还没有成绩" },
  noneScored: { en: "Nobody scored in this round", zh: "这一轮没有人得分" },
  start: { en: "The same game for everybody, at the same moment", zh: "全班同一局，同时开始" },
  full: { en: "Full screen", zh: "全屏" },
  awake: {
    en: "This screen may fall asleep: browsers let only https and localhost keep it awake. " +
      "Open this page at http://localhost:{port} on the machine that runs coplay, or turn off its sleep.",
    zh: "屏幕可能会自动熄灭：只有通过 https 或 localhost 打开的网页才能阻止熄屏。" +
      "请在运行 coplay 的电脑上打开 http://localhost:{port}，或关闭系统的自动熄屏。",
  },
} as const satisfies Record<string, Text>;

/** A longer name is set smaller, so that it stays in two or three lines. */
const MAX_NAME_COLUMNS = 24;

type Say = (name: keyof typeof TEXTS) => string;

/**
 * Answers with the page for a classroom projector: the address and its QR code, large, the published game, and the
 * best of the class once there are scores.
 */
export function answerProjectorPage(projection: Projection): Response {
  const { language, address, game, generation } = projection;
  const say: Say = (name) => TEXTS[name][language];
  const name = game ? game.name[language] : say("none");
  const shown = address.replace(/^http:\/\/|\/$/g, "");
  return answerPage({
    language,
    title: `${name} · coplay`,
    kind: "projector",
    scripts: ["projector.js"],
    body: html`
      <main data-generation="${generation}" data-address="${address}">
        <div class="qr">${qrPicture(address, address)}</div>
        <section class="now">${game
          ? coverOf(game, name)
          : MARK}<h1 class="${unicodeWidth(name) > MAX_NAME_COLUMNS && "long"}">${name}</h1>
      <p class="clock" id="clock" role="timer" hidden></p>
      <p class="then" id="then" data-then="${say("then")}" hidden></p>
      <div class="class"><p class="players" data-players>${countReady(projection)}</p>
      <p class="waiting" id="waiting" data-start="${say("waiting")}" data-more="${say("more")}"
      hidden></p></div></section>
        <section class="join">
          <p class="step">${say("join")}</p>
          <p class="address ${shown.length > 22 && "long"}">${shown}</p>
        </section>
        <section class="board" id="board" aria-labelledby="board-title"
          data-title="${say("best")}" data-round="${say("round")}" data-result="${say("result")}"
          data-empty="${say("noScores")}" data-none="${say("noneScored")}" hidden>
          <h2 id="board-title"></h2>
          <ol id="board-rows"></ol>
        </section>
        <div class="start" id="start" role="status" hidden>
          <p id="start-title"></p>
          <p class="number" id="start-number" aria-hidden="true"></p>
          <p>${say("start")}</p>
        </div>
        <p class="words" id="words" role="status" hidden></p>
      </main>
      ${showTools(say)}
    `,
  });
}

/** What the teacher needs at the machine, and the class does not: it fades while nobody moves the mouse. */
function showTools(say: Say): Html {
  return html`
    <div class="tools">
      <p id="awake" class="awake" data-text="${say("awake")}" hidden></p>
      <button id="full-screen" class="button quiet" aria-keyshortcuts="f" hidden>
        <svg viewBox="0 0 20 20" aria-hidden="true">
          <path d="M2 7V2h5M13 2h5v5M18 13v5h-5M7 18H2v-5" fill="none" stroke="currentColor"
            stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round" />
        </svg>
        ${say("full")} (F)
      </button>
    </div>
  `;
}
