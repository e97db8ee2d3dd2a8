import { assertEquals } from "@std/assert";
import { Folders } from "../../../src/download/disk/folders.ts";
import { TempDir } from "../../support/temp_dir.ts";

Deno.test("in a folder that the run created, every name is known to be free", async () => {
  await using temp = await TempDir.make();
  const folders = new Folders();
  folders.make(temp.join("new"));
  await Deno.writeTextFile(temp.join("new/a.gif"), "by the run itself");
  assertEquals(folders.isNew(temp.join("new")), true);
  assertEquals(folders.mayHold(temp.join("new"), "a.gif"), false);
});

Deno.test("in an existing folder, names are known after many lookups", async () => {
  await using temp = await TempDir.make();
  await Deno.writeTextFile(temp.join("Ünï.gif"), "there before");
  const folders = new Folders();
  folders.make(temp.path);
  // The first lookups go to the disk.
  assertEquals(folders.mayHold(temp.path, "none.gif"), true);
  for (let number = 0; number < 40; number++) folders.mayHold(temp.path, `${number}.gif`);
  assertEquals(folders.mayHold(temp.path, "none.gif"), false);
  assertEquals(folders.mayHold(temp.path, "Ünï.gif"), true);
  // The name leads to the same file where a system ignores case and Unicode forms.
  assertEquals(folders.mayHold(temp.path, "üNÏ.GIF".normalize("NFD")), true);
});
