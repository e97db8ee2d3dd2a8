import { type Question, readFrom, type SetUp, times, type Try, words } from "./scene.ts";

/** The most files at once that may be chosen. */
const MOST_AT_ONCE = 8;

function withLimit(limit: number): SetUp {
  return { variant: "at_most", numbers: { wait: 100, limit, real: false } };
}

function without(variant: string): SetUp {
  return { variant, numbers: { wait: 100, real: false } };
}

/** Finds the lowest limit that is as fast as no limit. */
function leastLimit(attempt: Try): string {
  const limits = Array.from({ length: MOST_AT_ONCE }, (_, at) => at + 1);
  const totals = limits.map((limit) => attempt(withLimit(limit)).endMs);
  return String(totals.indexOf(Math.min(...totals)) + 1);
}

/** The questions about the eight files. */
export const DOWNLOAD_QUESTIONS: readonly Question[] = [
  {
    id: "one",
    text: {
      en:
        "One by one: the server takes 300, 700, 200, 500, 400, 100, 600 and 200 ms. How long in all?",
      zh: "一个接一个：服务器各要 300、700、200、500、400、100、600、200 毫秒。一共要多久？",
    },
    choices: times(700, 1500, 3000),
    ...readFrom(without("one_by_one"), ({ endMs }) => String(endMs)),
    why: {
      en: "Nothing overlaps, so all the waits add up.",
      zh: "没有重叠，所有的等待全加在一起。",
    },
  },
  {
    id: "first",
    text: {
      en:
        "All at once, and each takes as long as before: 300, 700, 200, 500, 400, 100, 600 and 200 ms. Which file is heard of first?",
      zh:
        "一拥而上，各要的时间照旧：300、700、200、500、400、100、600、200 毫秒。最先有消息的是哪个文件？",
    },
    choices: words("1.gif", "3.gif", "6.gif"),
    ...readFrom(without("all_at_once"), ({ actors, output }) => actors[output[0]!.actor]!),
    why: {
      en:
        "They come as they are ready, not in the order of asking. 6.gif is missing, which the server knows after 100 ms. The others do not mind.",
      zh:
        "谁先好谁先到，跟请求的顺序无关。6.gif 不存在，服务器 100 毫秒就知道了；别的文件不受影响。",
    },
  },
  {
    id: "limit",
    text: {
      en: "How many at a time are enough to be as quick as all at once? Find the least.",
      zh: "最多同时几个，就能和一拥而上一样快？找出最小的数。",
    },
    choices: ["4", "5", "6", "8"].map((value) => ({
      value,
      label: { en: value, zh: `${value} 个` },
    })),
    runsDiffer: true,
    setUp: (choice) => withLimit(Number(choice)),
    findAnswer: leastLimit,
    why: {
      en:
        "7.gif takes 600 ms and the slowest 700, so 7.gif has to begin within the first 100. It can when six are let in at once: 6.gif is missing, which is known after 100 ms, and makes room. More would only load the server.",
      zh:
        "最慢的文件要 700 毫秒，而 7.gif 要 600，所以它必须在头 100 毫秒内开始。一次放六个进去正好：6.gif 不存在，100 毫秒就知道了，位置随即让出来。再多也只是给服务器添负担。",
    },
  },
];
