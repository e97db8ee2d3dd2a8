import type { Trace } from "../trace/recorder.ts";
import { type Note, readFrom, type Scene, type SetUp, times, type Variant } from "./scene.ts";

const NOTES: readonly Note[] = [
  ["for (let tick", {
    en: "The clock stands for all that should stay quick: a click, a picture that moves.",
    zh: "这个钟代表一切不该卡的东西：一次点击，一段动画。",
  }],
  ["yield* sleep(50)", {
    en: "A wait. Waits are no trouble to anybody.",
    zh: "等一会儿。等待不碍任何人的事。",
  }],
  ["print(`clock", { en: "Look at the time: is it on time?", zh: "看看时间：准不准？" }],
  ["print(`${current()}", { en: "One job less.", zh: "又干完一份。" }],
  ["const tasks", {
    en: "The clock is a task like any other.",
    zh: "钟也是一个任务，和别的一样。",
  }],
  ["for (let n", { en: "Once for each job.", zh: "每份活儿来一遍。" }],
  ["tasks.push(spawn(", { en: "A task for this job.", zh: "为这份活儿开一个任务。" }],
  ["yield* joinAll(tasks)", { en: "Waits for all of them.", zh: "等它们全部结束。" }],
];

const REAL_NOTES: readonly Note[] = [
  ["await sleep(50)", {
    en: "A wait. Waits are no trouble to anybody.",
    zh: "等一会儿。等待不碍任何人的事。",
  }],
  ["print(`${name}", { en: "One job less.", zh: "又干完一份。" }],
  ["const tasks", { en: "Whom to wait for.", zh: "记下要等谁。" }],
  ["for (let n", { en: "Once for each job.", zh: "每份活儿来一遍。" }],
  ["tasks.push(job(", {
    en: "Begins a job. It runs to its first await.",
    zh: "开始一份活儿，一直跑到第一个 await。",
  }],
  ["Promise.all(tasks)", { en: "Waits for all of them.", zh: "等它们全部结束。" }],
];

/** The notes of each way of doing it for real. */
const REAL_OWN_NOTES: Readonly<Record<string, readonly Note[]>> = {
  computing: [["= countPrimes(0, below)", {
    en: "Really counts primes, in this very thread. The page stands still meanwhile.",
    zh: "真的在数质数，就用这个线程。这期间整个页面都不动。",
  }]],
  pieces: [
    ["let primes", { en: "Adds up what the pieces find.", zh: "把每段数到的加起来。" }],
    ["for (let piece", { en: "Four pieces instead of one.", zh: "一份分成四段。" }],
    ["const to", { en: "Where this piece ends.", zh: "这一段数到哪里为止。" }],
    ["countPrimes(to", { en: "A piece of the work.", zh: "先数一段。" }],
    ["await sleep(0)", {
      en: "Waits for no time at all. That is enough to let others in.",
      zh: "等零毫秒。这就够了：别人可以插进来。",
    }],
  ],
  threads: [["await inWorker(0, below)", {
    en: "A Worker of the browser counts: a real thread. The page stays free.",
    zh: "交给浏览器的 Worker 去数：真正的线程。页面照常动。",
  }]],
};

/** Numbers below this take a school tablet a good part of a second. */
const BELOW = 200_000;

/** The variant for real beside a made-up one. */
function realOf({ id, label, idea }: Pick<Variant, "id" | "label" | "idea">): Variant {
  const notes = [...REAL_OWN_NOTES[id]!, ...REAL_NOTES];
  return { id: `real_${id}`, label, idea, machine: "real", numbers: ["jobs", "real"], notes };
}

function jobs(variant: string, cores = 4): SetUp {
  return { variant, numbers: { jobs: 3, work: 200, cores, real: false } };
}

const MADE_UP: readonly Variant[] = [
  {
    id: "computing",
    idea: {
      en: "Compute before the wait, not after it. Is the clock still late?",
      zh: "先算再等，换一下顺序。钟还走得慢吗？",
    },
    label: { en: "As tasks", zh: "当任务" },
    machine: "tasks",
    numbers: ["jobs", "work", "real"],
    notes: [
      ...NOTES,
      ["compute(work)", {
        en: "Computes. Nothing to wait for, so nobody else gets the thread.",
        zh: "计算。没有可等的，线程谁也让不出去。",
      }],
    ],
  },
  {
    id: "pieces",
    idea: {
      en: "Cut the work into eight pieces. Does the clock keep better time?",
      zh: "分成八段来算。钟会更准吗？",
    },
    label: { en: "In pieces", zh: "分段算" },
    machine: "tasks",
    numbers: ["jobs", "work", "real"],
    notes: [
      ...NOTES,
      ["for (let piece", { en: "Four pieces instead of one.", zh: "一份分成四段。" }],
      ["compute(work / 4)", { en: "A quarter of the work.", zh: "先算四分之一。" }],
      ["yield* sleep(0)", {
        en: "Waits for no time at all. That is enough to let others in.",
        zh: "等零毫秒。这就够了：别人可以插进来。",
      }],
    ],
  },
  {
    id: "threads",
    idea: {
      en: "Let job1 compute in this thread, and only the others elsewhere.",
      zh: "让 job1 就在这个线程里算，只有别人用线程。",
    },
    label: { en: "In threads", zh: "用线程" },
    machine: "tasks",
    numbers: ["jobs", "work", "cores", "real"],
    notes: [
      ...NOTES,
      ["yield* inThread(work)", {
        en: "Another thread computes. For this one that is a wait, and it is free.",
        zh: "交给另一个线程去算。对这个线程来说只是等，它闲着。",
      }],
    ],
  },
];

