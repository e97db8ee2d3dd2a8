import { assertEquals } from "@std/assert";
import { chooseLanguage } from "../../src/cli/language.ts";

const CASES: readonly [args: string[], env: Record<string, string>, language: string][] = [
  [[], {}, "en"],
  [[], { LANG: "zh_CN.UTF-8" }, "zh"],
  [[], { LANG: "zh_TW" }, "zh"],
  [[], { LANG: "zh-Hans" }, "zh"],
  [[], { LANG: "C" }, "en"],
  [[], { LANG: "de_DE.UTF-8" }, "en"],
  [[], { LANG: "zhx" }, "en"],
  [[], { LC_ALL: "zh_CN.UTF-8", LANG: "en_US.UTF-8" }, "zh"],
  [[], { LC_ALL: "C", LANG: "zh_CN.UTF-8" }, "en"],
  [[], { LC_ALL: "", LANG: "zh_CN.UTF-8" }, "zh"],
  [[], { LC_MESSAGES: "en_GB.UTF-8", LANG: "zh_CN.UTF-8" }, "en"],
  [["download", "--lang", "zh"], { LANG: "en_US" }, "zh"],
  [["--lang=en", "download"], { LANG: "zh_CN" }, "en"],
  [["--lang", "en", "--lang=zh"], {}, "zh"],
  [["download", "--", "--lang", "zh"], {}, "en"],
  [["--lang"], {}, "en"],
  [["--lang", "fr"], { LANG: "zh_CN" }, "en"],
];

for (const [args, env, language] of CASES) {
  Deno.test(`${JSON.stringify(env)} and [${args.join(" ")}] choose ${language}`, () => {
    assertEquals(
      chooseLanguage(args, { env: (name) => env[name], system: () => "en-US" }),
      language,
    );
  });
}

const SYSTEMS: readonly [system: string, env: Record<string, string>, language: string][] = [
  ["zh-CN", {}, "zh"],
  ["zh-Hant-TW", { LANG: "" }, "zh"],
  ["de-DE", {}, "en"],
  // Linux without a language, and a system that was told to be plain.
  ["en-US-u-va-posix", {}, "en"],
  ["zh-CN", { LANG: "C" }, "en"],
  ["zh-CN", { LC_ALL: "en_US.UTF-8" }, "en"],
];

for (const [system, env, language] of SYSTEMS) {
  Deno.test(`on a system in ${system}, ${JSON.stringify(env)} chooses ${language}`, () => {
    assertEquals(chooseLanguage([], { env: (name) => env[name], system: () => system }), language);
  });
}
