import { assertEquals, assertStringIncludes } from "@std/assert";
import { startAlone } from "../../src/cli/command_line/start_alone.ts";
import { FakeIo } from "../support/fake_io.ts";

const failing = {
  text: { en: "Host games", zh: "发布游戏" },
  run: (io: FakeIo | { stderr: { write(text: string): void } }) => {
    io.stderr.write("coplay: the port is in use\n");
    return Promise.resolve(1);
  },
};

Deno.test("where the window closes with the program it stays with the reason until Enter", async () => {
  const lines = ["1", "Enter", "not read"];
  const io = new FakeIo({ isTerminal: true, lines });
  assertEquals(await startAlone([failing], io, true), 1);
  assertStringIncludes(
    io.text("stderr"),
    "the port is in use\n\nPress Enter to close this window. ",
  );
  assertEquals(lines, ["not read"]);
});

Deno.test("elsewhere the program ends with its command", async () => {
  const lines = ["1", "not read"];
  assertEquals(await startAlone([failing], new FakeIo({ isTerminal: true, lines }), false), 1);
  assertEquals(lines, ["not read"]);
});
