// Counts what each game costs on the wire in Chromium, from the address until the title stands and after the first
// tap on it, packed with gzip as a tablet of the class gets it and with brotli as this machine or https does.
//
//   deno run -P=bench --import-map=.import_map.json bench/games/sizes.ts [GAME]...
//
// Bytes do not depend on how busy the machine is.
import { LAN_NAME } from "../../tests/support/chromium.ts";
import { LiveHost, Players } from "../../tests/e2e/live_host.ts";
import { countWireBytes, untilAllPacked, untilPacked } from "../../tests/support/wire_bytes.ts";
import { firstError } from "./first_error.ts";
import { print } from "../support/print.ts";

const GAMES = ["2048", "dxs", "tafang", "zwdzjs-v1", "zwdzjs-v2", "coroutines"];
const LARGEST = 6;

async function measure(id: string, players: Players): Promise<void> {
  await using host = await LiveHost.start({}, {
    game: id,
    hasBuiltIn: true,
    hasLobby: true,
    host: { packs: true },
  });
  const game = `${host.origin}/games/${id}/`;
  await untilPacked(game);
  const first = await countWireBytes(await (await players.join()).newPage(), game);
  await untilAllPacked(host.origin, first);
  for (const [coding, name] of [["gzip", LAN_NAME], ["br", "127.0.0.1"]] as const) {
    const context = await players.join();
    const url = `${host.origin.replace("127.0.0.1", name)}/games/${id}/`;
    const { title, play, files } = await countWireBytes(await context.newPage(), url);
    print(`${id}, ${coding}: title ${title}, then ${play}`);
    for (const [path, bytes] of files.slice(0, LARGEST)) print(`  ${bytes} ${path}`);
  }
}

async function main(asked: readonly string[]): Promise<void> {
  await using players = await Players.start("--disable-gpu");
  for (const id of asked.length > 0 ? asked : GAMES) await measure(id, players);
}

if (import.meta.main) {
  await main(Deno.args).catch((error: unknown) => {
    throw firstError(error);
  });
}
