import { assertEquals } from "@std/assert";
import { isOlder, OLDEST_DENO } from "../../src/cli/process/runtime.ts";
import { commandLine, environment } from "../support/coplay.ts";
import { TempDir } from "../support/temp_dir.ts";
import { testUnless } from "../support/test_unless.ts";

const OLDER: readonly [string, string, boolean][] = [
  ["2.5.9", "2.6.0", true],
  ["1.99.99", "2.6.0", true],
  ["2.6.0", "2.6.0", false],
  ["2.10.0", "2.6.0", false],
  ["3.0.0-rc.1+abc", "2.6.0", false],
  ["2.6.0-rc.1", "2.6.1", true],
];

for (const [version, other, older] of OLDER) {
  Deno.test(`${version} is ${older ? "" : "not "}older than ${other}`, () => {
    assertEquals(isOlder(version, other), older);
  });
}

const SAYS = {
  en: `Deno 2.5.7 is too old for coplay, which needs ${OLDEST_DENO} or newer; \`deno upgrade\` ` +
    "brings it",
  zh: `Deno 2.5.7 版本过旧，coplay 需要 ${OLDEST_DENO} 或更新的版本；可用 \`deno upgrade\` 升级`,
};

/** The binary contains its own Deno. */
const WHY_NOT = Deno.env.get("COPLAY_BINARY") ? "a binary cannot be told another Deno" : undefined;

for (const [lang, says] of Object.entries(SAYS)) {
  testUnless(
    WHY_NOT,
    `a Deno that is too old gets one line and exit code 1 (${lang})`,
    async () => {
      await using folder = await TempDir.make();
      const older = folder.join("older.js");
      const version = `{ ...Deno.version, deno: "2.5.7" }`;
      await Deno.writeTextFile(
        older,
        `Object.defineProperty(Deno, "version", { value: ${version} });`,
      );
      const [path, [run, ...args]] = commandLine([
        "download",
        "--lang",
        lang,
        "http://127.0.0.1/a",
      ]);
      const { code, stdout, stderr } = await new Deno.Command(path, {
        args: [run!, `--preload=${older}`, ...args],
        env: environment({}),
        clearEnv: true,
      }).output();
      const decoder = new TextDecoder();
      assertEquals([code, decoder.decode(stdout)], [1, ""]);
      assertEquals(decoder.decode(stderr), `coplay: ${says}\n`);
    },
  );
}
