import { visible } from "../../cli/io.ts";

/** Formats a URL for people and logs: without user and password, and safe for a terminal. */
export function shownUrl(url: URL): string {
  if (url.username === "" && url.password === "") return visible(url.href);
  const bare = new URL(url);
  bare.username = "";
  bare.password = "";
  return visible(bare.href);
}

/** Removes from text that should be a URL whatever looks like a user and password, for showing it. */
export function shownUrlText(text: string): string {
  return visible(text.replace(/(:\/\/)[^/?#\s]*@/g, "$1"));
}
