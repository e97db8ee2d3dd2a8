import type { Language, Text } from "../../cli/language.ts";
import { type Html, html } from "./html.ts";
import { answerPage, MARK } from "./page_shell.ts";

const TEXTS = {
  title: { en: "Operator", zh: "主持人" },
  token: { en: "Token", zh: "口令" },
  help: {
    en: "It was printed when coplay started.",
    zh: "coplay 启动时已显示在终端里。",
  },
  anew: {
    en:
      "coplay was started anew, so this link is no longer good. The new one is in its terminal: " +
      "“Publish from elsewhere”.",
    zh: "coplay 已重新启动，这个链接失效了。新链接在终端里“远程管理”一行。",
  },
  enter: { en: "Sign in", zh: "进入" },
  address: { en: "Address for players", zh: "玩家网址" },
  front: { en: "Eyes to the front", zh: "请看前面" },
  lift: { en: "Lift: games go on", zh: "取消：继续游戏" },
  covered: { en: "All pages are covered:", zh: "所有页面已遮挡：" },
  round: { en: "Round", zh: "比赛" },
  roundTime: { en: "How long a round lasts", zh: "比赛时长" },
  minutes: { en: "min", zh: "分钟" },
  open: { en: "open", zh: "不限时" },
  endRound: { en: "End round", zh: "结束比赛" },
  away: { en: "Hide result", zh: "收起成绩" },
  notPlayed: {
    en: "This game does not follow rounds: all start at once, not from one seed.",
    zh: "这个游戏不支持比赛：大家同时开始，但开局各不相同。",
  },
  queue: { en: "Words, times, a queue", zh: "提示语、限时与队列" },
  words: { en: "Words on the cover", zh: "遮挡时的提示语" },
  timed: { en: "For a time, and what then", zh: "限时与队列" },
  queueExample: { en: "2048 10m, dxs 5m, front", zh: "2048 10m，dxs 5m，注意" },
  queueHelp: {
    en: "10m and 90s are times, front covers all pages.",
    zh: "10m、90秒是时长，“注意”会遮挡所有页面。",
  },
  start: { en: "Start", zh: "开始" },
  change: { en: "Change", zh: "修改" },
  end: { en: "End", zh: "结束" },
  then: { en: "then", zh: "然后：" },
  still: { en: "time stands still", zh: "已停表" },
  games: { en: "Games", zh: "游戏" },
  find: { en: "Find: number or name", zh: "查找：编号或名称" },
  noFit: { en: "No game fits this", zh: "没有匹配的游戏" },
  broken: { en: "cannot be published", zh: "个无法发布" },
  players: { en: "Players", zh: "玩家" },
  waiting: { en: "Waiting for", zh: "正在等待" },
  allReady: { en: "Everyone is ready", zh: "全部就绪" },
  rescan: { en: "Read folders", zh: "重新读取文件夹" },
  publish: { en: "Publish", zh: "发布" },
  again: { en: "Restart", zh: "重新开始" },
  on: { en: "On now", zh: "正在进行" },
  ready: { en: "Ready", zh: "已就绪" },
  loading: { en: "Loading", zh: "加载中" },
  lobby: { en: "In the lobby", zh: "在大厅" },
  none: { en: "No players yet", zh: "还没有玩家" },
  unname: { en: "Take this name away", zh: "删除这个名字" },
  unnameSure: { en: "Take it away?", zh: "删除？" },
  add: { en: "Add a game", zh: "添加游戏" },
  drop: {
    en: "Drop a zip here, or choose one",
    zh: "把 zip 拖到这里，或点击选择",
  },
  url: { en: "or its address: https://…", zh: "或它的网址：https://…" },
  fetch: { en: "Fetch", zh: "下载" },
  remove: { en: "Remove", zh: "移除" },
  stop: { en: "Stop", zh: "停止" },
  dismiss: { en: "Dismiss", zh: "知道了" },
  unpacking: { en: "unpacking", zh: "正在解压" },
  there: { en: "ready to play", zh: "可以玩了" },
  sure: { en: "Remove it with its files?", zh: "连同文件一起移除？" },
  scores: { en: "Scores", zh: "成绩" },
  scoresOf: { en: "Game", zh: "游戏" },
  save: { en: "Save as CSV", zh: "导出 CSV" },
  clear: { en: "Clear", zh: "清空" },
  clearSure: { en: "Really clear?", zh: "确定清空？" },
  place: { en: "Place", zh: "名次" },
  player: { en: "Player", zh: "玩家" },
  score: { en: "Score", zh: "成绩" },
  made: { en: "Time", zh: "时间" },
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
    body: html`<header class="top">${MARK}<strong>coplay</strong>
<span id="address" class="soft" aria-label="${say("address")}"></span></header>
<main><noscript><p>${say("script")}</p></noscript><p id="alert" role="alert"></p>
<form id="sign-in" class="card" data-anew="${say("anew")}" hidden><h1>${say("title")}</h1>
<label for="token">${say("token")} <span class="soft">${say("help")}</span></label>
<input id="token" type="password" autocomplete="one-time-code" required>
<button class="button">${say("enter")}</button></form>
<div id="signed-in" hidden><div class="hand">${showPlayers(say)}<div class="thumb">${
      showFront(say)
    }${showRound(say)}</div>${showQueue(say)}${showScores(say)}</div>${showGames(say)}${
      showUploads(say)
    }</div></main>`,
  });
}

type Say = (name: keyof typeof TEXTS) => string;

