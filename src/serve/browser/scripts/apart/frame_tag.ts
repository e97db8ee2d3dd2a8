import { APART_URL } from "./apart_url.ts";
import type { OwnRoot } from "./own_root.ts";

/** What a frame without a request of its own must be told. */
export interface OwnFrame extends Pick<OwnRoot, "prefix" | "home"> {
  readonly gameId: string;
}

/** Makes the tag that separates the storage of a frame whose page the game gives itself. */
export function frameTag({ gameId, prefix, home }: OwnFrame): HTMLScriptElement {
  const tag = document.createElement("script");
  Object.assign(tag.dataset, { game: gameId, prefix, home });
  tag.setAttribute("src", APART_URL);
  return tag;
}
