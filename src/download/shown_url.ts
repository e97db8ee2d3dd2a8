import { visible } from "../cli/io.ts";

/** A URL as people and logs may see it: without user and password, and safe for a terminal. */
export function shownUrl(url: URL): string {
  if (url.username === "" && url.password === "") return visible(url.href);
  const bare = new URL(url);
  bare.username = "";
  bare.password = "";
  return visible(bare.href);
}
