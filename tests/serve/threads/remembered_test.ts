import { assertEquals } from "@std/assert";
import { Remembered } from "../../../src/serve/threads/remembered.ts";

/** Asks for answers, and lists those that were not remembered. */
class Asking {
  readonly asked: string[] = [];
  readonly #remembered = new Remembered<string>();

  async ask(key: string, length = 1): Promise<void> {
    const ask = () => {
      this.asked.push(key);
      return Promise.resolve({ kind: "done", answer: key } as const);
    };
    const known = await this.#remembered.get(key, { length, ask });
    assertEquals(known, { kind: "done", answer: key });
  }
}

Deno.test("Remembered asks once for a text", async () => {
  const asking = new Asking();
  for (const key of ["a", "b", "a", "b"]) await asking.ask(key);
  assertEquals(asking.asked, ["a", "b"]);
});

Deno.test("Remembered forgets the oldest of a thousand texts, and of long ones sooner", async () => {
  const many = new Asking();
  for (let count = 0; count <= 1000; count++) await many.ask(`${count}`);
  for (const key of ["1", "1000", "0"]) await many.ask(key);
  assertEquals(many.asked.slice(1000), ["1000", "0"]);
  const long = new Asking();
  for (const key of ["a", "b", "c", "d", "c", "a"]) await long.ask(key, 10_000_000);
  assertEquals(long.asked, ["a", "b", "c", "d", "a"]);
});

Deno.test("Remembered asks again for a text that took too long, after pauses that grow to ten minutes", async () => {
  let [nowMs, asked] = [0, 0];
  const remembered = new Remembered<string>(() => nowMs);
  const ask = () => {
    asked++;
    return Promise.resolve({ kind: "late" } as const);
  };
  const againMs = async () => {
    const known = await remembered.get("slow", { length: 1, ask });
    return known.kind === "late" ? known.againMs : undefined;
  };
  const pauses: unknown[] = [];
  for (let count = 0; count < 11; count++) {
    const pauseMs = await againMs();
    pauses.push(pauseMs! / 1000);
    nowMs += pauseMs! - 1;
    assertEquals([await againMs(), asked], [1, count + 1]);
    nowMs++;
  }
  assertEquals(pauses, [2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600]);
  const done = { kind: "done", answer: "read" } as const;
  for (let count = 0; count < 2; count++) {
    const known = await remembered.get("slow", { length: 1, ask: () => Promise.resolve(done) });
    assertEquals(known, done);
    nowMs += 1e9;
  }
  assertEquals(await againMs(), undefined);
  assertEquals(asked, 11);
});

Deno.test("Remembered asks once for a text that many ask for while it is read, and never again for one that failed", async () => {
  let asked = 0;
  const remembered = new Remembered<string>(() => 1e9 * asked);
  const failed = Promise.withResolvers<{ kind: "failed" }>();
  const ask = () => {
    asked++;
    return failed.promise;
  };
  const both = [1, 2].map(() => remembered.get("deep", { length: 1, ask }));
  failed.resolve({ kind: "failed" });
  assertEquals(await Promise.all(both), [{ kind: "failed" }, { kind: "failed" }]);
  await remembered.get("deep", { length: 1, ask });
  assertEquals(asked, 1);
});
