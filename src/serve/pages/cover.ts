import { coverPath } from "../address/paths.ts";
import { type Html, html } from "./html.ts";

/** The parts of a game that its cover is made from. */
export interface CoverGame {
  readonly id: string;
  readonly cover: string | undefined;
}

const FIELDS = ["#2f9e6b", "#4f9de8", "#f2695c", "#ffc64d"] as const;

/** A game's cover; without one, a tile with the first character of its name. */
export function coverOf(game: CoverGame, name: string): Html {
  const path = coverPath(game);
  if (path !== undefined) {
    return html`<img class="cover" src="${path}" alt="" width="600" height="400">`;
  }
  const [first = "?"] = name;
  const sum = [...game.id].reduce((sum, character) => sum + character.codePointAt(0)!, 0);
  const field = FIELDS[sum % FIELDS.length]!;
  return html`
    <svg class="cover" viewBox="0 0 600 400" aria-hidden="true"
    >
      <rect width="600" height="400" fill="${field}" />
      <circle cx="470" cy="90" r="210" fill="#fff"
        opacity=".14" />
      <circle cx="110" cy="380" r="150" fill="#1f2430" opacity=".10" />
      <text x="300" y="270"
        font-size="200" text-anchor="middle" fill="#1f2430">${first}</text>
    </svg>
  `;
}
