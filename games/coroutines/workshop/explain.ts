// Says in the learner's words what a browser says of a mistake.

import { fill } from "../../kit/fill.ts";
import { say, type Text } from "../../kit/language.ts";

/** What browsers say, and what it means; `{1}` and `{2}` are the parts in brackets. */
const MEANINGS: readonly (readonly [said: RegExp, means: Text])[] = [
  [/^(\S+) is not defined$/, {
    en: "nothing here is called {1}",
    zh: "没有叫 {1} 的东西",
  }],
  [/^Cannot access '(.+)' before initialization$/, {
    en: "{1} is used before the line that makes it",
    zh: "{1} 还没定下来就用了，定它的那一行要放到前面",
  }],
  [/^Assignment to constant variable/, {
    en: "what const has set stays as it is; let may be changed",
    zh: "const 定下的值不能再改，要改就用 let",
  }],
  [/^(\S+) is not a function$/, { en: "{1} is no function", zh: "{1} 不是函数" }],
  [/^yield\* (.+) is not iterable|^(\S+) is not iterable/, {
    en: "what follows yield* or of is nothing to go through",
    zh: "yield* 或 of 后面的东西没法一个个地取",
  }],
  [/^Cannot read properties of (undefined|null) \(reading '(.+)'\)$/, {
    en: "there is nothing to read {2} of: it is {1}",
    zh: "要取 {2}，可前面的东西是 {1}",
  }],
  [/^Cannot spawn "(.+)"/, {
    en: "spawn needs a function, not its result: put () => before the call",
    zh: "spawn 要的是函数，不是调用的结果：在调用前面写上 () =>",
  }],
  [/its last switch was not yielded|it yielded, but no switch/, {
    en: "every switch in a coroutine needs yield before it, and every yield a switch after it",
    zh: "协程里，switch 前面要有 yield，yield 后面也要有 switch",
  }],
  [/^Unexpected end of input/, {
    en: "it ends too early, and a } or ) is missing",
    zh: "没写完，少了 } 或 )",
  }],
  [/^missing (\S) /i, { en: "a {1} is missing", zh: "少了一个 {1}" }],
  [/^Invalid or unexpected token/, {
    en: "a sign that JavaScript does not know, or a quotation mark without its twin",
    zh: "有个符号不认识：是不是用了中文标点，或者引号只有一半？",
  }],
  [/^Unexpected (?:token|identifier|number|string) ?'?(.*?)'?$/, {
    en: "{1} is not expected here; is something missing before it?",
    zh: "这里不该出现 {1}，看看它前面少了什么",
  }],
];

const DID_YOU_MEAN: Text = { en: "{why}. Did you mean {name}?", zh: "{why}，是不是想写 {name}？" };

/** What needs `yield*` before it, to wait. */
const WAITS_REGEXP = /^(sleep|join|joinAll|accept|receive|send|inThread)\((?!.*\{$)/;

/** Returns what a browser's words mean; words that are not known are returned as they are. */
export function explain(why: string, source: string): string {
  for (const [said, means] of MEANINGS) {
    const parts = said.exec(why);
    if (!parts) continue;
    const names = Object.fromEntries(parts.map((part, at) => [String(at), part ?? ""]));
    const text = fill(say(means), names);
    const near = /is not (?:defined|a function)$/.test(why)
      ? nearest(parts[1]!.split(".").at(-1)!, source)
      : undefined;
    return near ? say(DID_YOU_MEAN, { why: text, name: near }) : text;
  }
  return why;
}

/** The first line that calls a wait and does not wait, because nothing takes it up. */
export function findLostWait(source: string): { line: number; name: string } | undefined {
  for (const [at, line] of source.split("\n").entries()) {
    const name = WAITS_REGEXP.exec(line.trim())?.[1];
    if (name) return { line: at + 1, name };
  }
  return undefined;
}

/** The word of a text that is most like another, if one is much like it. */
function nearest(name: string, source: string): string | undefined {
  const most = name.length > 3 ? 2 : 1;
  const words = new Set(source.match(/[A-Za-z_$][\w$]*/g) ?? []);
  words.delete(name);
  let best: string | undefined;
  let least = most + 1;
  for (const word of words) {
    const changes = word.length < 3 ? Infinity : changesBetween(name, word);
    if (changes < least) [best, least] = [word, changes];
  }
  return best;
}

/** How many letters to add, take away or change to make one word another. */
function changesBetween(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (const [at, letter] of [...from].entries()) {
    const next = [at + 1];
    for (const [column, other] of [...to].entries()) {
      next.push(
        Math.min(
          row[column]! + (letter === other ? 0 : 1),
          row[column + 1]! + 1,
          next[column]! + 1,
        ),
      );
    }
    row = next;
  }
  return row.at(-1)!;
}
