// Which line of a program's Python does what a line of its JavaScript does, so that both can be followed.

/** Pairs `JavaScript:Python` of line numbers, by the ids of variants; a line without a pair has no twin. */
const PAIRS: Readonly<Record<string, string>> = {
  turns: "3:1 6:5 7:6 8:7 12:10 13:11 14:12 17:14 18:15 19:17 20:18",
  turns_library: "3:3 6:7 7:8 8:9 12:12 13:13 14:14 16:16",
  switches: "3:3 5:19 6:7 7:8 8:9 10:10 13:20 14:14 15:15 16:16 20:22 21:23",
  waits: "2:1 3:2 4:4 7:8 8:9 9:10 13:13 14:14 15:15 17:18 18:19 20:20",
  blocking:
    "2:3 3:4 4:6 5:7 7:1 9:16 10:16 13:9 16:14 17:15 18:16 22:19 23:20 24:21 26:24 27:25 29:26",
  one_by_one: "2:1 4:4 7:8 8:10 11:13 12:14 13:15",
  all_at_once: "2:1 4:4 7:8 8:10 11:13 12:14 13:15 15:16",
  at_most: "2:2 4:6 7:10 8:12 11:15 13:16 14:17 16:18",
  server: "2:1 3:3 4:7 7:13 8:14 9:15 10:16 11:18 13:19 14:21 17:29 18:30 19:31",
  server_waits: "2:1 3:3 4:7 7:13 8:14 9:15 10:16 11:18 13:19 14:21 17:29 18:30 19:31 20:32",
  computing: "2:3 4:5 7:9 8:10 9:11 14:21 15:22 16:23 19:26 20:27 21:28 23:29",
  pieces: "2:3 4:5 7:9 8:10 9:11 14:21 15:22 16:23 17:24 19:25 22:28 23:29 24:30 26:31",
  threads: "2:2 4:6 7:10 8:11 9:12 14:22 15:23 16:34 19:29 20:30 21:31 23:33",
};

/** Returns the line of a variant's Python for each line of its JavaScript that has one. */
export function pythonLinesOf(variant: string): ReadonlyMap<number, number> {
  const pairs = PAIRS[variant]?.split(" ") ?? [];
  return new Map(pairs.map((pair) => pair.split(":").map(Number) as [number, number]));
}
