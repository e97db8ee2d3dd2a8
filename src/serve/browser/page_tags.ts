import { injectScripts, type MakeTags, type PageKind } from "../assets/html_inject.ts";
import { hostFileUrl } from "./host_files.ts";

/** Adds to a game's page the scripts that separate its storage and follow switches. */
export function rewriteGamePage(
  html: Uint8Array<ArrayBuffer>,
  kind: PageKind,
): Uint8Array<ArrayBuffer> {
  return injectScripts(html, makeTags, kind);
}

/** Makes the script tags that every page of a game begins with. */
const makeTags: MakeTags = ({ hasPolicy, root }) => {
  // A policy may forbid to load anything later, so all of it loads now.
  const live = hasPolicy ? "follow.js" : "live.js";
  const data = root ? ` data-prefix="${quote(root.prefix)}" data-home="${root.home}"` : "";
  return `<script src="${hostFileUrl("apart.js")}"${data}></script>` +
    `<script src="${hostFileUrl(live)}"></script>`;
};

/** Writes a path as an attribute's value in ASCII. */
function quote(path: string): string {
  return path.replace(/[^!-~]+|["&<]/g, encodeURIComponent);
}