/** Reads when the last job has ended. */
function jobsDone({ actors, changes }: Trace): string {
  const ends = changes.filter(({ actor, state }) =>
    state === "ended" && actors[actor]!.startsWith("job")
  );
  return String(Math.max(...ends.map(({ atMs }) => atMs)));
}

/** The scene with work that waits for nothing: tasks do not help, threads do. */
export const THREADS: Scene = {
  id: "threads",
  title: { en: "Work that waits for nothing", zh: "只算不等" },
  tab: { en: "Threads", zh: "线程" },
  lead: {
    en:
      "Each job waits a moment and then computes. Waits overlap, but the thread can compute only one thing at a time: here tasks help nobody. Computing in pieces lets others in between and saves no time. Threads of their own save time, as many at once as there are cores.",
    zh:
      "每份活儿先等一会儿，再埋头计算。等待可以重叠，可一个线程同一时刻只能算一样东西：这里任务帮不上谁的忙。分成几段来算，别人能插进来，总时间却不会少。真要省时间，得给它们各自一个线程；有几个核，就能同时算几份。",
  },
  axis: "time",
  variants: MADE_UP.flatMap((variant) => [variant, realOf(variant)]),
  controls: [
    {
      kind: "range",
      id: "jobs",
      label: { en: "Jobs", zh: "活儿" },
      unit: { en: "", zh: "份" },
      value: 3,
      min: 1,
      max: 4,
    },
    {
      kind: "range",
      id: "work",
      label: { en: "Work", zh: "计算量" },
      unit: { en: "ms", zh: "毫秒" },
      value: 200,
      min: 40,
      max: 400,
      step: 40,
    },
    {
      kind: "switch",
      id: "real",
      label: { en: "For real, in this browser", zh: "真的在浏览器里算" },
      value: false,
    },
    {
      kind: "range",
      id: "cores",
      label: { en: "Cores", zh: "核" },
      unit: { en: "", zh: "个" },
      value: 4,
      min: 1,
      max: 4,
    },
  ],
  prepare: (numbers) => ({ ...numbers, below: BELOW }),
  realHint: {
    en:
      "Really counts the primes below 200,000, once for each job. Times are measured by your browser; how many cores it may use is for your device to say.",
    zh: "真的去数 20 万以内的质数，每份活儿数一遍。时间由你的浏览器实测；能用几个核，看你的设备。",
  },
  questions: [
    {
      id: "tasks",
      text: {
        en:
          "Three jobs as tasks: each waits 50 ms, then computes for 200. When are all three done?",
        zh: "三份活儿当任务跑：每份先等 50 毫秒，再算 200 毫秒。三份全部干完要多久？",
      },
      choices: times(250, 650, 750),
      ...readFrom(jobs("computing"), jobsDone),
      why: {
        en:
          "The waits overlap: 50 for all. The computing does not: 3 × 200. And the clock was late.",
        zh: "等待可以重叠：大家一共 50。计算不行：3 × 200。钟也走慢了。",
      },
    },
    {
      id: "pieces",
      text: {
        en: "The same three jobs, each computed in four pieces. When are all three done?",
        zh: "还是这三份活儿，每份分四段算。三份全部干完要多久？",
      },
      choices: times(250, 450, 650),
      ...readFrom(jobs("pieces"), jobsDone),
      why: {
        en:
          "There is as much to compute as before, and one thread to do it. Only the clock has its turn in between.",
        zh: "要算的东西一点没少，干活的还是一个线程。只是钟能插进来走一走。",
      },
    },
    {
      id: "cores",
      text: {
        en:
          "The same three jobs, each in a thread of its own, on a machine with two cores. When are all three done?",
        zh: "还是这三份活儿，每份一个线程，机器有两个核。三份全部干完要多久？",
      },
      choices: times(250, 450, 650),
      ...readFrom(jobs("threads", 2), jobsDone),
      why: {
        en:
          "Two compute at once, the third after them: 50 + 200 + 200. With a third core it would be 250.",
        zh: "两份同时算，第三份排在后面：50 + 200 + 200。再多一个核，就只要 250。",
      },
    },
  ],
};
