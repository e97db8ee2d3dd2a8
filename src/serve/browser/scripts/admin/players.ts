import type { Act } from "./ask_host.ts";
import { findPart } from "./page_part.ts";

/** A player as the admin API lists them. */
export interface ListedPlayer {
  /** Null for a player at another host. */
  readonly number: number | null;
  /** Null for a player without a name. */
  readonly name: string | null;
  readonly address: string;
  readonly device: string;
  /** Null in the lobby. */
  readonly gameId: string | null;
  readonly game: Record<string, string> | null;
  readonly isReady: boolean;
}

/** The players and what they should play. */
export interface ListedClass {
  readonly players: readonly ListedPlayer[];
  /** How many have loaded the published game. */
  readonly ready: number;
  readonly published: { readonly id: string; readonly name: Record<string, string> } | undefined;
}

/** A second press within this time says yes, in milliseconds. */
const SURE_MS = 5000;

/** The name that is to go, once its button is pressed again; the rows come anew meanwhile. */
let asked: { readonly name: string; readonly untilMs: number } | undefined;
let shown = "";

/** Shows the published game, how many have loaded it, who has not, and the list of all players. */
export function showPlayers({ players, ready, published }: ListedClass, act: Act): void {
  const language = document.documentElement.lang.slice(0, 2);
  const words = findPart("players").dataset;
  findPart("now").textContent = published?.name[language] ?? "";
  findPart("count").textContent = players.length > 0 ? `${ready}/${players.length}` : "";
  const waiting = players.filter(({ isReady }) => !isReady);
  findPart("waiting").textContent = describeWaiting(waiting, players.length);
  const isAsking = asked !== undefined && performance.now() < asked.untilMs;
  if (!isAsking) asked = undefined;
  const now = JSON.stringify([players, published, asked]);
  // Rows that have not changed stay, so that a finger meets what it aimed at.
  if (now === shown) return;
  shown = now;
  const sorted = players.toSorted((a, b) => Number(a.isReady) - Number(b.isReady));
  const rows = sorted.map((player) => {
    const row = document.createElement("li");
    const who = document.createElement("span");
    const number = player.number === null ? "–" : `${player.number}.`;
    who.append(`${number} `, ...describe(player, act));
    const state = document.createElement("span");
    state.className = player.isReady ? "soft" : "wait";
    const doing = player.isReady ? words.ready! : words.loading!;
    const elsewhere = player.gameId === published?.id ? "" : `${player.game?.[language]} · `;
    state.textContent = player.game ? elsewhere + doing : words.lobby!;
    row.append(who, state);
    return row;
  });
  findPart("players").replaceChildren(...rows);
}

/** Makes the button that takes a name away, and asks by itself whether that is meant. */
function makeButton(name: string, act: Act): HTMLButtonElement {
  const { unname, sure } = findPart("players").dataset;
  const button = document.createElement("button");
  button.className = "unname";
  const draw = () => {
    const isSure = asked?.name === name;
    button.textContent = isSure ? sure! : "×";
    button.classList.toggle("sure", isSure);
    button.setAttribute("aria-label", `${isSure ? sure : unname}: ${name}`);
  };
  draw();
  button.onclick = () => {
    if (asked?.name === name) {
      asked = undefined;
      act({ method: "DELETE", path: `names?player=${encodeURIComponent(name)}` });
    } else {
      asked = { name, untilMs: performance.now() + SURE_MS };
      draw();
    }
  };
  return button;
}

/** Says in one line for whom the class waits. */
function describeWaiting(waiting: readonly ListedPlayer[], count: number): string {
  const { none, all, waiting: start } = findPart("waiting").dataset;
  if (count === 0) return none!;
  if (waiting.length === 0) return all!;
  const isEnglish = document.documentElement.lang === "en";
  return isEnglish
    ? `${start}: ${waiting.map(nameOf).join(", ")}`
    : `${start}：${waiting.map(nameOf).join("、")}`;
}

/** The player's name, which may run from right to left, how to take it away, and where they are. */
function describe(player: ListedPlayer, act: Act): (Node | string)[] {
  if (player.name === null) return [placeOf(player)];
  const name = document.createElement("bdi");
  name.textContent = player.name;
  const place = document.createElement("small");
  place.className = "soft";
  place.textContent = placeOf(player);
  return [name, " ", makeButton(player.name, act), place];
}

function nameOf(player: ListedPlayer): string {
  // In a line of text, what marks a direction keeps it to the name.
  return player.name === null ? placeOf(player) : `\u2068${player.name}\u2069`;
}

function placeOf({ device, address }: ListedPlayer): string {
  return device === "?" ? address : `${device} ${address}`;
}
