import { type Note, readFrom, type Scene, type SetUp, times, words } from "./scene.ts";

const NOTES: readonly Note[] = [
  ["for (let round", {
    en: "Nothing here says who is next.",
    zh: "这里没有一句话提到下一个是谁。",
  }],
  ["print(`${current()}: round", {
    en: "current() is the name of the task that runs. All tasks share this code.",
    zh: "current() 是正在运行的任务的名字。所有任务跑的是同一段代码。",
  }],
  ["const tasks", { en: "main remembers whom it started.", zh: "main 记下自己启动了谁。" }],
  ["spawn(", {
    en: "Starts a task. It begins as soon as main waits.",
    zh: "启动一个任务。等 main 一进入等待，它就开始跑。",
  }],
  ["yield* join(task)", {
    en: "main waits until this task has ended, and lets the others run meanwhile.",
    zh: "main 等这个任务结束，等的时候让别的任务跑。",
  }],
  ["for (const task of", {
    en: "One task after the other: they run all the same.",
    zh: "一个一个等过去；它们照样都在跑。",
  }],
  ["all done", { en: "Everyone has ended.", zh: "全都结束了。" }],
];

const BLOCKED: SetUp = {
  variant: "blocking",
  numbers: { workers: 3, rounds: 2, wait: 50, patched: false },
};

/** The scene with tasks that switch at every wait, and one wait that the scheduler does not see. */
export const WAITS: Scene = {
  id: "waits",
  title: { en: "Stepping aside", zh: "让位" },
  tab: { en: "Waits", zh: "让位" },
  lead: {
    en:
      "Nobody has to be named any more. A task that waits steps aside by itself, and another runs. That works as long as the scheduler can see the wait. A wait it cannot see holds up everybody, until a patch makes it visible.",
    zh:
      "这回谁也不用点名。任务一遇到等待就自己让开，换别人跑。前提是调度器看得见这个等待；看不见的等待会卡住所有人，打上补丁才好。",
  },
  axis: "time",
  variants: [
    {
      id: "waits",
      idea: { en: "Let everybody wait equally long.", zh: "让每个人都等一样久。" },
      label: { en: "Waits it can see", zh: "看得见的等待" },
      machine: "tasks",
      numbers: ["workers", "rounds", "wait"],
      notes: [
        ...NOTES,
        ["yield* sleep(ms)", {
          en:
            "Waits. The scheduler sees it, lets the others run, and comes back when the time is over.",
          zh: "等待。调度器看见了，先让别人跑，时间到了再回到这里。",
        }],
      ],
    },
    {
      id: "blocking",
      idea: {
        en: "Write sleep instead of time.sleep for one round only.",
        zh: "只让第一轮用 sleep，后面还用 time.sleep。",
      },
      label: { en: "A wait it cannot see", zh: "看不见的等待" },
      machine: "tasks",
      numbers: ["workers", "rounds", "wait", "patched"],
      notes: [
        ...NOTES,
        ["const time", {
          en: "A sleep from somewhere else, that has never heard of tasks.",
          zh: "别处来的 sleep，它根本不知道有任务这回事。",
        }],
        ["block(ms)", {
          en: "Holds the only thread until the time is over. The others could run, and may not.",
          zh: "占着唯一的线程，直到时间过去。别人明明能跑，却轮不到。",
        }],
        ["return []", {
          en: "Nothing to yield. The scheduler never hears that anybody waited.",
          zh: "没有东西可以 yield。刚才等过这么久，调度器根本不知道。",
        }],
        ["if (patched)", {
          en: "The patch: under the same name there is now a sleep that the scheduler sees.",
          zh: "补丁：名字还是那个名字，换成了调度器看得见的 sleep。",
        }],
        ["yield* time.sleep(ms)", {
          en: "The same line either way. Only what stands behind the name decides who may run.",
          zh: "打不打补丁，这一行都一样。别人能不能跑，只看这个名字背后是谁。",
        }],
      ],
    },
  ],
  controls: [
    {
      kind: "range",
      id: "workers",
      label: { en: "Workers", zh: "工人" },
      value: 3,
      min: 1,
      max: 4,
    },
    { kind: "range", id: "rounds", label: { en: "Rounds", zh: "轮数" }, value: 2, min: 1, max: 4 },
    {
      kind: "range",
      id: "wait",
      label: { en: "Wait", zh: "等待" },
      unit: { en: "ms", zh: "毫秒" },
      value: 100,
      min: 50,
      max: 300,
      step: 50,
    },
    { kind: "switch", id: "patched", label: { en: "Patch", zh: "补丁" }, value: false },
  ],
  questions: [
    {
      id: "hidden",
      text: {
        en:
          "A wait it cannot see: three workers wait 50, 100 and 150 ms, two rounds each. When is everyone done?",
        zh: "看不见的等待：三个工人每轮各等 50、100、150 毫秒，各跑两轮。全部干完要多久？",
      },
      choices: times(300, 450, 600),
      ...readFrom(BLOCKED, ({ endMs }) => String(endMs)),
      why: {
        en: "Waits that nobody sees add up: (50 + 100 + 150) × 2.",
        zh: "看不见的等待只能一个个加起来：(50 + 100 + 150) × 2。",
      },
    },
    {
      id: "order",
      text: {
        en: "The same again, without the patch. What is the second line of output?",
        zh: "还是这样，不打补丁。输出的第二行是什么？",
      },
      choices: words("work1: round 2", "work2: round 1", "work3: round 1"),
      ...readFrom(BLOCKED, ({ output }) => output[1]!.text),
      why: {
        en:
          "work1 never steps aside: its wait hands over to nobody. So it does all of its rounds before work2 gets its first.",
        zh:
          "work1 一直没有让开：它等的时候没交给任何人。所以它把自己的轮数全跑完，才轮到 work2 的第一轮。",
      },
    },
    {
      id: "patched",
      text: {
        en: "Now with the patch, all else the same. When is everyone done?",
        zh: "这回打上补丁，其他都不变。全部干完要多久？",
      },
      choices: times(150, 300, 600),
      ...readFrom(
        { ...BLOCKED, numbers: { ...BLOCKED.numbers, patched: true } },
        ({ endMs }) => String(endMs),
      ),
      why: {
        en: "Waits that are seen overlap. The slowest worker alone decides: 150 × 2.",
        zh: "看得见的等待会重叠，只由最慢的那个说了算：150 × 2。",
      },
    },
  ],
};
