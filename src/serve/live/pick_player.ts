import { visible } from "../../cli/io.ts";
import type { Text } from "../../cli/language.ts";
import type { ListedPlayer } from "./player.ts";
import { nameKey, type PlayerName, shownName } from "./player_names.ts";

/** A player who has a name. */
export type NamedPlayer = ListedPlayer & { readonly name: PlayerName };

/** The named player whom the operator means, or why there is none. */
export type PickedPlayer =
  | { readonly kind: "player"; readonly player: NamedPlayer }
  | { readonly kind: "none" | "several"; readonly why: Text };

/**
 * Picks the player whom the operator means: by the name that lists show, by the number (`7`, or `#7` where somebody is
 * called 7), or by a part of a name that nobody else has.
 */
export function pickPlayer(listed: readonly ListedPlayer[], typed: string): PickedPlayer {
  const wanted = nameKey(typed.trim());
  if (wanted === "") return { kind: "none", why: NOBODY_NAMED };
  const named = listed.filter((player): player is NamedPlayer => player.name !== null);
  const by = (fits: (key: string) => boolean) =>
    named.filter(({ name }) => fits(nameKey(shownName(name))));
  const [, digits] = /^#?(\d{1,6})$/.exec(wanted) ?? [];
  const numbered = digits === undefined
    ? []
    : listed.filter(({ number }) => number === Number(digits));
  const exact = wanted.startsWith("#") && digits ? [] : by((key) => key === wanted);
  // Digits alone are a number: a mistyped one must not take the name that contains it.
  const parts = digits === undefined ? by((key) => key.includes(wanted)) : [];
  const [first, ...others] = [exact, numbered, parts].find(({ length }) => length > 0) ?? [];
  if (!first) return { kind: "none", why: nobodyText(typed) };
  if (others.length > 0) return { kind: "several", why: severalText(typed, [first, ...others]) };
  if (first.name === null) return { kind: "none", why: namelessText(first.number) };
  return { kind: "player", player: { ...first, name: first.name } };
}

const NOBODY_NAMED: Text = {
  en: "Say whose name is to go: unname Ming, or the player's number: unname 3",
  zh: "请写上要删除谁的名字：删名 小明；也可以写玩家编号：删名 3",
};

function nobodyText(typed: string): Text {
  const shown = visible(typed.trim());
  return { en: `Nobody is called "${shown}"`, zh: `没有叫“${shown}”的玩家` };
}

function severalText(typed: string, players: readonly ListedPlayer[]): Text {
  const shown = visible(typed.trim());
  const names = players.map(({ name }) => visible(shownName(name!)));
  return {
    en: `"${shown}" may be ${names.join(" or ")}: type the whole name`,
    zh: `“${shown}”可能是${names.join("或")}：请输入完整的名字`,
  };
}

function namelessText(number: number | null): Text {
  return { en: `Player ${number} has no name`, zh: `玩家 ${number} 没有名字` };
}
