import { assertEquals } from "@std/assert";
import { delimiter } from "node:path";
import { findProgram } from "./programs.ts";
import { TempDir } from "./temp_dir.ts";

/** Simulates a machine that has these programs in a folder of PATH. */
async function machineWith(...names: string[]) {
  const folder = await TempDir.make();
  for (const name of names) await Deno.writeTextFile(folder.join(name), "");
  const path = ["/nowhere", folder.path].join(delimiter);
  return Object.assign(folder, {
    find: (variables: Record<string, string> = {}) =>
      findProgram("chromium", (name) => ({ PATH: path, ...variables })[name]),
  });
}

for (
  const name of ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"]
) {
  Deno.test(`a browser is found on PATH as ${name}`, async () => {
    await using machine = await machineWith(name);
    assertEquals(machine.find(), machine.join(name));
  });
}

Deno.test("a browser that a variable names is used, and no other if it is missing", async () => {
  await using machine = await machineWith("chromium", "mine");
  for (const variable of ["COPLAY_CHROMIUM", "CHROME_PATH", "PUPPETEER_EXECUTABLE_PATH"]) {
    assertEquals(machine.find({ [variable]: machine.join("mine") }), machine.join("mine"));
    assertEquals(machine.find({ [variable]: machine.join("gone") }), undefined);
  }
});
