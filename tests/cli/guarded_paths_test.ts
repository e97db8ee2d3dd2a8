import { assert, assertEquals, assertMatch } from "@std/assert";
import { Coplay, runCoplay } from "../support/coplay.ts";
import { ScriptedServer } from "../support/scripted_server.ts";
import { TempDir } from "../support/temp_dir.ts";
import { testUnless } from "../support/test_unless.ts";

/** Deno opens no path in /dev, /proc and /sys unless a program has all permissions. */
const WHY_NOT = Deno.build.os === "linux" ? undefined : "only Linux has these folders";

const URL = "http://127.0.0.1:9/a";
const CLOSED = {
  en: "coplay has no access to devices and system files, such as those in /dev and /proc",
  zh: "coplay 不能访问设备和系统文件（例如 /dev 和 /proc 中的文件）",
};

/** Deno 2.7 and older, which includes the binary's, guard only the files there, not the folders. */
const WHY_NOT_FOLDERS = Deno.env.get("COPLAY_BINARY")
  ? "the runtime of the binary makes and lists folders there"
  : undefined;

interface Case {
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly code: number;
  /** The text before the reason, in the last line, or in the line before the pointer to the help. */
  readonly en: string;
  readonly zh: string;
  /** Whether the path is a folder. */
  readonly isFolder?: boolean;
}

const CASES: readonly Case[] = [
  {
    args: ["download", "-d", "/dev/shm/coplay", URL],
    code: 6,
    en: 'Cannot use the folder "/dev/shm/coplay": ',
    zh: "无法使用文件夹“/dev/shm/coplay”：",
    isFolder: true,
  },
  {
    args: ["download", "-d", "/proc/coplay", URL],
    code: 6,
    en: 'Cannot use the folder "/proc/coplay": ',
    zh: "无法使用文件夹“/proc/coplay”：",
    isFolder: true,
  },
  {
    args: ["download", "-i", "/proc/version"],
    code: 2,
    en: 'Cannot read the list "/proc/version": ',
    zh: "无法读取列表“/proc/version”：",
  },
  {
    args: ["download", "--failed-to", "/dev/full", URL],
    code: 6,
    en: 'Cannot write "/dev/full": ',
    zh: "无法写入“/dev/full”：",
  },
  {
    args: ["download", "--cookies", "/proc/version", URL],
    code: 2,
    en: 'Cannot read the cookie file "/proc/version": ',
    zh: "无法读取 Cookie 文件“/proc/version”：",
  },
  {
    args: ["download", "--ca", "/proc/version", URL],
    code: 2,
    en: 'Cannot read the certificates "/proc/version": ',
    zh: "无法读取证书“/proc/version”：",
  },
  {
    args: ["download", "--checksums", "/proc/version", URL],
    code: 2,
    en: 'Cannot read the checksums "/proc/version": ',
    zh: "无法读取校验和“/proc/version”：",
  },
  {
    args: ["download", "--netrc", URL],
    env: { NETRC: "/proc/version" },
    code: 2,
    en: 'Cannot read the netrc file "/proc/version": ',
    zh: "无法读取 netrc 文件“/proc/version”：",
  },
  {
    args: ["download", "--checksums", URL, URL],
    env: { TMPDIR: "/dev/shm" },
    code: 6,
    en: `Cannot read the checksums "${URL}": no temporary folder: `,
    zh: `无法读取校验和“${URL}”：无法创建临时文件夹：`,
    isFolder: true,
  },
  {
    args: ["serve", "0", "--game", "2048", "--admin-token-file", "/proc/version"],
    code: 2,
    en: 'Cannot read the token from "/proc/version": ',
    zh: "无法从“/proc/version”读取口令：",
  },
  {
    args: ["serve", "0", "--game", "2048", "--cert", "/proc/version", "--key", "/proc/version"],
    code: 1,
    en: 'Cannot read "/proc/version": ',
    zh: "无法读取“/proc/version”：",
  },
  {
    args: ["serve", "0", "--game", "2048", "--https"],
    env: { XDG_CONFIG_HOME: "/dev/shm" },
    code: 1,
    en: 'Cannot keep certificates in "/dev/shm/coplay": ',
    zh: "无法在“/dev/shm/coplay”中保存证书：",
  },
  {
    args: ["serve", "0", "--game", "none", "--games", "/dev/shm"],
    code: 2,
    en: 'Cannot read "/dev/shm": ',
    zh: "无法读取“/dev/shm”：",
    isFolder: true,
  },
];

for (const { args, env = {}, code, en, zh, isFolder } of CASES) {
  const what = [...args, ...Object.entries(env).map(([name, value]) => `${name}=${value}`)];
  const why = WHY_NOT ?? (isFolder ? WHY_NOT_FOLDERS : undefined);
  testUnless(why, `${what.join(" ")} is refused in coplay's own words`, async () => {
    await using folder = await TempDir.make();
    for (const [lang, text] of [["en", en + CLOSED.en], ["zh", zh + CLOSED.zh]] as const) {
      const options = { cwd: folder.path, env: { ...env, LANG: lang } };
      const result = await runCoplay(args, options);
      const lines = result.stderr.split("\n");
      assertEquals([result.code, result.stdout], [code, ""], result.stderr);
      assert(lines.some((line) => line.replace(/^coplay: /, "") === text), result.stderr);
      assert(!/allow-all|Requires/.test(result.stderr), result.stderr);
    }
    assertEquals(await folder.names(), []);
  });
}

testUnless(WHY_NOT, "a list by any name of stdin is stdin", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  server.on("*", { body: "x" });
  const names = ["/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"];
  for (const [index, name] of names.entries()) {
    const stdin = `${server.url(`/${index}`)}\n`;
    const result = await runCoplay(["download", "-d", folder.path, "-i", name], { stdin });
    assertEquals([result.code, result.stdout], [0, `Downloaded ${index}\n`], result.stderr);
  }
});

testUnless(
  WHY_NOT,
  "a file that a command needs can be given by stdin, but only once",
  async () => {
    await using server = await ScriptedServer.start();
    await using folder = await TempDir.make();
    server.on("*", { body: "x" });
    const args = ["download", "-d", folder.path, server.url("/a")];
    const cookie = `127.0.0.1\tFALSE\t/\tFALSE\t0\tname\tvalue\n`;
    await runCoplay([...args, "--cookies", "/dev/stdin"], { stdin: cookie });
    assertEquals(server.requests[0]?.headers.get("cookie"), "name=value");
    const twice = [...args, "--cookies", "/dev/stdin", "--checksums", "/dev/fd/0"];
    const { code, stderr } = await runCoplay(twice, { stdin: cookie });
    assertEquals(code, 2);
    assertMatch(stderr, /^coplay: stdin can be read only once$/m);
  },
);

testUnless(WHY_NOT, "a host that takes its token from stdin takes no orders from it", async () => {
  const args = ["serve", "0", "--game", "2048", "--admin-token-file", "/dev/stdin"];
  await using coplay = await Coplay.start(args);
  await coplay.write("long-enough-token\n");
  await coplay.closeStdin();
  await coplay.stderr.match(/#long-enough-token$/);
  coplay.kill("SIGTERM");
  assertEquals((await coplay.finish()).code, 143);
});
