import { unicodeWidth } from "@std/cli/unicode-width";
import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { commandHelp, programHelp } from "../../src/cli/command_line/help.ts";
import { LANGUAGES } from "../../src/cli/language.ts";
import { COMMON_OPTIONS } from "../../src/cli/command_line/options.ts";
import { run as runDownload } from "../../src/download/command.ts";
import { run as runServe } from "../../src/serve/command.ts";
import { DOWNLOAD_OPTIONS } from "../../src/download/ask/options.ts";
import { FakeIo } from "../support/fake_io.ts";

/** Lines that users copy, and that must not be broken. */
const COPIED = /^ {2}coplay /;

async function downloadHelp(language: "en" | "zh", columns: number): Promise<string> {
  const io = new FakeIo({ language, columns });
  assertEquals(await runDownload(["--help", "all"], io), 0);
  assertEquals(io.text("stderr"), "");
  return io.text("stdout");
}

for (const language of LANGUAGES) {
  Deno.test(`help (${language}) never is wider than the terminal`, async () => {
    for (const columns of [40, 45, 60, 64, 72, 80, 100, 200]) {
      for (const line of (await downloadHelp(language, columns)).split("\n")) {
        const isAllowed = unicodeWidth(line) <= columns || COPIED.test(line);
        assert(isAllowed, `${columns} columns: ${line}`);
      }
    }
  });

  Deno.test(`help (${language}) names every option with its short form and its text`, async () => {
    const help = await downloadHelp(language, 1000);
    for (const [name, spec] of Object.entries({ ...DOWNLOAD_OPTIONS, ...COMMON_OPTIONS })) {
      const line = help.split("\n").find((text) =>
        new RegExp(`^  (-., )?--(\\[no-\\])?${name}(?![\\w-])`).test(text)
      );
      assert(line !== undefined, name);
      if ("short" in spec) assertMatch(line, new RegExp(`^  -${spec.short}, `));
      assertStringIncludes(help.replaceAll(/\n +/g, " "), spec.help[language]);
    }
  });

  Deno.test(`help (${language}) has no empty and no untranslated text`, async () => {
    const help = await downloadHelp(language, 80);
    assert(!/undefined|\[object/.test(help));
    if (language === "zh") {
      for (const [name, { help: { zh } }] of Object.entries(DOWNLOAD_OPTIONS)) {
        assertMatch(zh, /[\u4e00-\u9fff]/, name);
      }
    }
  });
}

const COMMANDS = { download: runDownload, serve: runServe };

for (const [name, run] of Object.entries(COMMANDS)) {
  Deno.test(`${name} --help fits on a terminal of 80 by 24 and leads to all of it`, async () => {
    for (const language of LANGUAGES) {
      const io = new FakeIo({ language });
      assertEquals(await run(["--help"], io), 0);
      const lines = io.text("stdout").trimEnd().split("\n");
      assert(lines.length < 23, lines.join("\n"));
      for (const line of lines) assert(unicodeWidth(line) <= 80, line);
      assertStringIncludes(lines.at(-1)!, `coplay ${name} --help all`);
    }
  });
}

Deno.test("an English option text is a phrase without a full stop", () => {
  for (const [name, { help: { en, zh } }] of Object.entries(DOWNLOAD_OPTIONS)) {
    assertMatch(en, /^[A-Z].*[^.\s]$/, name);
    assertMatch(zh, /[^。\s]$/, name);
  }
});

Deno.test("help says how the environment holds defaults", async () => {
  assertStringIncludes(await downloadHelp("en", 1000), "COPLAY_LIMIT_RATE=2M for --limit-rate 2M");
});

Deno.test("a text is beside its option, or below it where there is no room", () => {
  const help = {
    name: "it",
    summary: { en: "Does it.", zh: "做。" },
    usage: ["it [OPTIONS]", { en: "it FILE", zh: "it 文件" }],
    options: {
      name: {
        kind: "text",
        short: "n",
        value: { en: "NAME", zh: "名称" },
        help: { en: "One two three four", zh: "一二三，四" },
      },
    },
    examples: [{ command: "coplay it", does: { en: "Does it", zh: "就做" } }],
  } as const;
  assertEquals(
    commandHelp(help, { language: "en", columns: 80 }).replace(/Environment:[^]*?\n\n/, ""),
    "Usage:\n  coplay it [OPTIONS]\n  coplay it FILE\n\nDoes it.\n\n" +
      "Options:\n  -n, --name NAME           One two three four\n\n" +
      "Examples:\n  coplay it\n      Does it\n",
  );
  assertStringIncludes(
    commandHelp(help, { language: "zh", columns: 30 }),
    "选项：\n  -n, --name 名称\n      一二三，四\n",
  );
});

Deno.test("the program's help lists its commands", () => {
  const commands = { fetch: { en: "Fetch", zh: "下载" } };
  assertEquals(
    programHelp(commands, { language: "en", columns: 80 }).split("\n").slice(4, 6),
    ["Commands:", "  fetch                     Fetch"],
  );
  assertStringIncludes(programHelp(commands, { language: "zh", columns: 80 }), "命令：\n  fetch");
});
