import { assertEquals, assertThrows } from "@std/assert";
import { install, installPatiently } from "../../../src/download/disk/install.ts";
import { TransferError } from "../../../src/download/model/errors.ts";
import { TempDir } from "../../support/temp_dir.ts";

/** Replaces one of Deno's functions until the end of the test. */
function replace<Name extends "linkSync" | "renameSync">(
  name: Name,
  by: (original: typeof Deno[Name]) => typeof Deno[Name],
): Disposable {
  const original = Deno[name];
  Deno[name] = by(original);
  return { [Symbol.dispose]: () => void (Deno[name] = original) };
}

function refuse(code: string): never {
  throw Object.assign(new Error(code), { code });
}

/** A folder with a finished part and a file that has its name. */
async function folderWithPart(): Promise<TempDir> {
  const folder = await TempDir.make();
  await Deno.writeTextFile(folder.join("part"), "new");
  await Deno.writeTextFile(folder.join("taken"), "old");
  return folder;
}

// ENOTSUP is Linux' word for a disk without hard links, EISDIR Deno's for that of Windows.
for (const code of ["ENOTSUP", "EISDIR"]) {
  Deno.test(`a file takes its name where the disk has no hard links (${code})`, async () => {
    await using folder = await folderWithPart();
    using _ = replace("linkSync", () => () => refuse(code));
    const path = install(folder.join("part"), { dir: folder.path, name: "taken" }, "rename");
    assertEquals(path, folder.join("taken (1)"));
    assertEquals(await folder.names(), ["taken", "taken (1)"]);
    assertEquals(await Deno.readTextFile(folder.join("taken")), "old");
  });
}

Deno.test("a rename that a virus scanner holds up on Windows is tried again", async () => {
  await using folder = await folderWithPart();
  let held = 3;
  using _ = replace("renameSync", (rename) => (from, to) => {
    if (held-- > 0) refuse("EACCES");
    rename(from, to);
  });
  const part = folder.join("part");
  const target = { dir: folder.path, name: "taken" };
  assertThrows(() => install(part, target, "overwrite"), TransferError, "permission denied");
  const wait = () => Promise.resolve();
  await installPatiently(part, target, { ifExists: "overwrite", os: "windows", wait });
  assertEquals(await Deno.readTextFile(folder.join("taken")), "new");
});
