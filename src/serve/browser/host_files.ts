import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { rankEncodings } from "../../http/accept_encoding.ts";
import { PAGE_STYLE } from "./page_style.ts";
import { SCRIPT_NAMES, type ScriptName } from "./script_names.ts";
import { readScript, scriptVersion } from "./script_source.ts";
import { HOST_PATH } from "../address/paths.ts";

/** The name of a file of the host, which browsers load as `/.coplay/NAME`. */
export type HostFileName = `${ScriptName}.js` | "page.css";

/** A file as browsers receive it. */
interface HostFile {
  readonly mediaType: string;
  readonly body: Uint8Array<ArrayBuffer>;
  /** The same in gzip: scripts load before everything else of a page. */
  readonly packed: Uint8Array<ArrayBuffer>;
}

const STYLE = PAGE_STYLE.replace(/\n\s*/g, "\n");
const STYLE_VERSION = createHash("sha256").update(STYLE).digest("base64url").slice(0, 10);

/** Makes each file at its first request. */
const MAKERS: ReadonlyMap<string, () => Promise<HostFile>> = new Map([
  ["page.css", () => Promise.resolve(makeFile("text/css", STYLE))],
  ...SCRIPT_NAMES.map((name) =>
    [`${name}.js`, async () => makeFile("text/javascript", await readScript(name))] as const
  ),
]);

const made = new Map<string, Promise<HostFile>>();

function makeFile(mediaType: string, text: string): HostFile {
  const body = new TextEncoder().encode(text);
  return { mediaType, body, packed: new Uint8Array(gzipSync(body, { level: 9 })) };
}

/** The URL of a file, with a version so that browsers cache it until coplay itself changes. */
export function hostFileUrl(name: HostFileName): string {
  return `${HOST_PATH}${name}?v=${name === "page.css" ? STYLE_VERSION : scriptVersion()}`;
}

/** Answers a request for a file of the host; undefined where there is none of that name. */
export function answerHostFile(name: string, request: Request): Promise<Response> | undefined {
  const make = MAKERS.get(name);
  if (!make) return undefined;
  const file = made.get(name) ?? make();
  made.set(name, file);
  return file.then((file) => sendFile(file, request));
}

function sendFile(file: HostFile, { url, headers }: Request): Response {
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
      // The operator's page, which has an opaque origin, may load it; an isolated page may start it as a worker.
      ["cross-origin-resource-policy", "cross-origin"],
      ["cross-origin-embedder-policy", "require-corp"],
    ],
  });
}
