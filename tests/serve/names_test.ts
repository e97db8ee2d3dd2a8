import { assertEquals } from "@std/assert";
import { HostFixture } from "./host_fixture.ts";
import { IGNORES_CASE, WHY_NO_TWINS } from "../support/systems.ts";
import { testUnless } from "../support/test_unless.ts";

const LONG = `${"长".repeat(80)}.txt`;

/** Where case does not matter, the two folders are one. */
const OTHER = IGNORES_CASE ? "Img/other.png" : "img/other.png";

const TWINS = IGNORES_CASE ? [] : [["twin.txt", "lower twin"], ["TWIN.txt", "upper twin"]] as const;

/** Windows has no such name. */
const QUESTION = Deno.build.os === "windows" ? [] : [["quest?.txt", "question"]] as const;

const FILES = {
  "a/index.html": "",
  "a/with space.txt": "space",
  "a/plus+plus.txt": "plus",
  "a/hash#1.txt": "hash",
  "a/100%.txt": "percent",
  "a/a%20b.txt": "percent form in a name",
  "a/图片/角色.txt": "cjk",
  "a/caf\u00e9.txt": "composed",
  "a/e\u0301te\u0301.txt": "decomposed",
  "a/Img/Hero.PNG": "hero",
  [`a/${OTHER}`]: "other",
  ...Object.fromEntries([...TWINS, ...QUESTION].map(([name, text]) => [`a/${name}`, text])),
  [`a/${LONG}`]: "long",
};

const FOUND: readonly (readonly [asked: string, content: string])[] = [
  ["with%20space.txt", "space"],
  ["plus+plus.txt", "plus"],
  ["plus%2Bplus.txt", "plus"],
  ["hash%231.txt", "hash"],
  ["100%25.txt", "percent"],
  ["100%.txt", "percent"],
  ["a%2520b.txt", "percent form in a name"],
  ["%E5%9B%BE%E7%89%87/%E8%A7%92%E8%89%B2.txt", "cjk"],
  ["%e5%9b%be%e7%89%87/%e8%a7%92%e8%89%b2.txt", "cjk"],
  ["caf%C3%A9.txt", "composed"],
  ["%69ndex.html", ""],
  [encodeURIComponent(LONG), "long"],
  ...TWINS,
  ...QUESTION.map(([name, text]) => [encodeURIComponent(name), text] as const),
];

Deno.test("names are found in every percent-encoding", async () => {
  await using host = await HostFixture.publishing(FILES);
  for (const [asked, content] of FOUND) {
    const answer = await host.ask(`/games/a/${asked}`);
    assertEquals([answer.status, await answer.text()], [200, content], asked);
  }
  assertEquals(host.respelled, []);
});

const RESPELLED: readonly [asked: string, content: string, path: string][] = [
  ["img/hero.png", "hero", "Img/Hero.PNG"],
  ["IMG/OTHER.png", "other", OTHER],
  ["cafe%CC%81.txt", "composed", "caf\u00e9.txt"],
  ["%C3%A9t%C3%A9.txt", "decomposed", "e\u0301te\u0301.txt"],
  ["/img//other.png", "other", OTHER],
  ["./img/./other.png", "other", OTHER],
];

Deno.test("names are found in another case and Unicode form, with a hint", async () => {
  await using host = await HostFixture.publishing(FILES);
  for (const [asked, content, path] of RESPELLED) {
    assertEquals(await host.read(`/games/a/${asked}`), content, asked);
    assertEquals(host.respelled.pop(), [asked, path]);
  }
});

testUnless(WHY_NO_TWINS, "a name that two files could have is not guessed", async () => {
  await using host = await HostFixture.publishing(FILES);
  assertEquals((await host.ask("/games/a/Twin.txt")).status, 404);
});

Deno.test("a game in a folder with a Chinese name and spaces is served", async () => {
  await using host = await HostFixture.make({
    "植物 大战/index.html": "页",
    "植物 大战/a.js": "a",
  });
  await host.host.publish(host.game("植物 大战"));
  const location = (await host.ask("/")).headers.get("location")!;
  assertEquals(location, `/games/${encodeURIComponent("植物 大战")}/`);
  assertEquals(await host.read(location), "页");
  assertEquals(await host.read(`${location}a.js`), "a");
});
