// Measures how a switch reaches three hundred players.
import { switchUnder } from "./switch_under_players.ts";
import { median } from "../support/measure.ts";
import type { Row } from "../support/row.ts";
import type { Ground } from "./work.ts";

const PLAYERS = 300;

/** Measures the times and the memory of several switches, each of a new host with new players. */
export async function measureFollowing({ rounds }: Ground): Promise<Omit<Row, "date">[]> {
  const longest: number[] = [];
  const p99: number[] = [];
  const memory: number[] = [];
  const covered: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const { seen, coveredMs, heldMiB, afterMiB } = await switchUnder(PLAYERS);
    const told = seen.map(({ toldMs }) => toldMs).toSorted((a, b) => a - b);
    longest.push(told.at(-1)! / 1000);
    p99.push(told[Math.ceil(0.99 * told.length) - 1]! / 1000);
    covered.push(Math.max(...coveredMs) / 1000);
    memory.push(Math.max(heldMiB, afterMiB));
  }
  const [all, most, mib] = [median(longest), median(p99), Math.max(...memory)];
  const front = median(covered);
  return [{
    id: "serve-players",
    what: {
      en: `one switch for ${PLAYERS} players on event streams`,
      zh: `${PLAYERS} 名玩家保持事件流时切换一次游戏`,
    },
    rounds,
    measured: {
      "all told in": `${all.toFixed(2)} s`,
      "p99": `${most.toFixed(2)} s`,
      "all covered in": `${front.toFixed(2)} s`,
      "memory": `${Math.round(mib)} MiB`,
    },
    ratios: [
      { of: "until all are told, in seconds", value: all, target: 0.5 },
      { of: "p99 of that, in seconds", value: most, target: 0.2 },
      { of: "until all are covered, in seconds", value: front, target: 1 },
      { of: "memory of the host, in MiB", value: mib, target: 250 },
    ],
  }];
}
