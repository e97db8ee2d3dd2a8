import { decodeId } from "../address/paths.ts";
import type { HeaderList } from "../assets/representation.ts";
import { hostFileUrl } from "../browser/host_files.ts";

/**
 * The mark that a game's page adds to a worker's address: the game's ID, as it stands in an address, and the kind of
 * worker.
 */
const MARK_REGEXP = /[?&]coplay-worker=([^?&/]+)\/(classic|module)$/;

/** Returns the game whose page starts this worker; undefined for a request without a mark. */
export function ownerOfWorker(query: string): string | undefined {
  const [, owner] = MARK_REGEXP.exec(query) ?? [];
  // The ID was encoded twice: into a path, and that into a query.
  return owner === undefined ? undefined : decodeId(decodeId(owner));
}

/**
 * Answers with a script that separates the worker's storage and then loads the real script unchanged, so that its
 * lines and errors stay its own.
 *
 * @param headers the headers of the game whose page starts the worker
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
 * Answers with a service worker that unregisters itself and sends its pages to the published game. It replaces one
 * of a closed game, and one for the whole host, which would answer for every game.
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
