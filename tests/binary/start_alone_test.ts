import { assertEquals, assertStringIncludes } from "@std/assert";
import { Terminal, WHY_NO_TERMINAL } from "../support/terminal.ts";
import { binaryTest, Elsewhere } from "./binary.ts";

binaryTest("coplay alone at a terminal hosts games at a free port after two answers", async () => {
  await using elsewhere = await Elsewhere.make();
  await using terminal = await Terminal.start([], { cwd: elsewhere.path, rows: 50 });
  await terminal.screen.match(/What would you like to do\? \[1\]/);
  await terminal.press("\r");
  await terminal.screen.match(/3\.2048/);
  await terminal.press("3\r");
  await terminal.screen.match(/http:\/\/127\.0\.0\.1:\d+\//);
  await terminal.press("q\r");
  assertEquals((await terminal.finish()).code, 0);
}, WHY_NO_TERMINAL);

binaryTest("coplay alone ends at Ctrl-C as any command does", async () => {
  await using elsewhere = await Elsewhere.make();
  await using terminal = await Terminal.start([], { cwd: elsewhere.path });
  await terminal.screen.match(/What would you like to do\? \[1\]/);
  await terminal.press("\x03");
  assertEquals((await terminal.finish()).code, 130);
}, WHY_NO_TERMINAL);

binaryTest("coplay alone takes addresses to download", async () => {
  await using elsewhere = await Elsewhere.make();
  await using terminal = await Terminal.start([], { cwd: elsewhere.path });
  await terminal.press("2\r");
  await terminal.screen.match(/Addresses to fetch/);
  await terminal.press("ftp://127.0.0.1/a\r");
  const { code, text } = await terminal.finish();
  assertEquals(code, 2);
  assertStringIncludes(text, "is not http or https");
}, WHY_NO_TERMINAL);
