import { transformSync } from "amaro";

const GAMES = new URL("../../games/", import.meta.url);

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  ts: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  svg: "image/svg+xml",
  json: "application/json",
};

/** A running server of the repository's games; disposing it ends it. */
export type GameServer = AsyncDisposable & { readonly origin: string };

/** A game's file, or its base's where the game has none. */
async function readGameFile(
  id: string,
  path: string,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const folder = new URL(`${id}/`, GAMES);
  try {
    return await Deno.readFile(new URL(path, folder));
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  const manifest: { base?: string } = JSON.parse(
    await Deno.readTextFile(new URL("game.json", folder)),
  );
  return manifest.base === undefined ? undefined : await readGameFile(manifest.base, path);
}

async function answer(request: Request): Promise<Response> {
  const match = /^\/games\/([\w-]+)\/(.*)$/.exec(new URL(request.url).pathname);
  const path = match?.[2] || "index.html";
  const body = match && await readGameFile(match[1]!, path);
  if (!body) return new Response(null, { status: 404 });
  const extension = path.slice(path.lastIndexOf(".") + 1);
  const headers = { "content-type": MEDIA_TYPES[extension] ?? "application/octet-stream" };
  if (extension !== "ts") return new Response(body, { headers });
  const source = new TextDecoder().decode(body);
  return new Response(transformSync(source, { mode: "strip-only" }).code, { headers });
}

/** Serves games/ as `coplay serve` does: overlays on their bases, TypeScript stripped of its types. */
export function serveGames(): GameServer {
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, answer);
  return {
    origin: `http://127.0.0.1:${server.addr.port}`,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}
