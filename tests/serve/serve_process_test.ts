import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { Coplay, runCoplay } from "../support/coplay.ts";
import { TempDir } from "../support/temp_dir.ts";
import { makeZip } from "../support/zip_writer.ts";
import { type Tree, writeTree } from "./host_fixture.ts";

const GAMES: Tree = {
  "4096/index.html": "<title>four</title>the page of 4096",
  "4096/game.json": { name: { en: "Four", zh: "四" } },
  "other/index.html": "<title>other</title>the other page",
  "broken/game.json": "{",
};

async function makeGames(): Promise<TempDir> {
  const folder = await TempDir.make();
  await writeTree(folder.path, GAMES);
  return folder;
}

/** Reads from the output the address at which this machine can open the host. */
async function addressOf(coplay: Coplay): Promise<string> {
  const [address] = await coplay.stdout.match(/http:\/\/127\.0\.0\.1:\d+\//);
  return address;
}

Deno.test("serve publishes the game that a pipe names, and continues after the pipe ends", async () => {
  await using games = await makeGames();
  await using coplay = await Coplay.start(["serve", "0", "--games", games.path]);
  await coplay.write("nothing\nbroken\n4096\n");
  await coplay.closeStdin();
  const address = await addressOf(coplay);
  assertStringIncludes(await (await fetch(address)).text(), "the page of 4096");
  assertStringIncludes(coplay.stderr.text, 'There is no game "nothing"');
  assertStringIncludes(coplay.stderr.text, 'Cannot publish "broken"');
  coplay.kill("SIGTERM");
  assertEquals((await coplay.finish()).code, 143);
});

Deno.test("serve switches when a number or name is typed, and stops at q", async () => {
  await using games = await makeGames();
  const args = ["serve", "0", "--games", games.path, "--game", "四", "--lang", "zh"];
  await using coplay = await Coplay.start(args);
  const address = await addressOf(coplay);
  await coplay.stderr.match(/服务器已经启动成功！等待客户端连接······/);
  assertStringIncludes(await (await fetch(address)).text(), "the page of 4096");
  await coplay.write("other\n");
  await coplay.stderr.match(/已发布：other/);
  assertStringIncludes(await (await fetch(address)).text(), "the other page");
  await coplay.write("q\n");
  assertEquals((await coplay.finish()).code, 0);
});

Deno.test("serve helps at ?, does nothing at an empty line, and takes a part of a name that is one game's", async () => {
  await using games = await makeGames();
  await using coplay = await Coplay.start(["serve", "0", "--games", games.path]);
  await coplay.write("？\n\nx y\nz\ng\nfou\n");
  await coplay.stderr.match(/The server has started/);
  const asked = coplay.stderr.text;
  assertStringIncludes(asked, "g: all games");
  assertStringIncludes(asked, 'There is no game "x y"');
  assertMatch(asked, /"z" fits 2 games: 0 Plants against Zombies, normal edition, 1 .*/);
  assertEquals(asked.match(/Game to publish:/g)?.length, 6);
  assertEquals(asked.match(/^\d+\.Four$/gm)?.length, 2);
  await coplay.write("\n   \nhelp\nr\nfour\nQ\n");
  assertEquals((await coplay.finish()).code, 0);
  const running = coplay.stderr.text.slice(asked.length);
  assertStringIncludes(running, "?  this help     q  stop the server     f  eyes to the front");
  assertMatch(running, /Nothing has changed in the folders\nPublished: Four\nStopping/);
});

Deno.test("serve stops at q before a game is chosen", async () => {
  await using coplay = await Coplay.start(["serve", "0"]);
  await coplay.write("q\n");
  const { code, stdout } = await coplay.finish();
  assertEquals([code, stdout], [0, ""]);
});

Deno.test("serve asks in Chinese as the original did", async () => {
  await using games = await makeGames();
  const result = await runCoplay(["serve", "0", "--games", games.path, "--lang", "zh"]);
  assertEquals(result.code, 2);
  assertMatch(result.stderr, /^\d+\.四$/m);
  assertMatch(result.stderr, /请输入要发布的游戏项目:/);
  assertStringIncludes(result.stderr, "--game");
});

Deno.test("serve ends at Ctrl-C while it asks", async () => {
  await using coplay = await Coplay.start(["serve", "0"]);
  await coplay.stderr.match(/Game to publish:/);
  coplay.kill("SIGINT");
  assertEquals((await coplay.finish()).code, 130);
});

const WRONG: readonly { args: string[]; code: number; says: string }[] = [
  {
    args: [],
    code: 2,
    says: "启动失败，参数格式错误!正确格式: coplay serve 端口号",
  },
  { args: ["1", "2"], code: 2, says: "启动失败，参数格式错误!正确格式: coplay serve 端口号" },
  { args: ["80x"], code: 2, says: "启动失败，端口号不是一个纯数字!" },
  { args: ["８０"], code: 2, says: "启动失败，端口号不是一个纯数字!" },
  { args: ["70000"], code: 2, says: "70000" },
  { args: ["0", "--game", "没有"], code: 2, says: "没有这个游戏：“没有”" },
  { args: ["0", "--gmae", "x"], code: 2, says: "--game" },
];

for (const { args, code, says } of WRONG) {
  Deno.test(`serve ${args.join(" ")} gets one clear line and exit code ${code}`, async () => {
    const result = await runCoplay(["serve", ...args, "--lang", "zh"]);
    assertEquals(result.code, code);
    assertStringIncludes(result.stderr, says);
    assertEquals(result.stderr.trimEnd().split("\n").length, 2);
    assertEquals(result.stdout, "");
  });
}

Deno.test("serve says that a port is taken, and by which program", async () => {
  await using games = await makeGames();
  await using holder = Deno.serve(
    { port: 0, onListen() {} },
    () => new Response("", { headers: { server: "Shop/2" } }),
  );
  const args = ["serve", String(holder.addr.port), "--games", games.path, "--game", "4096"];
  const result = await runCoplay(args);
  assertEquals(result.code, 1);
  assertMatch(result.stderr, /in use, by another web server \(Shop\/2\)/);
});

Deno.test("serve starts though a folder of games is missing, and says so", async () => {
  await using games = await makeGames();
  const args = ["serve", "0", "--games", games.join("gone"), "--games", games.path];
  await using coplay = await Coplay.start([...args, "--game", "4096"]);
  assertEquals((await (await fetch(await addressOf(coplay))).text()).includes("4096"), true);
  assertMatch(coplay.stderr.text, /Cannot read ".*gone": no such folder/);
});

Deno.test("serve shows a game that is dropped in while it runs, and publishes it", async () => {
  await using games = await makeGames();
  const args = ["serve", "0", "--games", games.path, "--game", "4096", "--no-live"];
  await using coplay = await Coplay.start(args);
  const address = await addressOf(coplay);
  const zip = makeZip([{ name: "new/index.html", data: "<title>Fresh</title>the fresh page" }]);
  await Deno.writeFile(games.join("fresh.zip"), zip);
  await coplay.stderr.match(/^New: \d+ Fresh$/);
  await coplay.write("fresh\n");
  await coplay.stderr.match(/Published: Fresh/);
  assertStringIncludes(await (await fetch(address)).text(), "the fresh page");
});

// Without these two capabilities, root may read only what any user may.
const LIKE_ANYBODY = Deno.uid() === 0
  ? ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
  : [];

for (const [mode, what] of [[0o000, "read"], [0o600, "searched"]] as const) {
  Deno.test(`serve says that a folder may not be ${what}, and lists the others`, async () => {
    await using games = await makeGames();
    await Deno.chmod(games.join("other"), mode);
    const { stderr } = await runCoplay(["serve", "0", "--games", games.path], {
      through: LIKE_ANYBODY,
    });
    await Deno.chmod(games.join("other"), 0o700);
    assertMatch(stderr, /^\d+\.Four$/m);
    assertMatch(stderr, /^\d+\.other \(cannot be published: .*permission denied\)$/m);
  });
}
