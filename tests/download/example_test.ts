import { assertEquals } from "@std/assert";
import { fileURLToPath } from "node:url";
import { ScriptedServer, times } from "../support/scripted_server.ts";
import { TempDir } from "../support/temp_dir.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

async function runExample(args: readonly string[]) {
  const deno = `${Deno.execPath()} run -A --quiet --no-lock --config=${ROOT}deno.json`;
  const { code, stdout } = await new Deno.Command("sh", {
    args: [`${ROOT}examples/fetch_until_done.sh`, ...args],
    env: { COPLAY: `${deno} --import-map=${ROOT}.import_map.json ${ROOT}main.ts` },
    stderr: "null",
  }).output();
  return { code, lines: new TextDecoder().decode(stdout).trimEnd().split("\n") };
}

Deno.test("the example script goes on until everything has arrived", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  server.on("/good", { body: "x" });
  server.on("/late", ...times(2, { dropsRequest: true }), { body: "y" });
  await Deno.writeTextFile(folder.join("list"), `${server.url("/good")}\n${server.url("/late")}\n`);
  const args = [folder.join("list"), folder.join("out"), "--retries", "0"];
  const { code, lines } = await runExample(args);
  assertEquals(code, 0, lines.join("\n"));
  assertEquals(lines.filter((line) => line.startsWith("arrived: ")).sort(), [
    `arrived: ${folder.join("out", "good")}`,
    `arrived: ${folder.join("out", "late")}`,
  ]);
  assertEquals(lines.at(-1)?.replace(/\d/, "N"), "complete after round N");
});

Deno.test("the example script ends where another round would not help", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  await Deno.writeTextFile(folder.join("list"), server.url("/none\n"));
  const { code, lines } = await runExample([folder.join("list"), folder.join("out")]);
  assertEquals([code, lines], [3, [
    `failed:  ${server.url("/none")} (the server answered 404)`,
    "not complete: exit code 3",
  ]]);
});
