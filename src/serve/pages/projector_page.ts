import type { Language, Text } from "../../cli/language.ts";
import { coverOf } from "./cover.ts";
import { html } from "./html.ts";
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
} as const satisfies Record<string, Text>;

/** Answers with the page for a classroom projector: the address and its QR code, large, and the published game. */
export function answerProjectorPage(projection: Projection): Response {
  const { language, address, game, generation } = projection;
  const name = game ? game.name[language] : TEXTS.none[language];
  const shown = address.replace(/^http:\/\/|\/$/g, "");
  return answerPage({
    language,
    title: `${name} · coplay`,
    kind: "projector",
    scripts: ["projector.js"],
    body: html`
      <main data-generation="${generation}" data-address="${address}">
        <div class="qr">${qrPicture(address, address)}</div>
        <section class="now">${game ? coverOf(game, name) : MARK}<h1>${name}</h1>
      <p class="clock" id="clock" role="timer" hidden></p>
      <p class="then" id="then" data-then="${TEXTS.then[language]}" hidden></p>
      <p class="players" data-players>${countReady(projection)}</p></section>
        <section class="join">
          <p class="step">${TEXTS.join[language]}</p>
          <p class="address ${shown.length > 22 && "long"}">${shown}</p>
        </section>
        <p class="words" id="words" role="status" hidden></p>
      </main>
    `,
  });
}
