import { assertEquals } from "@std/assert";
import { mergePermissions } from "../../src/release/permissions.ts";

Deno.test("the binary may do what either command may, and no more", () => {
  const merged = mergePermissions([
    "deno run --import-map=x --allow-net --allow-read=a --allow-env=HOME,LANG main.ts download",
    "deno run --allow-read --allow-sys=hostname --allow-env=LANG,TERM main.ts serve",
  ]);
  assertEquals(merged, [
    "--allow-net",
    "--allow-read",
    "--allow-env=HOME,LANG,TERM",
    "--allow-sys=hostname",
  ]);
});
