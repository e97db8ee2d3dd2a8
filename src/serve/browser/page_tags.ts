import { injectScripts, type PageKind } from "../assets/html_inject.ts";
import { hostFileUrl } from "./host_files.ts";

/** Gives a page of a game what keeps it apart from other games and on the published one. */
export function rewriteGamePage(
  html: Uint8Array<ArrayBuffer>,
  kind: PageKind,
): Uint8Array<ArrayBuffer> {
  return injectScripts(html, makeTags, kind);
}

/** The tags that every page of a game begins with. */
function makeTags({ hasPolicy }: { hasPolicy: boolean }): string {
  // A policy may forbid to load anything later: then all of it is loaded now.
  const live = hasPolicy ? "follow.js" : "live.js";
  return `<script src="${hostFileUrl("apart.js")}"></script>` +
    `<script src="${hostFileUrl(live)}"></script>`;
}
