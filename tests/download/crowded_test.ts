import { assertEquals, assertStringIncludes } from "@std/assert";
import { runCoplay } from "../support/coplay.ts";
import { bodyDigest, ScriptedServer } from "../support/scripted_server.ts";
import { TempDir } from "../support/temp_dir.ts";
import { WHY_NO_SHELL } from "../support/systems.ts";
import { testUnless } from "../support/test_unless.ts";

/** Limits a program to so many open files and connections, including the runtime's. */
function withOpenFiles(count: number): string[] {
  return ["sh", "-c", `ulimit -n ${count} && exec "$0" "$@"`];
}

const FILES = 60;
const SMALL = { sizeBytes: 20_000, seed: 1 };
const LARGE = { sizeBytes: 3_000_000, seed: 2 };

for (
  const { lang, says } of [{ lang: "en", says: "ulimit -n" }, { lang: "zh", says: "打开更多文件" }]
) {
  testUnless(
    WHY_NO_SHELL,
    `where few files may be open, fewer are fetched at once and all arrive (${lang})`,
    async () => {
      await using server = await ScriptedServer.start();
      await using folder = await TempDir.make();
      server.on("*", (request) => ({
        body: request.path.startsWith("/large") ? LARGE : SMALL,
        etag: '"a"',
      }));
      const names = Array.from(
        { length: FILES },
        (_, n) => n % 10 === 0 ? `large${n}` : `small${n}`,
      );
      const urls = names.map((name) => server.url(`/${name}`));
      const args = ["download", "--lang", lang, "-d", folder.path, "-j", "64", "--retries", "0"];
      const result = await runCoplay([...args, ...urls], { through: withOpenFiles(32) });
      assertEquals(result.code, 0, result.stderr);
      assertStringIncludes(result.stderr, says);
      for (const name of names) {
        const bytes = await Deno.readFile(folder.join(name));
        assertEquals(bodyDigest(bytes), bodyDigest(name.startsWith("large") ? LARGE : SMALL));
      }
    },
  );
}
