import { fileURLToPath } from "node:url";
import { Catalogue } from "../../src/serve/catalogue.ts";
import { Host } from "../../src/serve/host.ts";

const GAMES = fileURLToPath(new URL("../../games", import.meta.url));

/** A running server of the repository's games; disposing it ends it. */
export type GameServer = AsyncDisposable & { readonly origin: string };

async function openHost(): Promise<Host> {
  const catalogue = new Catalogue([{ path: GAMES, isBuiltIn: true }]);
  await catalogue.scan();
  return new Host({ catalogue, hasLobby: true, packs: false });
}

/** Serves games/ by the host that players get, every game open at `/games/ID/`. */
export function serveGames(): GameServer {
  const host = openHost();
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
