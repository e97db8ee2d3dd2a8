import { decodeId } from "../address/paths.ts";
import type { HeaderList } from "../assets/representation.ts";
import { hostFileUrl } from "../browser/host_files.ts";

/** What a game's page adds to the address of a worker: the game, as it stands in an address, and the kind. */
const MARK_REGEXP = /[?&]coplay-worker=([^&/]+)\/(classic|module)$/;

/** The game whose page starts the worker that is asked for; undefined for a request that asks for none. */
export function ownerOfWorker(query: string): string | undefined {
  const [, owner] = MARK_REGEXP.exec(query) ?? [];
  // It was written into an address, and that into a query.
  return owner === undefined ? undefined : decodeId(decodeId(owner));
}

/**
 * A worker that keeps its game's storage apart, then does what it was made for. The real script is loaded as it
 * is, so that lines and errors stay its own.
 *
 * @param headers those that every answer of the game carries whose page starts it
 */
export function answerWorker(
  { path, query }: { path: string; query: string },
  headers: HeaderList,
): Response {
  const type = query.slice(query.lastIndexOf("/") + 1);
  const urls = [hostFileUrl("apart.js"), path + query.replace(MARK_REGEXP, "")];
  const text = type === "module"
    ? urls.map((url) => `import ${JSON.stringify(url)};\n`).join("")
    : `importScripts(${urls.map((url) => JSON.stringify(url)).join(", ")});\n`;
  return answerScriptText(text, headers);
}

/** Whether a browser asks for the script of a service worker, to install or update it. */
export function isServiceWorkerRequest({ headers }: Pick<Request, "headers">): boolean {
  return headers.get("service-worker") === "script";
}

/**
 * The end of a service worker that may no longer act: one of a game that is over, or one for the whole
 * host, which would answer for every game. It takes itself away and its pages to the published game.
 */
export function answerLastWorker(): Response {
  return answerScriptText(
    `self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", async () => {
  await self.registration.unregister();
  for (const page of await self.clients.matchAll({ type: "window" })) page.navigate("/");
});
`,
    [["cross-origin-resource-policy", "same-origin"]],
  );
}

function answerScriptText(text: string, headers: HeaderList): Response {
  return new Response(text, {
    headers: [
      ["content-type", "text/javascript; charset=utf-8"],
      ["cache-control", "no-cache"],
      ...headers,
    ],
  });
}
