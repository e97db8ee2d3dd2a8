import { findPart } from "./page_part.ts";

/** A player as the admin API lists them. */
export interface ListedPlayer {
  /** Null for a player at another host. */
  readonly number: number | null;
  readonly address: string;
  readonly device: string;
  readonly game: Record<string, string> | null;
  readonly isReady: boolean;
}

/** Lists the players, those who have not loaded the game first. */
export function showPlayers(
  { players, ready }: { players: readonly ListedPlayer[]; ready: number },
): void {
  const language = document.documentElement.lang.slice(0, 2);
  const words = findPart("players").dataset;
  findPart("count").textContent = players.length > 0 ? `${ready}/${players.length}` : "";
  const sorted = players.toSorted((a, b) => Number(a.isReady) - Number(b.isReady));
  const rows = sorted.map(({ number, address, device, game, isReady }) => {
    const row = document.createElement("li");
    row.className = "card";
    const who = document.createElement("span");
    who.textContent = `${number === null ? "–" : `${number}.`} ${
      device === "?" ? "" : device
    } ${address}`;
    const state = document.createElement("span");
    state.className = isReady ? "soft" : "wait";
    const doing = isReady ? words.ready! : words.loading!;
    state.textContent = game ? `${game[language]} · ${doing}` : words.lobby!;
    row.append(who, state);
    return row;
  });
  const none = document.createElement("li");
  none.className = "card soft";
  none.textContent = words.none!;
  findPart("players").replaceChildren(...(rows.length > 0 ? rows : [none]));
}
