import { visible } from "../../cli/io.ts";

/** A URL as people and logs may see it: without user and password, and safe for a terminal. */
export function shownUrl(url: URL): string {
  if (url.username === "" && url.password === "") return visible(url.href);
  const bare = new URL(url);
  bare.username = "";
  bare.password = "";
  return visible(bare.href);
}

/** Text that should be a URL, as it may be shown: whatever it is, what looks like a user and password goes. */
export function shownUrlText(text: string): string {
  return visible(text.replace(/(:\/\/)[^/?#\s]*@/g, "$1"));
}
