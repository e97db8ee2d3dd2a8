import { assertEquals } from "@std/assert";
import { sourceTreeArgs } from "../../src/cli/source_tree.ts";
import { commandLine } from "../support/coplay.ts";
import { exampleOf, ROOT } from "../support/documents.ts";
import { ScriptedServer, times } from "../support/scripted_server.ts";
import { TempDir } from "../support/temp_dir.ts";

/**
 * Runs a program with the permissions of the command, because the library needs the same; the program's name follows.
 */
const PROGRAM = [Deno.execPath(), ...sourceTreeArgs("download", ROOT).slice(0, -2), "--no-lock"];

/** Saves an example as a reader would, with the test server's address. */
async function saveExample(name: string, folder: TempDir, server?: ScriptedServer) {
  const text = await exampleOf(name);
  const own = server ? text.replace(/https:\/\/[a-z.]+/g, server.url("")) : text;
  const path = folder.join(name);
  await Deno.writeTextFile(path, own);
  return path;
}

async function run([program, ...args]: string[], options: Deno.CommandOptions = {}) {
  const output = await new Deno.Command(program!, { args, stderr: "inherit", ...options }).output();
  const lines = new TextDecoder().decode(output.stdout).trimEnd().split("\n");
  return { code: output.code, lines };
}

async function runScript(folder: TempDir, args: readonly string[]) {
  const path = await saveExample("fetch_until_done.sh", folder);
  const [coplay, own] = commandLine([]);
  const env = { COPLAY: [coplay, ...own].join(" ") };
  return await run(["sh", path, ...args], { env, stderr: "null" });
}

Deno.test("the documents' script goes on until everything has arrived", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  server.on("/good", { body: "x" });
  server.on("/late", ...times(2, { dropsRequest: true }), { body: "y" });
  await Deno.writeTextFile(folder.join("list"), `${server.url("/good")}\n${server.url("/late")}\n`);
  const args = [folder.join("list"), folder.join("out"), "--retries", "0"];
  const { code, lines } = await runScript(folder, args);
  assertEquals(code, 0, lines.join("\n"));
  assertEquals(lines.filter((line) => line.startsWith("arrived: ")).sort(), [
    `arrived: ${folder.join("out", "good")}`,
    `arrived: ${folder.join("out", "late")}`,
  ]);
  assertEquals(lines.at(-1)?.replace(/\d/, "N"), "complete after round N");
});

Deno.test("the documents' script ends where another round would not help", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  await Deno.writeTextFile(folder.join("list"), server.url("/none\n"));
  const { code, lines } = await runScript(folder, [folder.join("list"), folder.join("out")]);
  assertEquals([code, lines], [3, [
    `failed:  ${server.url("/none")} (the server answered 404)`,
    "not complete: exit code 3",
  ]]);
});

Deno.test("the documents' use of the library fetches its files", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  server.on("/a.zip", { body: "a" }).on("/b.zip", { status: 404 }, { body: "b" });
  const path = await saveExample("library.ts", folder, server);
  const { code, lines } = await run([...PROGRAM, "--check", path], { cwd: folder.path });
  assertEquals([code, lines.sort()], [0, [
    `arrived ${folder.join("files", "a.zip")}`,
    `arrived ${folder.join("files", "b.zip")}`,
  ]]);
});
