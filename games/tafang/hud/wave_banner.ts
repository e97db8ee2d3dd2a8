// The banner at the start of a wave.

import type { Notices } from "../../kit/notices.ts";
import { say } from "../../kit/language.ts";
import { monsterPortrait } from "../view/portrait.ts";
import type { Game, GameEvent } from "../rules/state.ts";
import { WORDS } from "../texts/texts.ts";
import { MONSTER_TEXTS } from "../texts/almanac.ts";

const BOSS_PX = 90;

/** Announces a wave, with the name of its boss if it has one. */
export function shoutWave(
  notices: Notices,
  { index, boss }: Extract<GameEvent, { what: "wave" }>,
  game: Game,
): void {
  if (boss) {
    notices.shout(WORDS.bossBanner, {
      values: { boss: say(MONSTER_TEXTS[boss].name) },
      danger: true,
      picture: monsterPortrait(boss, BOSS_PX),
    });
  } else if (!game.endless && index === game.waves.length - 1) {
    notices.shout(WORDS.finalBanner, { danger: true });
  } else notices.shout(WORDS.waveBanner, { values: { wave: index + 1 } });
}
