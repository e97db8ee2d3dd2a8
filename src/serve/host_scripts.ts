import { createHash } from "node:crypto";
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
import { follow, keepStream, letWorkerListen } from "./live_script.ts";
import { askForTap, coverPage } from "./tap_script.ts";

/** A script of the host's own, as browsers get it. */
export interface HostScript {
  /** The address with a version in it, so that browsers keep it until coplay itself changes. */
  readonly url: string;
  readonly body: Uint8Array<ArrayBuffer>;
}

// deno-lint-ignore ban-types
type Parts = readonly [main: Function, ...others: Function[]];

const PARTS = {
  "apart.js": [
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
  ],
  "live.js": [follow, keepStream, letWorkerListen],
  "tap.js": [askForTap, coverPage],
} as const satisfies Record<string, Parts>;

/** The name of a script, after `/.coplay/`. */
export type HostScriptName = keyof typeof PARTS;

/** Every script of the host's own by its name. */
export const HOST_SCRIPTS: ReadonlyMap<string, HostScript> = new Map(
  Object.entries(PARTS).map(([name, parts]) => [name, makeScript(name, parts)]),
);

/** Functions as a script: their text without comments and indentation, the first one called. */
function makeScript(name: string, parts: Parts): HostScript {
  const functions = parts.map((part) => part.toString().replace(/^\s*\/\/.*$/gm, ""));
  const text = `(()=>{${functions.join("\n")}\n${parts[0].name}()})()`.replace(/\n\s*/g, "\n");
  const body = new TextEncoder().encode(text);
  const version = createHash("sha256").update(body).digest("base64url").slice(0, 10);
  return { url: `/.coplay/${name}?v=${version}`, body };
}

/** The address of a script. */
export function scriptUrl(name: HostScriptName): string {
  return HOST_SCRIPTS.get(name)!.url;
}

/** Answers for a script; undefined where there is none by that name. */
export function answerScript(name: string, isVersioned: boolean): Response | undefined {
  const script = HOST_SCRIPTS.get(name);
  if (!script) return undefined;
  return new Response(script.body, {
    headers: [
      ["content-type", "text/javascript; charset=utf-8"],
      ["content-length", String(script.body.length)],
      ["cache-control", isVersioned ? "public, max-age=31536000, immutable" : "no-cache"],
      ["x-content-type-options", "nosniff"],
      // An isolated page may load it, and may start it as a worker.
      ["cross-origin-resource-policy", "same-origin"],
      ["cross-origin-embedder-policy", "require-corp"],
    ],
  });
}
