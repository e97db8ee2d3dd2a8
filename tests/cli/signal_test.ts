import { assertEquals } from "@std/assert";
import { OutputLog } from "../support/output_log.ts";
import { WHY_NO_SIGNALS } from "../support/systems.ts";
import { testUnless } from "../support/test_unless.ts";

/** A program that receives the first signal and then hangs. */
const PROGRAM = `
  import { processIo } from ${
  JSON.stringify(new URL("../../src/cli/process/process_io.ts", import.meta.url).href)
};
  const io = await processIo([], Deno.exit);
  io.signal.addEventListener("abort", () => io.stdout.write(io.signal.reason.signal + "\\n"));
  setInterval(() => {}, 60_000);
  io.stdout.write("ready\\n");
`;

for (const [signal, code] of [["SIGINT", 130], ["SIGTERM", 143]] as const) {
  testUnless(
    WHY_NO_SIGNALS,
    `the first ${signal} asks for an end, and the second ends at once`,
    async () => {
      const child = new Deno.Command(Deno.execPath(), {
        args: ["eval", "--quiet", "--no-lock", PROGRAM],
        stdout: "piped",
      }).spawn();
      const stdout = new OutputLog(child.stdout);
      await stdout.match(/ready/);
      child.kill(signal);
      await stdout.match(new RegExp(signal));
      child.kill(signal);
      const [{ code: actual }] = await Promise.all([child.status, stdout.ended]);
      assertEquals(actual, code);
    },
  );
}
