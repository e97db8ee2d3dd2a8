import { fileURLToPath } from "node:url";
import { Catalogue } from "../../src/serve/catalogue/catalogue.ts";
import { Host } from "../../src/serve/live/host.ts";

const GAMES = fileURLToPath(new URL("../../games", import.meta.url));

/** A running server of the repository's games; disposing it ends it. */
export type GameServer = AsyncDisposable & { readonly origin: string };

async function openHost(published: string | undefined): Promise<Host> {
  const catalogue = new Catalogue([{ path: GAMES, isBuiltIn: true }]);
  await catalogue.scan();
  const host = new Host({ catalogue, hasLobby: published === undefined, packs: false });
  if (published !== undefined) await host.publish(catalogue.get(published)!);
  return host;
}

/**
 * Serves games/ with coplay's own host, every game open at `/games/ID/`.
 *
 * @param published the only open game; undefined opens all
 */
export function serveGames(published?: string): GameServer {
  const host = openHost(published);
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    async (request, info) => await (await host).handler(request, info),
  );
  return {
    origin: `http://127.0.0.1:${server.addr.port}`,
    [Symbol.asyncDispose]: async () => {
      await server.shutdown();
      (await host).close();
    },
  };
}
