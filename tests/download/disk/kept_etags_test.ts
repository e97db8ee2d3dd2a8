import { assertEquals } from "@std/assert";
import { KeptEtags } from "../../../src/download/disk/kept_etags.ts";
import { TempDir } from "../../support/temp_dir.ts";

const FILE = ".coplay-etags";

function record(etag: string, url = "https://a.example/x") {
  return { kept: { etag, sizeBytes: 3, url }, isUrgent: true };
}

Deno.test("a record that another run adds is found, though the folder was looked at before", async () => {
  await using folder = await TempDir.make();
  const [own, other] = [new KeptEtags(), new KeptEtags()];
  other.keep(folder.path, "one", record('"1"'));
  assertEquals(own.find(folder.path, "one")?.etag, '"1"');
  assertEquals(own.find(folder.path, "two"), undefined);
  other.keep(folder.path, "two", record('"2"'));
  own.keep(folder.path, "three", record('"3"'));
  other.keep(folder.path, "one", record('"4"'));
  assertEquals(
    ["one", "two", "three"].map((name) => own.find(folder.path, name)?.etag),
    ['"4"', '"2"', '"3"'],
  );
});

Deno.test("what waits to be written is found, and so is what another run adds meanwhile", async () => {
  await using folder = await TempDir.make();
  const [own, other] = [new KeptEtags(), new KeptEtags()];
  assertEquals(own.find(folder.path, "one"), undefined);
  own.keep(folder.path, "one", { ...record('"1"'), isUrgent: false });
  other.keep(folder.path, "two", record('"2"'));
  assertEquals(own.find(folder.path, "one")?.etag, '"1"');
  assertEquals(own.find(folder.path, "two")?.etag, '"2"');
  own.close();
  assertEquals(new KeptEtags().find(folder.path, "one")?.etag, '"1"');
});

Deno.test("records are found anew where another run has tidied the file", async () => {
  await using folder = await TempDir.make();
  const own = new KeptEtags();
  const line = (name: string) => JSON.stringify({ name, etag: `"${name}"`, sizeBytes: 3 }) + "\n";
  await Deno.writeTextFile(folder.join(FILE), line("old").repeat(100));
  assertEquals(own.find(folder.path, "old")?.etag, '"old"');
  await Deno.writeTextFile(folder.join("new"), line("old") + line("new"));
  await Deno.rename(folder.join("new"), folder.join(FILE));
  assertEquals(own.find(folder.path, "new")?.etag, '"new"');
});

Deno.test("a line that a kill cut off takes no later line with it", async () => {
  await using folder = await TempDir.make();
  await Deno.writeTextFile(folder.join(FILE), '{"name":"cut","etag":');
  const own = new KeptEtags();
  assertEquals(own.find(folder.path, "cut"), undefined);
  own.keep(folder.path, "whole", record('"1"'));
  assertEquals(new KeptEtags().find(folder.path, "whole")?.etag, '"1"');
});

Deno.test("a record made ahead of a name counts for its own file alone, and only until the name has one", async () => {
  await using folder = await TempDir.make();
  const [own, other] = [new KeptEtags(), new KeptEtags()];
  other.keep(folder.path, "x", record('"theirs"'));
  own.keepEarly(folder.path, "x", { kept: record('"ours"').kept, ino: 7 });
  const found = (ino?: number) => new KeptEtags().find(folder.path, "x", ino)?.etag;
  assertEquals([found(7), found(8), found()], ['"ours"', '"theirs"', '"theirs"']);
  own.keep(folder.path, "x", record('"new"'));
  assertEquals([found(7), found(8), found()], ['"new"', '"new"', '"new"']);
});
