import { ask } from "../ask.ts";
import { type Io, say } from "../io.ts";
import type { Text } from "../language.ts";
import { VERSION } from "../version.ts";

/** A choice of a user who typed no command. */
export interface Choice {
  readonly text: Text;
  readonly run: (io: Io) => Promise<number>;
}

const WHICH = { en: "What would you like to do? [1] ", zh: "请选择要做什么 [1]：" };

const CLOSE = { en: "\nPress Enter to close this window. ", zh: "\n按回车键关闭窗口。" };

/**
 * Asks what to do, and does it; Enter alone is the first. Where a window closes with the program, as after a double
 * click on Windows, it stays until the user has seen how it ended.
 *
 * @returns the exit code; undefined where the input ends without an answer
 */
export async function startAlone(
  choices: readonly Choice[],
  io: Io,
  closesWindow: boolean = Deno.build.os === "windows",
): Promise<number | undefined> {
  const rows = choices.map(({ text }, index) => `  ${index + 1}  ${say(io, text)}\n`);
  io.stderr.write(`coplay ${VERSION}\n\n${rows.join("")}\n`);
  const choice = await choose(choices, io);
  if (!choice) return undefined;
  const code = await choice.run(io);
  if (closesWindow && !io.signal.aborted) await ask(io, CLOSE);
  return code;
}

async function choose(choices: readonly Choice[], io: Io): Promise<Choice | undefined> {
  for (;;) {
    const answer = await ask(io, WHICH);
    if (answer === undefined) return undefined;
    const choice = choices[answer === "" ? 0 : Number(answer) - 1];
    if (choice) return choice;
    const [first, last] = [1, choices.length];
    const text = {
      en: `A number from ${first} to ${last}, please\n`,
      zh: `请输入 ${first} 到 ${last}\n`,
    };
    io.stderr.write(say(io, text));
  }
}
