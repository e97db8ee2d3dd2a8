import { createHash } from "node:crypto";
import { assertEquals, assertStringIncludes } from "@std/assert";
import { packTarGz } from "../../src/release/archive.ts";
import { archiveName, TARGETS } from "../../src/release/targets.ts";
import { lackOf } from "../support/programs.ts";
import { ScriptedServer } from "../support/scripted_server.ts";
import { TempDir } from "../support/temp_dir.ts";
import { testUnless } from "../support/test_unless.ts";

const SCRIPT = new URL("../../src/release/files/install.sh", import.meta.url).pathname;

const WHY_NOT = Deno.build.os === "windows" ? "install.ps1 is for Windows" : lackOf("curl");

/** A program of that name that only tells its version. */
function program(version: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`#!/bin/sh\necho coplay ${version}\n`);
}

/** A release on a server of its own: the archive for this machine, and the digest that SHA256SUMS has of it. */
async function publish(server: ScriptedServer, version: string, digest?: string): Promise<void> {
  const target = TARGETS.find(({ triple }) => triple === Deno.build.target)!;
  const archive = await packTarGz("coplay", [
    { name: "coplay", bytes: program(version), isProgram: true },
  ]);
  const sum = digest ?? createHash("sha256").update(archive).digest("hex");
  server.on(`/${archiveName(target)}`, { body: archive });
  server.on("/SHA256SUMS", { body: `${"0".repeat(64)}  other\n${sum}  ${archiveName(target)}\n` });
}

async function install(server: ScriptedServer, home: TempDir) {
  const { code, stdout, stderr } = await new Deno.Command("sh", {
    args: [SCRIPT],
    env: { HOME: home.path, COPLAY_RELEASE: server.url("").replace(/\/$/, "") },
  }).output();
  return { code, text: new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr) };
}

testUnless(
  WHY_NOT,
  "the script for sh installs what SHA256SUMS names, over an older one",
  async () => {
    await using server = await ScriptedServer.start();
    await using home = await TempDir.make();
    for (const version of ["1.0.0", "1.1.0"]) {
      await publish(server, version);
      const { code, text } = await install(server, home);
      assertEquals(code, 0, text);
      assertStringIncludes(text, `Installed coplay ${version} in ${home.join(".local/bin")}`);
    }
    assertEquals(await Deno.readFile(home.join(".local/bin/coplay")), program("1.1.0"));
  },
);

testUnless(
  WHY_NOT,
  "an archive that is not what SHA256SUMS says leaves the old program alone",
  async () => {
    await using server = await ScriptedServer.start();
    await using home = await TempDir.make();
    await publish(server, "1.0.0");
    await install(server, home);
    await publish(server, "6.6.6", "f".repeat(64));
    const { code, text } = await install(server, home);
    assertEquals(code, 1);
    assertStringIncludes(text, "is not what SHA256SUMS says; nothing was installed");
    assertEquals(await Deno.readFile(home.join(".local/bin/coplay")), program("1.0.0"));
  },
);
