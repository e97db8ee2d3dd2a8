import { assertEquals, assertStringIncludes } from "@std/assert";
import { LANGUAGES } from "../../src/cli/language.ts";
import { runCoplay } from "../support/coplay.ts";
import { findProgram, lackOf, type ProgramName } from "../support/programs.ts";
import { TempDir } from "../support/temp_dir.ts";
import { testUnless } from "../support/test_unless.ts";

/** Runs coplay and returns the completions that it prints for a shell. */
async function scriptFor(shell: string, language = "en"): Promise<string> {
  const { code, stdout, stderr } = await runCoplay(["completions", shell], {
    env: { COPLAY_LANG: language },
  });
  assertEquals([code, stderr], [0, ""]);
  return stdout;
}

/** Runs a program on a text and returns its stdout; anything on stderr is a failure. */
async function through(program: ProgramName, args: string[], text: string): Promise<string> {
  await using folder = await TempDir.make();
  await Deno.writeTextFile(folder.join("text"), text);
  const { code, stdout, stderr } = await new Deno.Command(findProgram(program)!, {
    args: [...args, "text"],
    cwd: folder.path,
    env: { LC_ALL: "C.UTF-8", HOME: folder.path },
  }).output();
  assertEquals([code, new TextDecoder().decode(stderr)], [0, ""]);
  return new TextDecoder().decode(stdout);
}

/** Asks bash what it would offer after a line, whose last word is being typed. */
async function bashOffers(script: string, ...words: string[]): Promise<string[]> {
  const quoted = words.map((word) => `'${word}'`).join(" ");
  const asked = `${script}
COMP_WORDS=(${quoted}) COMP_CWORD=${words.length - 1}
_coplay
printf '%s\\n' "\${COMPREPLY[@]}"
`;
  return (await through("bash", [], asked)).trimEnd().split("\n");
}

testUnless(
  lackOf("bash"),
  "bash completes commands, options, values and names of files",
  async () => {
    const script = await scriptFor("bash");
    assertEquals(await bashOffers(script, "coplay", "se"), ["serve"]);
    assertEquals(await bashOffers(script, "coplay", "download", "--if"), ["--if-exists"]);
    assertEquals(await bashOffers(script, "coplay", "serve", "--no-l"), ["--no-live"]);
    assertEquals(await bashOffers(script, "coplay", "download", "--if-exists", "u"), ["update"]);
    assertEquals(await bashOffers(script, "coplay", "download", "--if-exists", "=", "u"), [
      "update",
    ]);
    assertEquals(await bashOffers(script, "coplay", "download", "-i", "t"), ["text"]);
    assertEquals(await bashOffers(script, "coplay", "completions", "f"), ["fish"]);
  },
);

testUnless(lackOf("zsh"), "zsh reads its completions in every language", async () => {
  for (const language of LANGUAGES) {
    await through("zsh", ["-n"], await scriptFor("zsh", language));
    const loaded = `autoload -U compinit; compinit -D -u\n${await scriptFor("zsh", language)}
print $_comps[coplay]`;
    assertEquals(await through("zsh", ["-f"], loaded), "_coplay\n");
  }
});

testUnless(lackOf("fish"), "fish completes options with their texts, and values", async () => {
  const script = await scriptFor("fish", "zh");
  const offers = async (line: string) =>
    (await through("fish", ["--no-config"], `${script}\ncomplete -C '${line}'\n`)).split("\n");
  assertEquals((await offers("coplay se"))[0], "serve\t为网络上的所有人发布网页游戏");
  assertEquals((await offers("coplay download --if"))[0]?.split("\t")[0], "--if-exists");
  assertEquals((await offers("coplay download --if-exists u"))[0]?.split("\t")[0], "update");
});

Deno.test("PowerShell's completions name every command, and tell -i from -I", async () => {
  const script = await scriptFor("powershell");
  assertStringIncludes(script, "Register-ArgumentCompleter -Native -CommandName coplay");
  assertStringIncludes(script, "switch -CaseSensitive");
  assertStringIncludes(script, "'download --if-exists' { 'update', 'skip',");
});

Deno.test("a shell that coplay does not know is answered with those it knows", async () => {
  const { code, stderr } = await runCoplay(["completions", "tcsh"], { env: { LC_ALL: "C" } });
  assertEquals(code, 2);
  assertStringIncludes(stderr, "coplay completions bash|zsh|fish|powershell");
});

testUnless(
  lackOf("mandoc"),
  "the manual page has every option, and nothing that mandoc cannot read",
  async () => {
    for (const language of LANGUAGES) {
      const { stdout } = await runCoplay(["man"], { env: { COPLAY_LANG: language } });
      assertEquals(await through("mandoc", ["-T", "lint", "-W", "error"], stdout), "");
      const page = await through("mandoc", ["-T", "html"], stdout);
      for (const option of ["--if-exists", "--admin-token-file", "COPLAY_..."]) {
        assertStringIncludes(page, option);
      }
    }
  },
);
