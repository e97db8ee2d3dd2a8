import { assertEquals } from "@std/assert";
import type { ModuleFacts } from "../../../src/serve/first_load/module_facts.ts";
import { GuardedThread } from "../../../src/serve/threads/guarded_thread.ts";

const WORKER = new URL("../../../src/serve/first_load/read_worker.ts", import.meta.url);

Deno.test("a module that takes too long is late, and one that is none is known as such", async () => {
  const start = () => new Worker(WORKER, { type: "module" });
  const thread = new GuardedThread<string, ModuleFacts | undefined>(start, { limitMs: 200 });
  assertEquals(await thread.ask("({ a: (b) => [c] });".repeat(300_000), "a"), { kind: "late" });
  assertEquals(await thread.ask("a(", "a"), { kind: "done", answer: undefined });
  thread.close();
});
