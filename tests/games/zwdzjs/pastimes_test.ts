import { assert, assertEquals } from "@std/assert";
import { levelName } from "../../../games/kit/classroom.ts";
import { say } from "../../../games/kit/language.ts";
import type { Shell } from "../../../games/kit/shell.ts";
import type { Bout } from "../../../games/zwdzjs-v1/bout.ts";
import { Pastimes } from "../../../games/zwdzjs-v1/play/pastimes.ts";
import type { Records } from "../../../games/zwdzjs-v1/records.ts";
import { stallOfDay, STALLS } from "../../../games/zwdzjs-v1/stalls/list.ts";

const MARK = { stars: 0, best: 0, losses: 0 };
const RECORDS: Records = { of: () => MARK, add: () => MARK };
const SHELL = { screens: { closeAll() {} }, showEnd() {} } as unknown as Shell;
const BOUT = {
  world: { outcome: "won" },
  result: () => ({ title: { en: "Won", zh: "赢了" }, score: 7, lines: [] }),
} as unknown as Bout;

Deno.test("a pastime's scores go into one list, whatever language a player reads", () => {
  const told: unknown[] = [];
  const coplay = { score: (value: number, options: unknown) => told.push([value, options]) };
  Object.assign(globalThis, { coplay });
  try {
    for (const language of ["en", "zh"] as const) {
      // A language that is chosen would be kept on this machine, for the tests that come after this one.
      Object.defineProperty(navigator, "languages", { value: [language], configurable: true });
      const pastimes = new Pastimes(SHELL, RECORDS, { show() {}, clear() {} });
      const name = { en: "Nuts", zh: "坚果" };
      pastimes.play({ id: "nuts", name, begin: () => BOUT }, { onLeave() {} });
      pastimes.finish();
    }
  } finally {
    delete (globalThis as { coplay?: unknown }).coplay;
    Reflect.deleteProperty(navigator, "languages");
  }
  const once = [7, { best: "high", level: "坚果 · Nuts" }];
  assertEquals(told, [once, once]);
});

Deno.test("the scores of a day's game go into the list of that day", () => {
  const told: unknown[] = [];
  Object.assign(globalThis, { coplay: { score: (...values: unknown[]) => told.push(values) } });
  try {
    const pastimes = new Pastimes(SHELL, RECORDS, { show() {}, clear() {} });
    const day = { ...stallOfDay(new Date(2026, 10, 27)), begin: () => BOUT };
    pastimes.play(day, { onLeave() {} });
    pastimes.finish();
    assertEquals(told, [[7, { best: "high", level: `2026-11-27 · ${levelName(day.name)}` }]]);
  } finally {
    delete (globalThis as { coplay?: unknown }).coplay;
  }
});

Deno.test("each game of the fair says in the bar what it is", () => {
  for (const { name, begin } of STALLS) {
    const [first, ...more] = begin({ seed: 3, losses: 0 }).progress().name.split("\n");
    assertEquals(first, say(name));
    assert(more.length > 0, say(name));
  }
});
