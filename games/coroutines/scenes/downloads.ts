import type { Text } from "../../kit/language.ts";
import { DOWNLOAD_QUESTIONS } from "./download_questions.ts";
import type { Note, Scene, Variant } from "./scene.ts";

/** The delays of the simulated server's eight files, in units of its pace. */
const WAITS = [3, 7, 2, 5, 4, 1, 6, 2];
/** The index of the file that the server does not have. */
const MISSING = 5;
/** Small files of the lab itself, for real downloads. */
const REAL_FILES = [
  "cover.svg",
  "style.css",
  "runs/run.ts",
  "trace/recorder.ts",
  "runs/instrument.ts",
  "library/tasks.ts",
  "library/coroutines.ts",
  "library/round_robin.ts",
];

const NOTES: readonly Note[] = [
  ["yield* sleep(delay)", {
    en: "The server takes its time. Nobody is held up meanwhile.",
    zh: "服务器慢慢来。这期间不耽误别人。",
  }],
  ["print(report(name", {
    en: "Arrived, or not: a file that is missing leaves the others alone.",
    zh: "下载成功，或者失败：缺一个文件，不影响别的文件。",
  }],
];

const REAL_NOTES: readonly Note[] = [
  ["await fetch(", {
    en: "Asks the host that serves this page. While it waits, whoever can runs.",
    zh: "向提供这个页面的主机要文件。等的时候，谁能跑谁就跑。",
  }],
  ["arrayBuffer()", { en: "Waits for the last byte.", zh: "等到最后一个字节。" }],
  ["print(report(name", { en: "It is here.", zh: "到手了。" }],
];

/** Makes two variants of a way to download: from the simulated server and from the real one. */
function variant(
  id: string,
  { label, idea, numbers, tasks, network }: Pick<Variant, "label" | "idea" | "numbers"> & {
    readonly tasks: readonly Note[];
    readonly network: readonly Note[];
  },
): Variant[] {
  const real = numbers.filter((name) => name !== "wait");
  return [
    { id, label, idea, numbers, machine: "tasks", notes: [...NOTES, ...tasks] },
    {
      id: `real_${id}`,
      label,
      idea,
      numbers: real,
      machine: "real",
      notes: [...REAL_NOTES, ...network],
    },
  ];
}

const AT_ONCE: Text = { en: "All at once", zh: "一拥而上" };
const ONE_BY_ONE: Text = { en: "One by one", zh: "一个接一个" };
const AT_MOST: Text = { en: "A few at a time", zh: "最多同时几个" };

const START_ALL: readonly Note[] = [
  ["for (const file", { en: "The next file.", zh: "下一个文件。" }],
  ["const tasks", { en: "Whom to wait for.", zh: "记下要等谁。" }],
  ["tasks.push(spawn(", {
    en: "One task for each file. It begins as soon as main waits.",
    zh: "每个文件一个任务，等 main 一进入等待就开始。",
  }],
  ["yield* joinAll(tasks)", { en: "Waits for all of them.", zh: "等它们全部结束。" }],
];

