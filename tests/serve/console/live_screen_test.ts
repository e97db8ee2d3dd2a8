import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { fileURLToPath } from "node:url";
import { canDraw, LiveScreen, type ReadHost } from "../../../src/serve/console/live_screen.ts";
import { environment } from "../../support/coplay.ts";
import { FakeIo } from "../../support/fake_io.ts";
import { OutputLog } from "../../support/output_log.ts";
import { lackOf } from "../../support/programs.ts";
import { TempDir } from "../../support/temp_dir.ts";
import { testUnless } from "../../support/test_unless.ts";
import { writeTree } from "../host_fixture.ts";

const HOST: ReturnType<ReadHost> = {
  games: [0, 1].map((number) => ({
    number,
    name: `game ${number}`,
    isPublished: number === 0,
    isBroken: false,
    players: 0,
  })),
  players: [],
  ready: 0,
  address: "http://192.168.1.2:8080/",
  code: [],
  question: "? ",
};

Deno.test("a live screen is for a terminal on both sides that can draw", () => {
  assert(canDraw(new FakeIo({ isTerminal: true })));
  assert(!canDraw(new FakeIo({ isTerminal: true, env: { TERM: "dumb" } })));
  assert(!canDraw(new FakeIo()));
});

Deno.test("a live screen lets messages scroll by, shows what is typed, and gives the terminal back", () => {
  const io = new FakeIo({ isTerminal: true });
  const screen = new LiveScreen(io);
  screen.io.stderr.write("before\n");
  screen.open(() => HOST);
  assertEquals(io.isRaw, true);
  assertStringIncludes(io.text("stderr"), " ● game 0");

  io.writes.length = 0;
  screen.io.stderr.write("somebody joined\n");
  screen.io.stdout.write("GET /\n");
  assertEquals(io.writes, [], "messages are gathered");
  assertEquals(screen.editor.feed("1"), []);
  const [erased, joined, asked, drawn] = io.writes;
  assertStringIncludes(erased!.text, "\x1b[J");
  assertEquals([joined, asked], [
    { to: "stderr", text: "somebody joined\n" },
    { to: "stdout", text: "GET /\n" },
  ]);
  assertStringIncludes(drawn!.text, "\n? 1\x1b[K");
  // The cursor stands behind what is typed.
  assert(drawn!.text.endsWith("\x1b[A\x1b[4G"));

  assertEquals(screen.editor.feed("\x7f\x1b[B\r"), ["1"], "the arrow chose the second game");
  screen.io.stderr.write("last words\n");
  screen.close();
  assertEquals(io.isRaw, false);
  const rest = io.text("stderr");
  assert(rest.endsWith("\x1b[Jlast words\n"), JSON.stringify(rest.slice(-80)));
  screen.io.stderr.write("after\n");
  assert(io.text("stderr").endsWith("after\n"));
});

testUnless(
  lackOf("script"),
  "serve in a terminal draws, publishes by keys, and stops at q",
  async () => {
    await using games = await TempDir.make();
    await writeTree(games.path, {
      "a/index.html": "<title>Game of a</title>",
      "b/index.html": "<title>Game of b</title>",
    });
    const root = fileURLToPath(new URL("../../../", import.meta.url));
    const binary = Deno.env.get("COPLAY_BINARY");
    const coplay = binary
      ? `'${binary}'`
      : `'${Deno.execPath()}' run -A --no-lock --config='${root}deno.json' ` +
        `--import-map='${root}.import_map.json' '${root}main.ts'`;
    const command = `stty cols 90 rows 30; ${coplay} serve 0 --games '${games.path}' --game a`;
    await using child = new Deno.Command("script", {
      args: ["--quiet", "--return", "--command", command, "/dev/null"],
      env: { ...environment({}), LC_ALL: "C.UTF-8", TERM: "xterm-256color" },
      clearEnv: true,
      stdin: "piped",
      stdout: "piped",
    }).spawn();
    const seen = new OutputLog(child.stdout);
    const keys = child.stdin.getWriter();
    const press = (text: string) => keys.write(new TextEncoder().encode(text));
    await seen.match(/● Game of a.*Waiting for players/);
    await press("nothing\r");
    await seen.match(/There is no game "nothing"/);
    await press("b\r");
    await seen.match(/Published: Game of b/);
    await seen.match(/● Game of b/);
    await press("l\rq\r");
    await seen.match(/No players yet/);
    await seen.match(/Stopping…/);
    assertEquals((await child.status).code, 0);
    const text = await seen.ended;
    assertEquals(text.split("\x1b[?25l").length, text.split("\x1b[?25h").length);
    await keys.close().catch(() => {});
  },
);
