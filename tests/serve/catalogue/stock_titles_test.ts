import { assertEquals } from "@std/assert";
import { ownTitle } from "../../../src/serve/catalogue/stock_titles.ts";

const TITLES: readonly [title: string, own: string | undefined][] = [
  ["Unity WebGL Player | Star Farm", "Star Farm"],
  ["Unity Web Player | 星空农场", "星空农场"],
  ["Unity WebGL Player | My project (1)", undefined],
  ["Cocos Creator | plane", "plane"],
  ["CocosCreator | 大西瓜", "大西瓜"],
  ["Created with GameMaker", undefined],
  ["Created with GameMaker Studio 2", undefined],
  ["Loading TyranoScript", undefined],
  ["TIC-80 tiny computer", undefined],
  ["GDJS Project", undefined],
  ["Construct 3", undefined],
  ["Vite App", undefined],
  ["Vite + TS", undefined],
  ["Document", undefined],
  ["Untitled Document", undefined],
  ["无标题文档", undefined],
  ["Godot", undefined],
  ["Loading...", undefined],
  ["Emscripten-Generated Code", undefined],
  ["Rocket - made with Phaser 3", "Rocket"],
  ["Document of Doubt", "Document of Doubt"],
  ["The Unity of All", "The Unity of All"],
  ["Godot Quest", "Godot Quest"],
  ["Home Sweet Home", "Home Sweet Home"],
];

for (const [title, own] of TITLES) {
  Deno.test(`"${title}" names a game ${own ?? "not at all"}`, () => {
    assertEquals(ownTitle(title), own);
  });
}
