import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { runCoplay } from "../support/coplay.ts";
import { TempDir } from "../support/temp_dir.ts";

/** A URL without a server; fetch never connects to port 9. */
const URL = "http://127.0.0.1:9/a";

interface Case {
  readonly what: string;
  readonly args: readonly string[];
  readonly code?: number;
  /** The first line after the program's name. */
  readonly en: string;
  readonly zh: string;
}

const USAGE: readonly Case[] = [
  {
    what: "an unknown command",
    args: ["donwload", URL],
    en: 'Unknown command "donwload"; did you mean download?',
    zh: "未知命令“donwload”；您是想用 download 吗？",
  },
  {
    what: "no URL",
    args: ["download"],
    en: "Nothing to download: name a URL, or a list with -i FILE",
    zh: "没有可下载的内容：请给出网址，或用 -i 文件 指定列表",
  },
  {
    what: "ftp",
    args: ["download", "ftp://127.0.0.1/a"],
    en: '"ftp://127.0.0.1/a" is not http or https',
    zh: "“ftp://127.0.0.1/a”不是 http 或 https 网址",
  },
  {
    what: "a local file as a URL",
    args: ["download", "file:///etc/passwd"],
    en: '"file:///etc/passwd" is not http or https',
    zh: "“file:///etc/passwd”不是 http 或 https 网址",
  },
  {
    what: "not a URL",
    args: ["download", "a\x1b[31m"],
    en: '"a\\u{1b}[31m" is not a URL',
    zh: "“a\\u{1b}[31m”不是有效的网址",
  },
  {
    what: "a list that does not exist",
    args: ["download", "-i", "none.txt"],
    en: 'Cannot read the list "none.txt": there is no such file',
    zh: "无法读取列表“none.txt”：文件不存在",
  },
  {
    what: "a folder as a list",
    args: ["download", "-i", "folder"],
    en: 'Cannot read the list "folder": it is a folder',
    zh: "无法读取列表“folder”：这是一个文件夹",
  },
  {
    what: "no files at once",
    args: ["download", "-j", "0", URL],
    en: 'Option --jobs must be auto or a whole number from 1 to 4096, not "0"',
    zh: "选项 --jobs 必须是 auto 或 1 到 4096 之间的整数，而不是“0”",
  },
  {
    what: "a word for a number",
    args: ["download", "-j", "x", URL],
    en: 'Option --jobs must be auto or a whole number from 1 to 4096, not "x"',
    zh: "选项 --jobs 必须是 auto 或 1 到 4096 之间的整数，而不是“x”",
  },
  {
    what: "one name for two URLs",
    args: ["download", "-o", "a", URL, URL],
    en: "--out is for one URL only",
    zh: "--out 只能用于单个网址",
  },
  {
    what: "a name outside the folder",
    args: ["download", "-o", "../a", URL],
    en: '--out "../a" leads out of the folder; choose another one with --dir',
    zh: "--out “../a”超出了保存文件夹；请用 --dir 指定其他文件夹",
  },
  {
    what: "an unknown option",
    args: ["download", "--retry", "3", URL],
    en: "Unknown option --retry; did you mean --retries?",
    zh: "未知选项 --retry；您是想用 --retries 吗？",
  },
  {
    what: "a missing value",
    args: ["download", URL, "--dir"],
    en: "Option --dir needs a value",
    zh: "选项 --dir 缺少参数值",
  },
  {
    what: "an unknown field of a template",
    args: ["download", "--as", "{nr}.gif", URL],
    en: "--as does not know {nr}; it knows {n} {name} {stem} {ext} {host} {path}",
    zh: "--as 不认识 {nr}；可用的有 {n} {name} {stem} {ext} {host} {path}",
  },
  {
    what: "a checksum of the wrong length",
    args: ["download", "--checksum", "md5:00", URL],
    en: 'md5 checksums have 32 hexadecimal digits, not "00"',
    zh: "md5 校验和应为 32 位十六进制数字，而不是“00”",
  },
  {
    what: "an unknown checksum",
    args: ["download", "--checksum", "crc32:00000000", URL],
    en: 'Checksum "crc32:00000000" must be NAME:HEX with one of sha256, sha512, sha1, md5',
    zh: "校验和“crc32:00000000”的格式应为 名称:十六进制值，名称可以是 sha256, sha512, sha1, md5",
  },
  {
    what: "a checksums file without checksums",
    args: ["download", "--checksums", "folder/list.txt", URL],
    en: `Cannot read the checksums "folder/list.txt": "${URL}" is not a line of checksums`,
    zh: `无法读取校验和“folder/list.txt”：“${URL}”不是校验和行`,
  },
  {
    what: "a header without a colon",
    args: ["download", "-H", "X-Key 1", URL],
    en: 'a header must be "Name: value", not "X-Key 1"',
    zh: "请求头的格式应为“名称: 值”，而不是“X-Key 1”",
  },
  {
    what: "a header with a line break",
    args: ["download", "-H", "X-Key: 1\r\nEvil: 2", URL],
    en: "the header X-Key must not hold line breaks or control characters",
    zh: "请求头 X-Key 不能包含换行或控制字符",
  },
  {
    what: "a header that is coplay's own",
    args: ["download", "-H", "Range: bytes=0-1", URL],
    en: "The header Range is coplay's own and cannot be set",
    zh: "请求头 Range 由 coplay 自行决定，不能指定",
  },
  {
    what: "a netrc file that cannot be read",
    args: ["download", "--netrc", URL],
    en: 'Cannot read the netrc file "none": there is no such file',
    zh: "无法读取 netrc 文件“none”：文件不存在",
  },
  {
    what: "a cookie file that is a folder",
    args: ["download", "--cookies", "folder", URL],
    en: 'Cannot read the cookie file "folder": it is a folder',
    zh: "无法读取 Cookie 文件“folder”：这是一个文件夹",
  },
  {
    what: "a certificates file without certificates",
    args: ["download", "--ca", "folder/list.txt", URL],
    en: '"folder/list.txt" holds no certificate in PEM form',
    zh: "“folder/list.txt”中没有 PEM 格式的证书",
  },
  {
    what: "a certificate that was cut",
    args: ["download", "--ca", "folder/cut.pem", URL],
    en: '"folder/cut.pem" holds a certificate that is damaged',
    zh: "“folder/cut.pem”中的证书已损坏",
  },
];

