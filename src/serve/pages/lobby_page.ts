import type { Language, Text } from "../../cli/language.ts";
import { gamePath } from "../address/paths.ts";
import { coverOf } from "./cover.ts";
import { type Html, html } from "./html.ts";
import { answerPage, MARK } from "./page_shell.ts";

/** A game in the lobby. */
export interface ShelfGame {
  readonly id: string;
  readonly name: Text;
  readonly description: Text | undefined;
  readonly cover: string | undefined;
  /** How many play it now. */
  readonly players: number;
}

/** The content of the lobby page. */
export interface Lobby {
  readonly language: Language;
  readonly published: ShelfGame | undefined;
  /** Every other game. */
  readonly games: readonly ShelfGame[];
}

const TEXTS = {
  title: { en: "Games", zh: "游戏" },
  on: { en: "On now", zh: "正在进行" },
  play: { en: "Play", zh: "开始玩" },
  more: { en: "More games", zh: "更多游戏" },
  empty: { en: "No games here yet", zh: "这里还没有游戏" },
  emptyHelp: {
    en: "Ask whoever runs the games to put one in. Then load this page again.",
    zh: "请让老师或主持人放入一个游戏，然后刷新本页。",
  },
} as const satisfies Record<string, Text>;

/** Answers with the page of all games, for players who choose for themselves. */
export function answerLobbyPage({ language, published, games }: Lobby): Response {
  const say = (text: Text) => text[language];
  const shelf = html`<ul class="shelf">${games.map((game) => showGame(game, language))}</ul>`;
  const body = html`<header class="top">${MARK}<strong>coplay</strong></header>
<main>
<h1 hidden>${say(TEXTS.title)}</h1>
${published && showHero(published, language)}
${games.length > 0 && published && html`<h2>${say(TEXTS.more)}</h2>`}
${games.length > 0 ? shelf : !published && showEmpty(language)}
</main>`;
  return answerPage({
    language,
    title: `${say(TEXTS.title)} · coplay`,
    kind: "lobby",
    body,
    scripts: ["live.js", "lobby.js"],
  });
}

function showHero(game: ShelfGame, language: Language): Html {
  const name = game.name[language];
  return html`<a class="hero card" href="${gamePath(game.id)}">${coverOf(game, name)}
<div class="words"><span class="tag">${TEXTS.on[language]}</span><h1>${name}</h1>
${game.description && html`<p>${game.description[language]}</p>`}
<p class="count">${PEOPLE}${countPlayers(game.players, language)}</p>
<span class="button">${PLAY}${TEXTS.play[language]}</span></div></a>`;
}

function showGame(game: ShelfGame, language: Language): Html {
  const name = game.name[language];
  return html`<li><a class="card" href="${gamePath(game.id)}">${coverOf(game, name)}
<div class="words"><h2>${name}</h2>
${game.description && html`<p class="about soft">${game.description[language]}</p>`}
${game.players > 0 && html`<p class="count">${PEOPLE}${countPlayers(game.players, language)}</p>`}
</div></a></li>`;
}

const PLAY: Html = html`
  <svg viewBox="0 0 20 24" aria-hidden="true">
    <path d="M2 2v20l16-10z" fill="currentColor"
      stroke="currentColor" stroke-width="3" stroke-linejoin="round" />
  </svg>
`;

const PEOPLE: Html = html`
  <svg viewBox="0 0 22 16" aria-hidden="true" fill="currentColor">
    <circle cx="7" cy="4.5" r="3.5" />
    <path d="M0 16a7 7 0 0 1 14 0z" />
    <circle cx="16" cy="6" r="2.5" opacity=".7" />
    <path d="M15.5 16a9 9 0 0 0-2-5.6A5.5 5.5 0 0 1 22 15v1z" opacity=".7" />
  </svg>
`;

/** Says how many are playing. */
function countPlayers(count: number, language: Language): string {
  if (language === "zh") return count === 0 ? "还没有人在玩" : `${count} 人正在玩`;
  return count === 0 ? "Nobody is playing yet" : `${count} playing now`;
}

/** The lobby without any games. */
function showEmpty(language: Language): Html {
  return html`
    <div class="empty">
      <svg viewBox="0 0 280 180" aria-hidden="true"
      >
        <rect x="20" y="128" width="240" height="12" rx="6" fill="var(--line)" />
        <rect x="44" y="62"
          width="54" height="66" rx="10" fill="none" stroke="var(--line)" stroke-width="3"
          stroke-dasharray="8 7" />
        <rect x="113" y="62" width="54" height="66" rx="10" fill="none"
          stroke="var(--line)" stroke-width="3" stroke-dasharray="8 7" />
        <g transform="rotate(-9 210 96)"
        >
          <rect x="184" y="58" width="54" height="66" rx="10" fill="#ffc64d" />
          <circle cx="202" cy="86" r="4"
            fill="#1f2430" />
          <circle cx="220" cy="86" r="4" fill="#1f2430" />
          <path d="M201 102q10 8 20 0"
            fill="none" stroke="#1f2430" stroke-width="3" stroke-linecap="round" />
        </g>
      </svg>
      <h1>${TEXTS.empty[language]}</h1>
      <p class="soft">${TEXTS.emptyHelp[language]}</p>
    </div>
  `;
}
