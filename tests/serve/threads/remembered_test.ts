import { assertEquals } from "@std/assert";
import { Remembered } from "../../../src/serve/threads/remembered.ts";

/** Asks for answers, and lists those that were not remembered. */
class Asking {
  readonly asked: string[] = [];
  readonly #remembered = new Remembered<string>();

  async ask(key: string, length = 1): Promise<void> {
    const ask = () => {
      this.asked.push(key);
      return Promise.resolve(key);
    };
    assertEquals(await this.#remembered.get(key, { length, ask }), key);
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
