import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { COLS, PLANT_KINDS, ROWS, ZOMBIE_KINDS } from "../../../games/zwdzjs-v1/rules/kinds.ts";
import { PACKET_SLOTS } from "../../../games/zwdzjs-v1/rules/levels.ts";
import { CROWD_LIMIT } from "../../../games/zwdzjs-v1/rules/waves.ts";
import {
  CODED_PLANTS,
  CODED_ZOMBIES,
  decodeLawn,
  encodeLawn,
  FAULTS,
  LONGEST_CODE,
} from "../../../games/zwdzjs-v2/lawn/code.ts";
import {
  BARE,
  FARTHEST,
  HOURS,
  type Lawn,
  MOST_SUN,
  SUN_STEP,
} from "../../../games/zwdzjs-v2/lawn/lawn.ts";

/** Any lawn that the sandbox can make, full ones included. */
const lawns: fc.Arbitrary<Lawn> = fc.record({
  hour: fc.constantFrom(...HOURS),
  plants: fc.array(fc.option(fc.constantFrom(...PLANT_KINDS)), {
    minLength: ROWS * COLS,
    maxLength: ROWS * COLS,
  }).map((cells) =>
    cells.flatMap((kind, at) =>
      kind === null ? [] : [{ kind, row: Math.floor(at / COLS), col: at % COLS }]
    )
  ),
  zombies: fc.array(
    fc.record({
      kind: fc.constantFrom(...ZOMBIE_KINDS),
      row: fc.nat(ROWS - 1),
      tenths: fc.nat(FARTHEST),
    }),
    { maxLength: CROWD_LIMIT, size: "max" },
  ),
  roosters: fc.boolean(),
  sun: fc.nat(MOST_SUN / SUN_STEP).map((steps) => steps * SUN_STEP),
  packets: fc.subarray([...PLANT_KINDS], { maxLength: PACKET_SLOTS }),
});

/** A lawn with its zombies in one order, because on a lawn they have none. */
function inOrder(lawn: Lawn): Lawn {
  const zombies = lawn.zombies.map((zombie) => JSON.stringify(zombie, ["kind", "row", "tenths"]));
  return { ...lawn, zombies: zombies.sort().map((text) => JSON.parse(text)) };
}

Deno.test("thousands of random lawns come back from their codes as they were", () => {
  let longest = 0;
  fc.assert(
    fc.property(lawns, (lawn) => {
      const code = encodeLawn(lawn);
      longest = Math.max(longest, code.length);
      assert(code.length <= LONGEST_CODE, `${code.length} characters`);
      const reading = decodeLawn(code);
      assert("lawn" in reading, JSON.stringify(reading));
      assertEquals(inOrder(reading.lawn), inOrder(lawn));
    }),
    { numRuns: 3000 },
  );
  assert(longest > 150, "no crowded lawn was among them");
});

Deno.test("the largest crowds on a full lawn fit, wherever they stand", () => {
  const plants = Array.from({ length: ROWS * COLS }, (_, at) => ({
    kind: PLANT_KINDS.at(-1)!,
    row: Math.floor(at / COLS),
    col: at % COLS,
  }));
  for (const step of [0, 1, 7, 31, 60]) {
    const zombies = Array.from({ length: CROWD_LIMIT }, (_, at) => ({
      kind: ZOMBIE_KINDS[(at * step) % ZOMBIE_KINDS.length]!,
      row: at % ROWS,
      tenths: (at * step * 13) % (FARTHEST + 1),
    }));
    const far = zombies.map((zombie) => ({ ...zombie, kind: ZOMBIE_KINDS.at(-1)! }));
    for (const crowd of [zombies, far]) {
      const lawn: Lawn = { ...BARE, plants, zombies: crowd };
      assert(encodeLawn(lawn).length <= LONGEST_CODE);
    }
  }
});

Deno.test("no text whatever makes the reader throw, and what it refuses it says in one line", () => {
  const texts = fc.oneof(
    fc.string({ maxLength: 300 }),
    fc.string({ unit: "grapheme", maxLength: 100 }),
    fc.base64String({ maxLength: 220 }),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const reading = decodeLawn(text);
      if ("fault" in reading) assert(!`${reading.fault.en}${reading.fault.zh}`.includes("\n"));
    }),
    { numRuns: 5000 },
  );
});

Deno.test("a code with one wrong character is refused, or is another whole lawn", () => {
  let refused = 0;
  const chars = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  fc.assert(
    fc.property(
      lawns,
      fc.nat(),
      fc.constantFrom(...chars),
      (lawn, place, char) => {
        const code = encodeLawn(lawn);
        const at = place % code.length;
        if (code[at] === char) return;
        const reading = decodeLawn(code.slice(0, at) + char + code.slice(at + 1));
        if ("fault" in reading) refused++;
        else encodeLawn(reading.lawn);
      },
    ),
    { numRuns: 1000 },
  );
  assert(refused > 950, `only ${refused} were refused`);
});

Deno.test("a code is read out of its link, and over line breaks", () => {
  const code = encodeLawn({ ...BARE, sun: 500, packets: ["lotus"] });
  for (
    const text of [
      ` ${code}\n`,
      `http://game.lan/games/zwdzjs-v2/#lawn=${code}`,
      code.replace("A", "\nA "),
    ]
  ) {
    const reading = decodeLawn(text);
    assert("lawn" in reading, text);
    assertEquals(reading.lawn.sun, 500);
  }
});

Deno.test("each kind of wrong code has its own line", () => {
  const code = encodeLawn(BARE);
  const faults = [
    ["", FAULTS.empty],
    ["  \n ", FAULTS.empty],
    ["植物大战僵尸", FAULTS.strange],
    ["A".repeat(201), FAULTS.long],
    ["A".repeat(20_000), FAULTS.long],
    [code.slice(1), FAULTS.broken],
    [code.slice(0, -1), FAULTS.broken],
    ["B", FAULTS.broken],
  ] as const;
  for (const [text, fault] of faults) assertEquals(decodeLawn(text), { fault }, text.slice(0, 40));
});

Deno.test("every kind has a number in codes, and keeps it", () => {
  assertEquals([...CODED_PLANTS].sort(), [...PLANT_KINDS].sort());
  assertEquals([...CODED_ZOMBIES].sort(), [...ZOMBIE_KINDS].sort());
  // A code as it was handed on with the first version of the sandbox.
  const old = encodeLawn({
    ...BARE,
    plants: [{ kind: "ginseng", row: 2, col: 3 }],
    zombies: [{ kind: "giant", row: 4, tenths: 80 }, { kind: "slinger", row: 0, tenths: 97 }],
  });
  assertEquals(old, "EAAAAAAAAAAAAAAAAAAAAAAAAcAAAAAAAAAAAAAAAAAAABSfhEciyn");
});
