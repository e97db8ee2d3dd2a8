import { assertEquals } from "@std/assert";
import { unpackPrefix } from "../../../src/archive/extract.ts";
import { unpackInto } from "../../../src/download/transfer/unpack.ts";
import { TempDir } from "../../support/temp_dir.ts";
import { makeZip } from "../../support/zip_writer.ts";

Deno.test("what a kill left of an unpacking is removed, in whatever Unicode form the disk keeps its name", async () => {
  for (const form of ["NFC", "NFD"] as const) {
    await using folder = await TempDir.make();
    const name = "한글 café";
    await Deno.mkdir(folder.join(`${unpackPrefix(name).normalize(form)}left`));
    await Deno.writeFile(folder.join("archive"), makeZip([{ name: "index.html", data: "hi" }]));
    const options = {
      ifExists: "rename",
      signal: new AbortController().signal,
      onNote: () => {},
    } as const;
    await unpackInto(folder.join("archive"), { dir: folder.path, name }, options);
    assertEquals(await folder.names(), ["archive", name].sort());
  }
});
