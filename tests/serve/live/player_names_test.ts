import { assertEquals } from "@std/assert";
import type { ListedPlayer } from "../../../src/serve/live/player.ts";
import { Players, type PlayersOptions } from "../../../src/serve/live/players.ts";

/** A class whose clock stands still until a test moves it. */
function makeClass(options: PlayersOptions = {}) {
  const clock = { nowMs: 1000 };
  const players = new Players({ graceMs: 0, now: () => clock.nowMs, ...options });
  const come = (id: string) => {
    const page = { id: `page of ${id}`, gameId: "a", isReady: false, send() {}, close() {} };
    const player = players.open({ id, address: "192.168.1.7", agent: "" }, page);
    return () => {
      players.close(player, page);
      // Without grace the player leaves in the next turn.
      return new Promise<void>((resolve) => setTimeout(resolve));
    };
  };
  const name = (id: string, typed: string) => players.setName(`page of ${id}`, typed);
  return { clock, players, come, name };
}

Deno.test("players of one name are told apart, and keep their numbers", async () => {
  const { players, come, name } = makeClass();
  const leave = come("first");
  for (const id of ["second", "third", "typed"]) come(id);
  assertEquals(name("first", "Ming"), "Ming");
  assertEquals(name("typed", "Ming 2"), "Ming 2");
  assertEquals(name("second", "ｍing\u200b"), "ｍing 3");
  assertEquals(name("third", "明"), "明");
  assertEquals(name("third", "MING"), "MING 4");
  await leave();
  assertEquals(name("second", "ｍing"), "ｍing 3");
  assertEquals(players.shownName("second"), "ｍing 3");
});

Deno.test("a name that is taken away, or that nothing is left of, is none", () => {
  const { players, come, name } = makeClass();
  come("first");
  name("first", "Ming");
  assertEquals(name("first", "\u200b \n"), undefined);
  assertEquals(players.shownName("first"), undefined);
  assertEquals(players.listed[0]!.name, null);
});

Deno.test("a tablet that slept comes back under its name and number, which nobody had meanwhile", async () => {
  const { clock, players, come, name } = makeClass();
  come("first");
  name("first", "Ming");
  const sleep = come("second");
  name("second", "Ming");
  await sleep();
  come("third");
  assertEquals(name("third", "Ming"), "Ming 3");
  clock.nowMs += 500_000;
  come("second");
  assertEquals(players.shownName("second"), "Ming 2");
});

Deno.test("the next class has the names of the last one to itself", async () => {
  const { clock, come, name } = makeClass();
  const leave = come("first");
  name("first", "Ming");
  await leave();
  clock.nowMs += 601_000;
  come("next");
  assertEquals(name("next", "Ming"), "Ming");
});

Deno.test("of two players whom two hosts have named alike at one moment, the later one gives way", () => {
  const elsewhere = (since: number): PlayersOptions["elsewhere"] => {
    const other = { id: "there", name: { text: "Ming", number: 1, since } } as ListedPlayer;
    let isKnown = false;
    return {
      count: () => 1,
      countReady: () => 0,
      countPlaying: () => 0,
      // The report comes after both names are given.
      list: () => isKnown ? [other] : (isKnown = true, []),
      markReady() {},
      passName() {},
      passTaken: () => Promise.resolve(),
    };
  };
  for (const [since, shown] of [[900, "Ming 2"], [1100, "Ming"]] as const) {
    const { players, come, name } = makeClass({ elsewhere: elsewhere(since) });
    come("here");
    assertEquals(name("here", "Ming"), "Ming");
    players.settleNames();
    assertEquals(players.shownName("here"), shown);
    assertEquals(players.shownName("there"), "Ming");
  }
});

Deno.test("without names nobody gets one", () => {
  const { players, come, name } = makeClass({ hasNames: false });
  come("first");
  name("first", "Ming");
  assertEquals(players.listed[0]!.name, null);
});
