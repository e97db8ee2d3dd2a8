import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { rankEncodings } from "../../http/accept_encoding.ts";
import {
  askHost,
  describeGame,
  findPart,
  runAdmin,
  showFace,
  showGames,
  showPlayers,
} from "./admin_script.ts";
import {
  keepApart,
  keepCachesApart,
  keepChannelsApart,
  keepCookiesApart,
  keepDatabasesApart,
  keepFilesApart,
  keepStoragesApart,
  markWorkers,
  storageHandler,
  wrapMethod,
  wrapStorageMethods,
} from "./apart_script.ts";
import { follow, keepStream, letWorkerListen, live, mayMove } from "./live_script.ts";
import { keepShelfFresh } from "./lobby_script.ts";
import { PAGE_STYLE } from "./page_style.ts";
import { followSwitches, showCount } from "./projector_script.ts";
import { goSecure } from "./secure_script.ts";
import { askForTap, coverPage } from "./tap_script.ts";
import { HOST_PATH } from "../address/paths.ts";

/** A file of the host's own, as browsers get it. */
interface HostFile {
  /** The address with a version in it, so that browsers keep it until coplay itself changes. */
  readonly url: string;
  readonly mediaType: string;
  readonly body: Uint8Array<ArrayBuffer>;
  /** The same in gzip: they stand before everything else of a page. */
  readonly packed: Uint8Array<ArrayBuffer>;
}

// deno-lint-ignore ban-types
type Parts = readonly [main: Function, ...others: Function[]];

const FILES = {
  "apart.js": makeScript([
    keepApart,
    wrapMethod,
    keepDatabasesApart,
    keepCachesApart,
    keepFilesApart,
    keepChannelsApart,
    keepCookiesApart,
    markWorkers,
    keepStoragesApart,
    wrapStorageMethods,
    storageHandler,
  ]),
  "follow.js": makeScript([follow, mayMove, keepStream, letWorkerListen]),
  "tap.js": makeScript([askForTap, coverPage]),
  "admin.js": makeScript([
    runAdmin,
    findPart,
    askHost,
    showGames,
    describeGame,
    showFace,
    showPlayers,
  ]),
  "lobby.js": makeScript([keepShelfFresh]),
  "projector.js": makeScript([followSwitches, showCount]),
  "secure.js": makeScript([goSecure]),
  "page.css": PAGE_STYLE.replace(/\n\s*/g, "\n"),
} as const satisfies Record<string, string>;

/** The name of a file, after `/.coplay/`. */
export type HostFileName = keyof typeof FILES | "live.js";

const HOST_FILES: Map<string, HostFile> = new Map(
  Object.entries(FILES).map(([name, text]) => [name, makeFile(name, text)]),
);
// What every page waits for is short; it names the rest.
HOST_FILES.set(
  "live.js",
  makeFile("live.js", makeScript([live, mayMove], hostFileUrl("follow.js"))),
);

/** Functions as a script: their text without comments and indentation, the first one called. */
function makeScript(parts: Parts, argument = ""): string {
  const functions = parts.map((part) => part.toString().replace(/^\s*\/\/.*$/gm, ""));
  const call = `${parts[0].name}(${argument && JSON.stringify(argument)})`;
  return `(()=>{${functions.join("\n")}\n${call}})()`.replace(/\n\s*/g, "\n");
}

function makeFile(name: string, text: string): HostFile {
  const body = new TextEncoder().encode(text);
  const version = createHash("sha256").update(body).digest("base64url").slice(0, 10);
  const mediaType = name.endsWith(".css") ? "text/css" : "text/javascript";
  const packed = new Uint8Array(gzipSync(body, { level: 9 }));
  return { url: `${HOST_PATH}${name}?v=${version}`, mediaType, body, packed };
}

/** The address of a file. */
export function hostFileUrl(name: HostFileName): string {
  return HOST_FILES.get(name)!.url;
}

/** Answers for a file; undefined where there is none by that name. */
export function answerHostFile(name: string, { url, headers }: Request): Response | undefined {
  const file = HOST_FILES.get(name);
  if (!file) return undefined;
  const [coding] = rankEncodings(headers.get("accept-encoding"), ["gzip"]);
  const body = coding === "gzip" ? file.packed : file.body;
  const age = url.includes("?v=") ? "public, max-age=31536000, immutable" : "no-cache";
  return new Response(body, {
    headers: [
      ["content-type", `${file.mediaType}; charset=utf-8`],
      ["content-length", String(body.length)],
      ...(coding === "gzip" ? [["content-encoding", "gzip"] as [string, string]] : []),
      ["vary", "accept-encoding"],
      ["cache-control", `${age}, no-transform`],
      ["x-content-type-options", "nosniff"],
      // An isolated page may load it, and may start it as a worker.
      ["cross-origin-resource-policy", "same-origin"],
      ["cross-origin-embedder-policy", "require-corp"],
    ],
  });
}
