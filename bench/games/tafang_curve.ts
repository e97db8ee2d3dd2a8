// The curve of the carrot game as a table: bites left and games won, by map and player.
//
//   deno run --import-map=.import_map.json bench/games/tafang_curve.ts [SEEDS]
//
// It takes some seconds, so that a map's numbers can be turned and looked at again.
import { MAPS } from "../../games/tafang/maps/maps.ts";
import { average, type Player } from "../../tests/games/tafang/players.ts";
import { print } from "../support/print.ts";

const PLAYERS: readonly Player[] = ["slings", "child", "slow", "planner"];

const seeds = Array.from({ length: Number(Deno.args[0]) || 8 }, (_, index) => index + 1);
print(["map".padEnd(12), ...PLAYERS.map((player) => player.padStart(12))].join(""));
for (const map of MAPS) {
  const cells = PLAYERS.map((player) => {
    const { carrot, won } = average(player, map, seeds);
    return `${carrot.toFixed(1)} (${won})`.padStart(12);
  });
  print(map.id.padEnd(12) + cells.join(""));
}
