// Tells what happens on the board in words, for players who hear the game.

import { say } from "../../kit/language.ts";
import type { MonsterKind } from "../rules/monsters_table.ts";
import type { Game, GameEvent } from "../rules/state.ts";
import { peekWave } from "../rules/step.ts";
import type { Wave } from "../rules/waves.ts";
import { MONSTER_TEXTS, TOWER_TEXTS } from "../texts/almanac.ts";
import { TOLD } from "../texts/told.ts";

/** @returns what to say of an event; undefined for what is said elsewhere or too often */
export function tellEvent(event: GameEvent, game: Game): string | undefined {
  const { coins, carrot } = game;
  switch (event.what) {
    case "wave": {
      const wave = game.endless ? undefined : game.waves[event.index];
      const values = { wave: event.index + 1, who: wave ? listOf(wave) : "" };
      return wave && say(TOLD.wave, values);
    }
    case "build":
    case "upgrade": {
      const { plan, rank } = event.tower;
      return say(TOLD.built, { name: say(TOWER_TEXTS[plan.kind].name), level: rank + 1, coins });
    }
    case "sell":
      return say(TOLD.sold, { name: say(TOWER_TEXTS[event.tower.plan.kind].name), coins });
    case "clear":
      return say(TOLD.cleared, { coins: event.coins });
    case "bite": {
      const name = say(MONSTER_TEXTS[event.monster.plan.kind].name);
      return say(TOLD.bite, { name, carrot: Math.max(0, carrot) });
    }
    default:
      return undefined;
  }
}

/** @returns the whole board in a few sentences */
export function tellBoard(game: Game): string {
  const { wave, waves, endless, coins, carrot, towers, monsters } = game;
  const values = {
    wave: endless ? wave : `${wave}/${waves.length}`,
    coins,
    carrot: Math.max(0, carrot),
    towers: towers.length,
  };
  const parts = [say(TOLD.board, values)];
  const nearest = Math.min(...monsters.map(({ path, distance }) => path.length - distance));
  if (monsters.length > 0) {
    parts.push(say(TOLD.walking, { who: whoWalks(game), cells: Math.max(0, Math.round(nearest)) }));
  }
  const next = peekWave(game);
  if (next && game.streams.length === 0) parts.push(say(TOLD.next, { who: listOf(next) }));
  return parts.join(say(TOLD.between));
}

function whoWalks({ monsters }: Game): string {
  const counts = new Map<MonsterKind, number>();
  for (const { plan } of monsters) counts.set(plan.kind, (counts.get(plan.kind) ?? 0) + 1);
  return join([...counts]);
}

function listOf(wave: Wave): string {
  return join(wave.map(({ kind, count }) => [kind, count] as const));
}

function join(counts: readonly (readonly [MonsterKind, number])[]): string {
  return counts.map(([kind, count]) =>
    say(TOLD.count, { count, name: say(MONSTER_TEXTS[kind].name) })
  ).join(say(TOLD.comma));
}
