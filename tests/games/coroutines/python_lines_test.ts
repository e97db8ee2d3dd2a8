import { assert, assertEquals } from "@std/assert";
import { pythonLinesOf } from "../../../games/coroutines/python_lines.ts";
import { SCENES } from "../../../games/coroutines/scenes/scenes.ts";

Deno.test("the lines of a program and of its Python that are followed together do the same", async () => {
  const variants = SCENES.flatMap(({ variants }) => variants);
  for (const { id, machine } of variants) {
    const lines = pythonLinesOf(id);
    if (machine === "real") {
      assertEquals(lines.size, 0);
      continue;
    }
    const read = async (end: string) => {
      const text = await Deno.readTextFile(`games/coroutines/programs/${id}.${end}`);
      return text.split("\n");
    };
    const [source, python] = [await read("js"), await read("py")];
    for (const [from, to] of lines) {
      assert(source[from - 1]?.trim() && python[to - 1]?.trim(), `${id} ${from}:${to}`);
    }
    // Each loop and each print is followed by its like.
    for (const [at, line] of source.entries()) {
      const word = /^\s*(for|print) ?\(/.exec(line)?.[1];
      if (!word) continue;
      const twin = python[(lines.get(at + 1) ?? 0) - 1] ?? "";
      assert(twin.trim().startsWith(word), `${id} ${at + 1}: ${line} / ${twin}`);
    }
  }
});
