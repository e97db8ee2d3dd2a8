import { assertEquals } from "@std/assert";
import { GuardedThread, type ThreadMessage } from "../../../src/serve/threads/guarded_thread.ts";

/** A thread that answers when a test says so. */
class FakeThread {
  /** The jobs of all threads, in the order in which they were begun. */
  static jobs: string[] = [];
  onmessage: ((event: MessageEvent<ThreadMessage<string>>) => void) | undefined;

  postMessage(job: string): void {
    FakeThread.jobs.push(job);
    this.#say({ kind: "begun" });
  }

  answer(): void {
    this.#say({ kind: "done", answer: FakeThread.jobs.at(-1)! });
  }

  fail(): void {
    this.#say({ kind: "failed" });
  }

  terminate(): void {}

  #say(data: ThreadMessage<string>): void {
    this.onmessage?.(new MessageEvent("message", { data }));
  }
}

Deno.test("GuardedThread: a game's slow jobs let those of other games go first", async () => {
  FakeThread.jobs = [];
  const threads: FakeThread[] = [];
  let nowMs = 0;
  const thread = new GuardedThread<string, string>(() => {
    threads.push(new FakeThread());
    return threads.at(-1) as unknown as Worker;
  }, () => nowMs);
  const asked = [thread.ask("slow 1", "slow"), thread.ask("slow 2", "slow")];
  asked.push(thread.ask("quick 1", "quick"), thread.ask("quick 2", "quick"));
  nowMs = 2000;
  threads[0]!.fail();
  for (let count = 0; count < 3; count++) {
    nowMs += 10;
    threads[1]!.answer();
  }
  assertEquals(FakeThread.jobs, ["slow 1", "quick 1", "quick 2", "slow 2"]);
  assertEquals(await Promise.all(asked), [undefined, "slow 2", "quick 1", "quick 2"]);
  thread.close();
});