/** Windows says it of the file itself. */
const BELOW_A_FILE = Deno.build.os === "windows"
  ? { en: "a file of that name is in the way", zh: "该位置已有同名文件" }
  : { en: "a part of the path is not a folder", zh: "路径中有一部分不是文件夹" };

const DISK: readonly Case[] = [
  {
    what: "a file where the folder should be",
    args: ["download", "-d", "folder/list.txt", URL],
    code: 6,
    en: 'Cannot use the folder "DIR/folder/list.txt": a file of that name is in the way',
    zh: "无法使用文件夹“DIR/folder/list.txt”：该位置已有同名文件",
  },
  {
    what: "a folder below a file",
    args: ["download", "-d", "folder/list.txt/sub", URL],
    code: 6,
    en: `Cannot use the folder "DIR/folder/list.txt/sub": ${BELOW_A_FILE.en}`,
    zh: `无法使用文件夹“DIR/folder/list.txt/sub”：${BELOW_A_FILE.zh}`,
  },
  {
    what: "a list of failures in a folder that does not exist",
    args: ["download", "--failed-to", "none/again.txt", URL],
    code: 6,
    en: 'Cannot write "DIR/none/again.txt": the folder does not exist',
    zh: "无法写入“DIR/none/again.txt”：文件夹不存在",
  },
];

async function makeFolder(): Promise<TempDir> {
  const folder = await TempDir.make();
  await Deno.mkdir(folder.join("folder"));
  await Deno.writeTextFile(folder.join("folder", "list.txt"), `${URL}\n`);
  await Deno.writeTextFile(folder.join("folder", "cut.pem"), "-----BEGIN CERTIFICATE-----\nMIIB\n");
  return folder;
}

for (const { what, args, code = 2, en, zh } of [...USAGE, ...DISK]) {
  Deno.test(`${what} is one clear line and exit code ${code}`, async () => {
    await using folder = await makeFolder();
    const run = (lang: string) =>
      runCoplay(args, { cwd: folder.path, env: { LANG: lang, NETRC: "none" } });
    const [english, chinese] = await Promise.all([run("en_US.UTF-8"), run("zh_CN.UTF-8")]);
    const help = args[0] === "download" ? "coplay download --help" : "coplay --help";
    const hints = code === 2
      ? [`Run \`${help}\` for help.`, `运行 \`${help}\` 查看帮助。`]
      : [undefined, undefined];
    for (
      const [result, text, hint] of [[english, en, hints[0]], [chinese, zh, hints[1]]] as const
    ) {
      const lines = [
        `coplay: ${text.replace(/DIR[^"”]*/, (path) => folder.join(...path.split("/").slice(1)))}`,
        ...(hint ? [hint] : []),
        "",
      ];
      assertEquals(result.stderr, lines.join("\n"));
      assertEquals([result.code, result.stdout], [code, ""]);
    }
    assertEquals(await folder.names(), ["folder"]);
    assertEquals(await Deno.readTextFile(folder.join("folder", "list.txt")), `${URL}\n`);
  });
}

Deno.test("no command is an error that shows the help", async () => {
  const [english, chinese] = await Promise.all([runCoplay([]), runCoplay(["--lang", "zh"])]);
  assertEquals([english.code, chinese.code, english.stdout], [2, 2, ""]);
  assert(
    english.stderr.startsWith("coplay: No command given; name one of download, serve\n\nUsage:"),
  );
  assert(chinese.stderr.startsWith("coplay: 没有给出命令；可用的命令有 download、serve\n\n用法："));
});

Deno.test("an empty list is no failure and says so", async () => {
  await using folder = await TempDir.make();
  await Deno.writeTextFile(folder.join("list.txt"), "# nothing\n\n");
  for (const [lang, says] of [["en", "the list is empty"], ["zh", "列表为空"]] as const) {
    for (const [list, stdin] of [["list.txt", ""], ["-", "\n"]] as const) {
      const args = ["download", "--lang", lang, "-i", list];
      const result = await runCoplay(args, { cwd: folder.path, stdin });
      assertEquals([result.code, result.stdout], [0, ""]);
      assertStringIncludes(result.stderr, says);
    }
  }
});
