import { assertEquals } from "@std/assert";
import type { TransferError } from "../../../src/download/model/errors.ts";
import { watchSpace } from "../../../src/download/disk/free_space.ts";
import { FakeClock } from "../../support/fake_clock.ts";

/** Lets a file with so much to come run into a disk with so much free; `endsEarly` is there before anybody looks. */
async function meet(
  { missing, free, endsEarly = false }: {
    missing: number;
    free: number | Error;
    endsEarly?: boolean;
  },
): Promise<TransferError | undefined> {
  const clock = new FakeClock();
  let full: TransferError | undefined;
  const end = watchSpace({
    dir: "/any",
    missingBytes: () => missing,
    clock,
    onFull: (error) => full = error,
    freeBytesOf: () => typeof free === "number" ? Promise.resolve(free) : Promise.reject(free),
  });
  if (endsEarly) end();
  clock.advance(10_000);
  // What the clock called goes on by itself.
  await new Promise((resolve) => setTimeout(resolve));
  end();
  assertEquals(clock.pending, 0);
  return full;
}

Deno.test("a file that cannot fit is ended soon after it began", async () => {
  const error = await meet({ missing: 1001, free: 1000 });
  assertEquals(error?.kind, "disk");
  assertEquals(error?.text.en, "the disk has 1000 bytes free, the file needs 1001 more");
});

Deno.test("a file that fits goes on, also where nobody knows what is free", async () => {
  assertEquals(await meet({ missing: 1000, free: 1000 }), undefined);
  assertEquals(await meet({ missing: 1000, free: new Error("no such system call") }), undefined);
});

Deno.test("a file that is there already needs no room", async () => {
  assertEquals(await meet({ missing: 1001, free: 1000, endsEarly: true }), undefined);
});
