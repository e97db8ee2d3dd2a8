import { assertEquals, assertMatch } from "@std/assert";
import { Coplay } from "../support/coplay.ts";
import { TempDir } from "../support/temp_dir.ts";

/**
 * Starts a host whose configuration folder is `config`.
 *
 * @returns the host and the path of its token, as it prints it
 */
async function start(config: string, ...more: readonly string[]) {
  const env = { XDG_CONFIG_HOME: config };
  const coplay = await Coplay.start(["serve", "0", "--game", "2048", ...more], { env });
  const [address] = await coplay.stdout.match(/http:\/\/127\.0\.0\.1:\d+/);
  return { coplay, address };
}

Deno.test("a script of the same user reads the token from a file that is gone with the host", async () => {
  await using folder = await TempDir.make();
  const { coplay, address } = await start(folder.path);
  await using _ = coplay;
  const [, path = ""] = await coplay.stderr.match(/Your scripts read the token from: (\S+)/);
  assertEquals(path, folder.join("coplay", `token-${new URL(address).port}`));
  if (Deno.build.os !== "windows") {
    assertEquals((await Deno.stat(path)).mode! & 0o777, 0o600);
    assertEquals((await Deno.stat(folder.join("coplay"))).mode! & 0o777, 0o700);
  }
  const ask = async (headers: HeadersInit) => {
    const answer = await fetch(`${address}/.coplay/admin/games`, { headers });
    await answer.body?.cancel();
    return answer.status;
  };
  assertEquals(await ask({}), 401);
  const token = (await Deno.readTextFile(path)).trim();
  assertEquals(await ask({ authorization: `Bearer ${token}` }), 200);
  coplay.kill("SIGTERM");
  await coplay.finish();
  assertEquals([...Deno.readDirSync(folder.join("coplay"))], []);
});

Deno.test("a host whose token has a file of its own keeps no other", async () => {
  await using folder = await TempDir.make();
  await Deno.writeTextFile(folder.join("own"), "long-enough-token\n");
  const { coplay } = await start(folder.join("config"), "--admin-token-file", folder.join("own"));
  await using _ = coplay;
  await coplay.stderr.match(/#long-enough-token/);
  coplay.kill("SIGTERM");
  await coplay.finish();
  await Deno.stat(folder.join("config")).then(
    () => assertEquals("a folder", "none"),
    (error) => assertEquals(error instanceof Deno.errors.NotFound, true),
  );
});

Deno.test("a host serves where the token cannot be kept, and says why", async () => {
  await using folder = await TempDir.make();
  await Deno.writeTextFile(folder.join("file"), "");
  const { coplay, address } = await start(folder.join("file"));
  await using _ = coplay;
  const [line] = await coplay.stderr.match(/Cannot keep the token for scripts in .*/);
  assertMatch(line, /token-\d+": .+/);
  const answer = await fetch(address);
  await answer.body?.cancel();
  assertEquals(answer.status, 200);
});