/** Who plays, in as little room as the count takes: the list opens below it. */
function showPlayers(say: Say): Html {
  return html`
    <section>
      <details id="class" class="card">
        <summary>
    <span class="bar"><strong id="now"></strong><strong id="count"></strong></span>
    <span id="waiting" class="soft" data-waiting="${say("waiting")}" data-all="${say("allReady")}"
    data-none="${say("none")}"></span></summary>
        <ul id="players" aria-label="${say("players")}" data-ready="${say("ready")}"
          data-loading="${say("loading")}" data-lobby="${say("lobby")}" data-unname="${say(
            "unname",
          )}"
          data-sure="${say("unnameSure")}"></ul>
      </details>
    </section>
  `;
}

/** One button that covers every page, and lifts again. */
function showFront(say: Say): Html {
  return html`
    <form id="front">
      <p id="covered" role="status" hidden><span class="soft">${say("covered")}</span>
    <strong id="covered-words"></strong></p>
      <button class="button sun" data-cover="${say("front")}" data-lift="${say("lift")}">
    ${say("front")}</button>
    </form>
  `;
}

/** One button with a time: it begins a round, ends it, and puts its result away. */
function showRound(say: Say): Html {
  const times = ["1m", "2m", "3m", "5m", "10m", "15m", ""].map((time) =>
    html`<option value="${time}" ${time === "3m" && html`selected`}>${
      time === "" ? say("open") : `${time.slice(0, -1)} ${say("minutes")}`
    }</option>`
  );
  return html`
    <form id="round">
      <div class="pair"><button class="button" data-start="${say("round")}"
    data-end="${say("endRound")}" data-away="${say("away")}">${say("round")}</button>
    <select id="round-time" aria-label="${say("roundTime")}">${times}</select></div>
      <p id="round-note" class="soft" role="status" hidden>${say("notPlayed")}</p>
    </form>
  `;
}

/** The operator's own words, what is on for how long, and what follows: one line that can be changed. */
function showQueue(say: Say): Html {
  return html`
    <details id="queue" class="card">
      <summary>
        <span class="bar"><strong>${say(
          "queue",
        )}</strong><strong id="clock" role="timer"></strong></span>
        <span id="queue-now" class="soft" data-then="${say("then")}" data-still="${say("still")}"
          hidden></span>
      </summary>
      <div class="inside">
        <label for="front-words">${say("words")}</label>
        <input id="front-words" maxlength="200" placeholder="${say("front")}" autocomplete="off"
          form="front" enterkeyhint="go">
        <form id="queue-form">
          <label for="queue-line">${say("timed")}<small class="soft">${say("queueHelp")}</small>
          </label>
          <input id="queue-line" placeholder="${say("queueExample")}" autocomplete="off"
            autocapitalize="off" spellcheck="false" enterkeyhint="go" required>
          <div class="bar"><button class="button" data-start="${say("start")}"
    data-change="${say("change")}">${say("start")}</button>
    <button id="queue-end" type="button" class="button quiet" hidden>${say("end")}</button></div>
        </form>
      </div>
    </details>
  `;
}

/** The scores of one game, which the operator may choose; hidden while no game has any. */
function showScores(say: Say): Html {
  return html`
    <details id="scores" class="card" data-place="${say("place")}" data-player="${say("player")}"
      data-score="${say("score")}" data-made="${say("made")}" hidden>
      <summary><span class="bar"><strong>${say("scores")}</strong></span></summary>
      <div class="inside">
        <select id="scores-game" aria-label="${say("scoresOf")}"></select>
        <div id="scores-levels" tabindex="0" role="region" aria-label="${say("scores")}"></div>
        <div class="bar"><button id="scores-save" class="button quiet">${say("save")}</button>
    <button id="scores-clear" class="button quiet" data-clear="${say("clear")}"
      data-sure="${say("clearSure")}">${say("clear")}</button></div>
      </div>
    </details>
  `;
}

function showGames(say: Say): Html {
  return html`
    <section>
      <div class="bar"><h1>${say("games")}</h1>
    <button id="rescan" class="button quiet">${say("rescan")}</button></div>
      <div class="find"><input id="find" type="search" placeholder="${say("find")}"
    aria-label="${say("find")}" autocomplete="off" enterkeyhint="search"></div>
      <ul id="games" class="rows" data-publish="${say("publish")}" data-again="${say("again")}"
        data-on="${say("on")}"></ul>
      <p id="no-fit" class="soft" role="status" hidden>${say("noFit")}</p>
      <details id="broken" hidden>
        <summary><span id="broken-count"></span> ${say("broken")}</summary>
        <ul id="broken-games" class="rows"></ul>
      </details>
    </section>
  `;
}

/** Where the operator adds games; hidden on a host that takes none. */
function showUploads(say: Say): Html {
  return html`
    <section id="adding" hidden>
      <details class="card">
        <summary>${say("add")}</summary>
        <label id="drop" class="drop">${say("drop")}
    <input id="archive" type="file" accept=".zip,.tar,.gz,.tgz,.zst" multiple></label>
        <form id="fetch" class="send"><input id="url" type="url" required autocomplete="off"
      placeholder="${say("url")}" aria-label="${say("url")}">
          <button class="button quiet">${say("fetch")}</button></form>
        <ul id="uploads" class="rows" aria-live="polite" data-remove="${say("remove")}"
          data-stop="${say("stop")}" data-dismiss="${say("dismiss")}" data-there="${say("there")}"
          data-unpacking="${say("unpacking")}" data-sure="${say("sure")}"></ul>
      </details>
    </section>
  `;
}
