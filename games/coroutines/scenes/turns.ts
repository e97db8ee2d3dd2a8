import { type Note, readFrom, type Scene, words } from "./scene.ts";

const WORK_NOTES: readonly Note[] = [
  ["for (let round", {
    en: "Each worker has its own round, and keeps it while others run.",
    zh: "每个工人都有自己的 round，轮到别人时也不会丢。",
  }],
  ["print(", { en: "One line of output.", zh: "输出一行。" }],
  ["yield;", {
    en: "Stops here and gives control back. Everything the worker knows stays where it is.",
    zh: "在这里停下，把控制权交回去。工人知道的一切都原样留着。",
  }],
];

/** The scene with two workers as generators, and a loop that calls next(). */
export const TURNS: Scene = {
  id: "turns",
  title: { en: "Taking turns", zh: "轮流" },
  tab: { en: "Turns", zh: "轮流" },
  lead: {
    en:
      "A generator is a function that can stop halfway. At yield it keeps its variables and gives control back; next() lets it go on from there. A loop, a few workers, and one thread seems to do many things at once.",
    zh:
      "生成器是能停在半路的函数。走到 yield，它记住所有变量，交回控制权；调用 next()，它又从原处接着走。一个循环，几个工人，一个线程就像在同时做好几件事。",
  },
  axis: "lines",
  variants: [
    {
      id: "turns",
      idea: {
        en: "Move yield; in front of print. What comes first now?",
        zh: "把 yield; 挪到 print 前面，第一行输出变成什么？",
      },
      label: { en: "A loop of our own", zh: "自己写循环" },
      machine: "turns",
      numbers: ["workers", "rounds"],
      notes: [
        ...WORK_NOTES,
        ["const line", {
          en: "Everyone who has not finished stands in this line.",
          zh: "还没干完的人都排在这条队里。",
        }],
        ["line.push(work(", {
          en: "Makes a worker. It does not run yet: it waits for its first next().",
          zh: "造一个工人。它还没开始跑，要等第一次 next()。",
        }],
        ["while (line.length", { en: "As long as somebody is left.", zh: "只要队里还有人。" }],
        ["line.shift()", { en: "The first in line has its turn.", zh: "轮到排在最前面的。" }],
        ["worker.next()", {
          en: "Lets it run to its next yield. The loop waits here meanwhile.",
          zh: "让它跑到下一个 yield。这期间，循环就停在这一行等。",
        }],
        ["if (!done)", {
          en: "Whoever has not finished goes to the end of the line.",
          zh: "没干完的，回到队尾重新排。",
        }],
      ],
    },
    {
      id: "turns_library",
      idea: { en: "Add work1 to the loop a second time.", zh: "把 work1 再往循环里加一次。" },
      label: { en: "The library’s loop", zh: "用库里的循环" },
      machine: "turns",
      numbers: ["workers", "rounds"],
      notes: [
        ...WORK_NOTES,
        ["new RoundRobin()", {
          en: "The same loop, written once for everybody (library/round_robin.ts).",
          zh: "同样的循环，写一次，大家都能用（library/round_robin.ts）。",
        }],
        ["loop.add(", { en: "Stands in line.", zh: "排进队里。" }],
        ["loop.run()", {
          en: "Gives turns until everyone has finished.",
          zh: "轮流叫人，直到所有人都干完。",
        }],
      ],
    },
  ],
  controls: [
    {
      kind: "range",
      id: "workers",
      label: { en: "Workers", zh: "工人" },
      value: 2,
      min: 1,
      max: 4,
    },
    { kind: "range", id: "rounds", label: { en: "Rounds", zh: "轮数" }, value: 3, min: 1, max: 5 },
  ],
  questions: [
    {
      id: "fourth",
      text: {
        en: "Three workers, two rounds each. What is the fourth line of output?",
        zh: "三个工人，每人两轮。输出的第四行是什么？",
      },
      choices: words("work1: round 2", "work2: round 2", "work3: round 1"),
      ...readFrom(
        { variant: "turns", numbers: { workers: 3, rounds: 2 } },
        ({ output }) => output[3]!.text,
      ),
      why: {
        en:
          "After everyone has had a turn, the first in line is work1 again, and it remembers that it is in round 2.",
        zh: "每人轮过一次之后，排在最前面的又是 work1，而它还记得自己该跑第 2 轮了。",
      },
    },
    {
      id: "calls",
      text: {
        en: "Two workers, three rounds each. How often does the loop call next()?",
        zh: "两个工人，每人三轮。循环一共调用了几次 next()？",
      },
      choices: words("3", "6", "8"),
      ...readFrom(
        { variant: "turns", numbers: { workers: 2, rounds: 3 } },
        ({ moments }) =>
          String(
            moments.filter(({ actor }, at) => at > 0 && actor > 0 && moments[at - 1]!.actor === 0)
              .length,
          ),
      ),
      why: {
        en:
          "Three times for three rounds, and once more: only then does a worker find that its rounds are over. That makes four each.",
        zh: "三轮三次，还要再多一次：工人这时才发现轮数用完了。每人四次，一共八次。",
      },
    },
    {
      id: "alone",
      text: {
        en:
          "Only one worker, four rounds. Who runs right after work1: round 2 is printed and it yields?",
        zh: "只有一个工人，跑四轮。它输出 work1: round 2，再走到 yield，接下来是谁在跑？",
      },
      choices: words("main", "work1", "work2"),
      ...readFrom(
        { variant: "turns", numbers: { workers: 1, rounds: 4 } },
        ({ actors, moments, output }) => {
          const yields = output[1]!.moment + 1;
          return actors[moments[yields + 1]!.actor]!;
        },
      ),
      why: {
        en:
          "yield always goes back to whoever called next(), which is the loop in main. It sees that work1 has not finished, and calls it again.",
        zh:
          "yield 总是回到调用 next() 的地方，也就是 main 里的循环。循环看到 work1 还没干完，再叫它一次。",
      },
    },
  ],
};
