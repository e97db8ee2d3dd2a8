import { assertEquals, assertRejects } from "@std/assert";
import { DiskSpace, type DiskSpaceOptions } from "../../../src/download/disk/disk_space.ts";
import { TransferError } from "../../../src/download/model/errors.ts";
import { FakeClock } from "../../support/fake_clock.ts";

const MIB = 1 << 20;
const LARGE = 16 * MIB;

/** A simulated disk with watched files, and the messages to them and to the user. */
class Fixture {
  readonly clock = new FakeClock();
  readonly heard: (readonly [file: string, text: string])[] = [];
  readonly space: DiskSpace;

  constructor(freeBytesOf: () => Promise<number>, diskOf?: DiskSpaceOptions["diskOf"]) {
    this.space = new DiskSpace({
      clock: this.clock,
      onBlind: ({ en }) => this.heard.push(["user", en]),
      freeBytesOf,
      diskOf: diskOf ?? (() => Promise.resolve(1)),
    });
  }

  watch(name: string, missing: number, dir = "/any"): Promise<() => void> {
    return this.space.watch({
      dir,
      missingBytes: () => missing,
      onFull: ({ kind, text }) => this.heard.push([name, `${kind}: ${text.en}`]),
    });
  }

  async later(): Promise<void> {
    this.clock.advance(10_000);
    // Lets the code continue that the clock has called.
    await new Promise((resolve) => setTimeout(resolve));
    assertEquals(this.clock.pending, 0);
  }
}

const free = (bytes: number) => () => Promise.resolve(bytes);

Deno.test("a file that cannot fit ends soon after its start, with readable sizes", async () => {
  const disk = new Fixture(free(3.7 * MIB));
  await disk.watch("a", 15.9 * MIB);
  assertEquals(disk.heard, []);
  await disk.later();
  const text = "disk: the disk has 3.7 MiB free, 12.2 MiB less than the 15.9 MiB still to come";
  assertEquals(disk.heard, [["a", text]]);
});

Deno.test("a file that fits to the last byte continues, and so does one of unknown length", async () => {
  const disk = new Fixture(free(1000));
  const end = await disk.watch("a", 1000);
  await disk.later();
  end();
  await disk.watch("unknown", 0);
  await disk.later();
  assertEquals(disk.heard, []);
});

Deno.test("a large file that cannot fit never begins, and takes no space from others", async () => {
  const disk = new Fixture(free(LARGE));
  const error = await assertRejects(() => disk.watch("large", LARGE + 1), TransferError);
  assertEquals(
    [error.kind, error.text],
    ["disk", {
      en: "the disk has 16.0 MiB free, 1 B less than the 16.0 MiB still to come",
      zh: "磁盘剩余 16.0 MiB，还需要 16.0 MiB，缺少 1 B",
    }],
  );
  await disk.watch("fits", LARGE);
  assertEquals(disk.heard, []);
});

Deno.test("files at once share a disk, and earlier ones have their space first", async () => {
  const disk = new Fixture(free(100 * MIB));
  const end = await disk.watch("first", 90 * MIB);
  await disk.watch("second", 15 * MIB);
  const error = await assertRejects(() => disk.watch("third", 75 * MIB), TransferError);
  assertEquals(error.text, {
    en:
      "the disk has 100 MiB free, 80.0 MiB less than the 180 MiB still to come of this file and " +
      "those under way",
    zh: "磁盘剩余 100 MiB，此文件与正在下载的文件共还需要 180 MiB，缺少 80.0 MiB",
  });
  await disk.later();
  assertEquals(disk.heard.map(([name]) => name), ["second"]);
  end();
  await disk.watch("fourth", 100 * MIB);
});

Deno.test("files on other disks take nothing away", async () => {
  const disk = new Fixture(free(100 * MIB), (dir) => Promise.resolve(dir === "/a" ? 1 : 2));
  await disk.watch("a", 90 * MIB, "/a");
  await disk.watch("b", 90 * MIB, "/b");
  await assertRejects(() => disk.watch("c", 90 * MIB, "/a"), TransferError);
});

Deno.test("a file that is there already needs no room", async () => {
  const disk = new Fixture(free(0));
  (await disk.watch("a", 1000))();
  await disk.later();
  assertEquals(disk.heard, []);
});

Deno.test("where the free space cannot be read, the user is told once, and files continue", async () => {
  const refused = new Deno.errors.NotCapable('Requires sys access to "statfs"');
  const disk = new Fixture(() => Promise.reject(refused));
  await disk.watch("a", LARGE);
  await disk.watch("b", 1000);
  await disk.later();
  const text = "How much room the disk has cannot be seen (--allow-sys=statfs is not given); " +
    "a file that does not fit will fail only when the disk is full";
  assertEquals(disk.heard, [["user", text]]);
});
