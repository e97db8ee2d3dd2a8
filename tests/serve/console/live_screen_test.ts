import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { canDraw, LiveScreen, type ReadHost } from "../../../src/serve/console/live_screen.ts";
import { FakeIo } from "../../support/fake_io.ts";
import { TempDir } from "../../support/temp_dir.ts";
import { CTRL_C, Terminal, WHY_NO_TERMINAL, withoutCodes } from "../../support/terminal.ts";
import { testUnless } from "../../support/test_unless.ts";
import { noise } from "../builds/noise.ts";
import { writeTree } from "../host_fixture.ts";

const HOST: ReturnType<ReadHost> = {
  notices: [],
  published: "game 0",
  hiddenBroken: 0,
  hint: undefined,
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
  assert(!canDraw(new FakeIo({ isTerminal: true, refusesRaw: true })));
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
  // The cursor stands after the typed text.
  assert(drawn!.text.endsWith("\x1b[A\x1b[4G"));

  assertEquals(screen.editor.feed("\x7f\x1b[B\r"), ["#1"], "the arrow chose the second game");
  screen.io.stderr.write("last words\n");
  screen.close();
  assertEquals(io.isRaw, false);
  const rest = io.text("stderr");
  assert(rest.endsWith("\x1b[Jlast words\n"), JSON.stringify(rest.slice(-80)));
  screen.io.stderr.write("after\n");
  assert(io.text("stderr").endsWith("after\n"));
});

/** More bytes than the system buffers between a host and a client that does not read. */
const FILM = noise(24 * 1024 * 1024);

/** Hosts two games on a terminal, and waits for the screen. */
async function host(...args: readonly string[]) {
  await using stack = new AsyncDisposableStack();
  const games = stack.use(await TempDir.make());
  await writeTree(games.path, {
    "a/index.html": "<title>Game of a</title>",
    "b/index.html": "<title>Game of b</title>",
    "a/film.mp4": FILM,
  });
  const all = ["serve", "0", "--games", games.path, "--game", "a", ...args];
  const terminal = stack.use(await Terminal.start(all, { columns: 90, rows: 30 }));
  await terminal.screen.match(/● Game of a.*Waiting for players/);
  const kept = stack.move();
  return { terminal, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

testUnless(
  WHY_NO_TERMINAL,
  "serve in a terminal draws, publishes by keys, and stops at q",
  async () => {
    await using hosting = await host();
    const { terminal } = hosting;
    await terminal.press("nothing\r");
    await terminal.screen.match(/There is no game "nothing"/);
    await terminal.press("b\r");
    await terminal.screen.match(/Published: Game of b/);
    await terminal.screen.match(/● Game of b/);
    await terminal.press("l\rq\r");
    await terminal.screen.match(/No players yet/);
    await terminal.screen.match(/Stopping…/);
    assertEquals((await terminal.finish()).code, 0);
  },
);

testUnless(WHY_NO_TERMINAL, "serve's screen follows the terminal's size", async () => {
  await using hosting = await host();
  const { terminal } = hosting;
  for (const [columns, rows] of [[40, 15], [120, 40]] as const) {
    const seen = terminal.screen.text.length;
    await terminal.resize(columns, rows);
    const rule = "─".repeat(columns - 1);
    await terminal.screen.match(new RegExp(`(?<!─)${rule}(?!─)`), seen);
    const text = terminal.screen.text.slice(seen);
    const lines = withoutCodes(text.slice(text.lastIndexOf(rule))).split(/\r\n|\r|\n/);
    assert(lines.every((line) => line.length <= columns), JSON.stringify(lines));
  }
  await terminal.press("q\r");
  assertEquals((await terminal.finish()).code, 0);
});

testUnless(
  WHY_NO_TERMINAL,
  "Ctrl-C lets serve finish its answers, and a second one ends it at once",
  async () => {
    await using hosting = await host("--lang", "en");
    const { terminal } = hosting;
    const [address] = await terminal.screen.match(/http:\/\/[\d.]+:\d+\//);
    const { port } = new URL(address);
    // An orderly end waits for a film, but not for an event stream.
    const film = await fetch(`http://127.0.0.1:${port}/games/a/film.mp4`);
    await terminal.press(CTRL_C);
    await terminal.screen.match(/Stopping…/);
    await terminal.press(CTRL_C);
    assertEquals((await terminal.finish()).code, 130);
    await film.body?.cancel().catch(() => {});
  },
);
