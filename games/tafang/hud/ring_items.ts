// The choices of the ring: towers on a free cell; upgrade, sale and aim on a tower.

import { type Action, type Refusal, sellPrice } from "../rules/actions.ts";
import { type Brush, ellipse, form, shape, stroke } from "../art/brush.ts";
import { drawCoinArt } from "../view/effects.ts";
import { say, type Text } from "../../kit/language.ts";
import { iconPortrait, towerPortrait } from "../view/portrait.ts";
import type { RingItem } from "./ring.ts";
import type { AimMode, Game, Tower } from "../rules/state.ts";
import { WORDS } from "../texts/texts.ts";
import { TOWER_TEXTS } from "../texts/almanac.ts";
import { STEPS_PER_SECOND } from "../rules/clock.ts";
import { levelOf, type TowerLevel } from "../rules/towers_table.ts";

/** Performs an action; returns the reason where it is refused. */
export type Do = (action: Action) => Refusal | undefined;

const PICTURE_PX = 58;

/** Lists the towers for a free cell. */
export function buildItems(
  game: Game,
  { cx, cy }: { cx: number; cy: number },
  run: Do,
): RingItem[] {
  return game.map.offers.map((kind) => {
    const { cost, range } = levelOf(kind, 0);
    return {
      id: kind,
      label: () => say(WORDS.price, { name: say(TOWER_TEXTS[kind].name), cost }),
      about: () => say(TOWER_TEXTS[kind].about),
      picture: towerPortrait(kind, 0, PICTURE_PX),
      tag: () => String(cost),
      isPossible: () => game.coins >= cost,
      range,
      run: () => run({ do: "build", cx, cy, tower: kind }),
    };
  });
}

const AIM_MODES: readonly AimMode[] = ["first", "strong", "near"];
const AIM_WORDS = {
  first: WORDS.aimFirst,
  strong: WORDS.aimStrong,
  near: WORDS.aimNear,
} as const;

const AIM_TAGS = {
  first: WORDS.aimFirstTag,
  strong: WORDS.aimStrongTag,
  near: WORDS.aimNearTag,
} as const;

/** Lists the actions for a tower. */
export function towerItems(game: Game, tower: Tower, run: Do): RingItem[] {
  const items = [upgradeItem(game, tower, run)];
  if (tower.plan.attack !== "aura") items.push(aimItem(tower, run));
  items.push({
    id: "sell",
    label: () => say(WORDS.sell, { cost: sellPrice(tower) }),
    picture: iconPortrait(PICTURE_PX, drawSale),
    tag: () => `+${sellPrice(tower)}`,
    isPossible: () => true,
    range: tower.level.range,
    run: () => run({ do: "sell", cx: tower.cx, cy: tower.cy }),
  });
  return items;
}

function upgradeItem(game: Game, tower: Tower, run: Do): RingItem {
  const top = tower.rank >= 2;
  const next = levelOf(tower.plan.kind, tower.rank + 1);
  return {
    id: "upgrade",
    label: () => top ? say(WORDS.top) : say(WORDS.upgrade, { cost: next.cost }),
    about: () => top ? say(TOWER_TEXTS[tower.plan.kind].about) : sayGains(tower, next),
    better: !top,
    picture: top
      ? iconPortrait(PICTURE_PX, drawCrown)
      : towerPortrait(tower.plan.kind, tower.rank + 1, PICTURE_PX),
    tag: () => top ? "★★★" : String(next.cost),
    isPossible: () => !top && game.coins >= next.cost,
    range: next.range,
    run: () => run({ do: "upgrade", cx: tower.cx, cy: tower.cy }),
  };
}

/** Says what a tower gains on its next level, a line each, because a line broken in the middle of a gain reads badly. */
export function sayGains({ level, plan }: Tower, next: TowerLevel): string {
  const share = ({ haste }: TowerLevel) => `+${Math.round(haste * 100)}%`;
  const perSecond = ({ waitSteps }: TowerLevel) => (STEPS_PER_SECOND / waitSteps).toFixed(1);
  const gains: [Text, string | number, string | number][] = plan.attack === "aura"
    ? [[WORDS.pace, share(level), share(next)]]
    : [
      [WORDS.damage, level.damage + level.burn, next.damage + next.burn],
      [WORDS.rate, perSecond(level), perSecond(next)],
    ];
  return [...gains, [WORDS.range, level.range, next.range] as const]
    .filter(([, from, to]) => from !== to)
    .map(([what, from, to]) => say(WORDS.change, { what: say(what), from, to }))
    .join("\n");
}

function aimItem(tower: Tower, run: Do): RingItem {
  return {
    id: "aim",
    label: () => say(WORDS.aim, { mode: say(AIM_WORDS[tower.aim]) }),
    picture: iconPortrait(PICTURE_PX, drawTarget),
    tag: () => say(AIM_TAGS[tower.aim]),
    isPossible: () => true,
    range: tower.level.range,
    stays: true,
    run: () => {
      const mode = AIM_MODES[(AIM_MODES.indexOf(tower.aim) + 1) % AIM_MODES.length]!;
      run({ do: "aim", cx: tower.cx, cy: tower.cy, mode });
    },
  };
}

function drawSale(c: Brush): void {
  c.save();
  c.translate(8, 8);
  c.scale(2.6, 2.6);
  drawCoinArt(c);
  c.restore();
  stroke(c, shape("M-8-34C-36-30-42-6-32 14M-44 6l11 10 9-13"), "#3c5a2e", 12);
  stroke(c, shape("M-8-34C-36-30-42-6-32 14M-44 6l11 10 9-13"), "#8fd45f", 6);
}

function drawTarget(c: Brush): void {
  form(c, ellipse(0, 0, 36), "#fff6e4", { size: 30 });
  form(c, ellipse(0, 0, 23), "#ff6f5e", { size: 18, line: 2.4 });
  form(c, ellipse(0, 0, 9), "#fff6e4", { size: 8, line: 2.4 });
}

function drawCrown(c: Brush): void {
  form(c, shape("M-36 24L-42-22L-20-2L0-34L20-2L42-22L36 24Z"), "#ffcb3a", { size: 30 });
  for (const x of [-20, 0, 20]) form(c, ellipse(x, 12, 5), "#f2695c", { size: 5, line: 2 });
}