/** The scene with eight files: one after another, all at once, and a few at a time. */
export const DOWNLOADS: Scene = {
  id: "downloads",
  title: { en: "Downloading", zh: "下载" },
  tab: { en: "Files", zh: "下载" },
  lead: {
    en:
      "Eight files, from a server that keeps everyone waiting. One by one, all at once, or a few at a time: the work is the same, the time is not. This is what coplay download does, with Promise.all and a few runners.",
    zh:
      "八个文件，服务器不紧不慢，每个都要拖一会儿才给。一个接一个、一拥而上，还是最多同时几个？活儿一样多，时间可大不一样。coplay download 就是这么做的：Promise.all，加上几个跑腿的。",
  },
  axis: "time",
  variants: [
    ...variant("one_by_one", {
      idea: { en: "Fetch the last file first.", zh: "倒着来，先下载最后一个文件。" },
      label: ONE_BY_ONE,
      numbers: ["wait", "real"],
      tasks: [
        ["for (const file", { en: "The next file.", zh: "下一个文件。" }],
        ["const task", { en: "One task for this file.", zh: "为这个文件开一个任务。" }],
        ["yield* join(task)", {
          en: "Waits for it before the next begins.",
          zh: "等它结束，才开始下一个。",
        }],
      ],
      network: [
        ["for (const file", { en: "The next file.", zh: "下一个文件。" }],
        ["await download(file)", {
          en: "Waits for it before the next begins.",
          zh: "等它结束，才开始下一个。",
        }],
      ],
    }),
    ...variant("all_at_once", {
      idea: {
        en: "Leave 2.gif out. How much sooner is the rest there?",
        zh: "不下 2.gif，别的能早多久到齐？",
      },
      label: AT_ONCE,
      numbers: ["wait", "real"],
      tasks: START_ALL,
      network: [
        ["for (const file", { en: "The next file.", zh: "下一个文件。" }],
        ["const downloads", { en: "Whom to wait for.", zh: "记下要等谁。" }],
        ["downloads.push(", {
          en: "Begins a download and does not wait for it. It runs to its first await.",
          zh: "开始下载，但不等它。它会一直跑到第一个 await。",
        }],
        ["Promise.all(downloads)", { en: "Waits for all of them.", zh: "等它们全部结束。" }],
      ],
    }),
    ...variant("at_most", {
      idea: {
        en: "Let the slowest files begin first: files.sort(…). Are three at a time quicker then?",
        zh: "让最慢的文件先开始：files.sort(……)。最多三个时会不会快些？",
      },
      label: AT_MOST,
      numbers: ["limit", "wait", "real"],
      tasks: [
        ...START_ALL,
        ["limitTo(limit)", {
          en: "So many may be under way at once. A waiting download keeps its place.",
          zh: "同时最多这么多个。正在等服务器的下载也占着一个名额。",
        }],
      ],
      network: [
        ["const rest", { en: "What is still to be fetched.", zh: "还没下载的文件。" }],
        ["const runners", { en: "Whom to wait for.", zh: "记下要等谁。" }],
        ["for (let n", {
          en: "As many runners as may fetch at a time.",
          zh: "允许同时几个，就派几个跑腿的。",
        }],
        ["while (rest.length", {
          en: "A runner takes the next file as long as there is one.",
          zh: "只要还有文件，跑腿的就去取下一个。",
        }],
        ["await download(rest", {
          en: "Takes the first that is left, and waits for it.",
          zh: "拿走剩下的第一个，等它下载完。",
        }],
        ["runners.push(", { en: "One more runner.", zh: "再来一个跑腿的。" }],
        ["Promise.all(runners)", {
          en: "Waits until no runner finds anything left.",
          zh: "等到每个跑腿的都没活儿可干。",
        }],
      ],
    }),
  ],
  controls: [
    {
      kind: "range",
      id: "limit",
      label: { en: "At a time", zh: "最多同时" },
      unit: { en: "", zh: "个" },
      value: 3,
      min: 1,
      max: 8,
    },
    {
      kind: "range",
      id: "wait",
      label: { en: "Server delay", zh: "服务器延迟" },
      unit: { en: "ms", zh: "毫秒" },
      value: 100,
      min: 50,
      max: 200,
      step: 50,
    },
    {
      kind: "switch",
      id: "real",
      label: { en: "For real, from this host", zh: "真的从主机下载" },
      value: false,
    },
  ],
  prepare: (numbers, { machine }) => ({
    ...numbers,
    files: machine === "real" ? REAL_FILES : makeFiles(Number(numbers.wait)),
  }),
  actors: ({ machine }) => machine === "real" ? REAL_FILES : makeFiles(0).map(({ name }) => name),
  realHint: {
    en:
      "Real requests for eight small files of this lab, to the host that serves it. Times are measured by your browser, which lets at most six through at once over plain http.",
    zh:
      "真的向提供本页的主机请求实验室自己的八个小文件，时间由你的浏览器实测。普通 http 下，浏览器最多同时放行六个请求。",
  },
  questions: DOWNLOAD_QUESTIONS,
};

/** A file of the simulated server. */
export type MadeUpFile = { readonly name: string; readonly delay: number; readonly status: number };

function makeFiles(wait: number): MadeUpFile[] {
  return WAITS.map((times, at) => ({
    name: `${at + 1}.gif`,
    delay: times * wait,
    status: at === MISSING ? 404 : 200,
  }));
}
