/**
 * Makes the executable `dist/coplay` with the games inside. It passes its arguments on to `deno compile`, such as
 * `--target aarch64-apple-darwin`.
 */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { compileExecutable } from "./executable.ts";
import { makeProgram } from "./program.ts";

const output = join(fileURLToPath(new URL("../../dist/", import.meta.url)), "coplay");

if (!await compileExecutable(await makeProgram(), { output, args: Deno.args })) {
  throw new Error("Cannot compile coplay: deno compile failed");
}
