// The texts of the lab around its scenes, in both languages.

import type { Text } from "../kit/language.ts";
import type { ActorState } from "./trace/recorder.ts";

/** The texts. */
export const WORDS = {
  name: { en: "Coroutine Lab", zh: "协程实验室" },
  tagline: { en: "One thread, many things at once", zh: "一个线程，同时做许多事" },
  scenes: { en: "Scenes", zh: "场景" },
  source: { en: "What runs", zh: "运行的代码" },
  sourceHint: {
    en: "The marked line runs next. A face waits where it stopped.",
    zh: "标亮的是下一行。小脸停在哪，就在哪等。",
  },
  codeLanguage: { en: "Language of the code", zh: "代码用的语言" },
  pythonHint: {
    en:
      "The same program in Python. It has been run, with Python 3.11 and gevent 22.10, and printed the same lines. The marked line does what the JavaScript is doing.",
    zh:
      "同一个程序的 Python 写法，用 Python 3.11 和 gevent 22.10 真的跑过，输出的内容一样。标亮的那一行，做的就是 JavaScript 正在做的事。",
  },
  edit: { en: "Edit", zh: "改代码" },
  editor: { en: "The code, to edit", zh: "改代码" },
  idea: { en: "Try: {idea}", zh: "试试：{idea}" },
  runEdited: { en: "Run my version", zh: "跑我的代码" },
  stopEditing: { en: "Close", zh: "先不改了" },
  restore: { en: "Original", zh: "恢复原样" },
  syntaxAt: { en: "Line {line} is not JavaScript: {why}", zh: "第 {line} 行不合语法：{why}" },
  syntax: { en: "This is not JavaScript: {why}", zh: "代码不合语法：{why}" },
  frame: {
    en: "The first line and its function (lab) have to stay.",
    zh: "第一行和其中的 function (lab) 要留着。",
  },
  threw: { en: "Line {line} went wrong: {why}", zh: "第 {line} 行出错：{why}" },
  lostWait: {
    en: "Line {line} does not wait: {name} needs yield* before it.",
    zh: "第 {line} 行没有等：{name} 前面要写 yield*。",
  },
  myVersion: { en: "My version", zh: "我的代码" },
  endless: {
    en: "It does not end. Stopped after {lines} lines; look which of them come again and again.",
    zh: "停不下来，跑了 {lines} 行先叫停。看看是哪几行在反复跑。",
  },
  stuck: {
    en: "It does not end: some loop goes round and round. Stopped after two seconds.",
    zh: "停不下来：有个循环一直在转。两秒后先叫停了。",
  },
  over: {
    en: "The program has ended. You can go back from here, line by line.",
    zh: "程序跑完了。可以从这里一行一行往回退。",
  },
  timeline: { en: "Who runs, who waits", zh: "谁在跑，谁在等" },
  output: { en: "Output", zh: "输出" },
  noOutput: { en: "Nothing yet.", zh: "还没有输出。" },
  numbers: { en: "Change the numbers", zh: "改改数字" },
  variants: { en: "Way of doing it", zh: "做法" },
  controls: { en: "Run the program", zh: "运行程序" },
  back: { en: "One line back", zh: "退一行" },
  step: { en: "Step", zh: "走一行" },
  run: { en: "Run", zh: "运行" },
  runAgain: { en: "Again", zh: "再跑一遍" },
  pause: { en: "Pause", zh: "暂停" },
  reset: { en: "Reset", zh: "重来" },
  speed: { en: "Speed", zh: "速度" },
  times: { en: "{n}×", zh: "{n}×" },
  moment: { en: "Place in the run", zh: "进度" },
  momentOf: { en: "line {n} of {end}", zh: "第 {n} 行，共 {end} 行" },
  momentAt: { en: "line {n} of {end}, at {ms} ms", zh: "第 {n} 行，共 {end} 行，{ms} 毫秒" },
  momentShort: { en: "{n} / {end}", zh: "{n} / {end}" },
  linesRun: { en: "lines run", zh: "行" },
  zeroMs: { en: "0 ms", zh: "0 毫秒" },
  milliseconds: { en: "{ms} ms", zh: "{ms} 毫秒" },
  timelineNow: { en: "Now: {who}", zh: "现在：{who}" },
  stateOf: { en: "{name} {state}", zh: "{name} {state}" },
  between: { en: "; ", zh: "；" },
  question: { en: "What do you think?", zh: "猜猜看" },
  check: { en: "Run it and see", zh: "跑一遍看看" },
  checking: { en: "Watch the run …", zh: "看它跑……" },
  skip: { en: "To the end", zh: "直接看结果" },
  right: { en: "Yes: {answer}.", zh: "对了：{answer}。" },
  wrong: {
    en: "You thought {choice}; the run says {answer}.",
    zh: "你猜：{choice}。跑出来：{answer}。",
  },
  wrongOf: {
    en: "You thought {choice}; it is {answer}.",
    zh: "你猜：{choice}。答案是：{answer}。",
  },
  questionOf: { en: "Question {n} of {all}", zh: "第 {n} 题，共 {all} 题" },
  unanswered: { en: "not answered yet", zh: "还没答" },
  markFirst: { en: "right at the first guess", zh: "一次猜对" },
  markLater: { en: "right in the end", zh: "后来答对" },
  markWrong: { en: "not right yet", zh: "还没答对" },
  nextQuestion: { en: "Next question", zh: "下一题" },
  answers: { en: "My answers", zh: "我的答题" },
  answersShort: { en: "{right}/{all}", zh: "{right}/{all}" },
  answersLine: {
    en: "{right} of {all} questions answered, {first} of them right at the first guess.",
    zh: "{all} 题答对 {right} 题，其中 {first} 题一次猜对。",
  },
  answersDone: {
    en: "All {all} questions answered, {first} right at the first guess.",
    zh: "{all} 题全部答对，{first} 题一次猜对。",
  },
  forgetAnswers: { en: "Answer all anew", zh: "全部重答" },
  forgetSure: { en: "Forget {right} answers?", zh: "答对的 {right} 题都不要了？" },
  next: { en: "Next: {title}", zh: "下一场：{title}" },
  totals: { en: "How long it took", zh: "各用了多久" },
  totalsHint: {
    en: "Run each of the three to the end, then compare.",
    zh: "三种做法各跑到底，再来比一比。",
  },
  total: { en: "{ms} ms, at most {n} at once", zh: "{ms} 毫秒，最多同时 {n} 个" },
  notYet: { en: "not run yet", zh: "还没跑" },
  arrived: { en: "{name} has arrived", zh: "文件{name}下载成功！" },
  failed: { en: "{name} failed: {status}", zh: "文件{name}下载失败！ {status}" },
  connected: { en: "Client [{name}] has connected", zh: "客户端[{name}]已连接！" },
  left: { en: "Client {name} has left", zh: "客户端{name}已下线！" },
  answered: { en: "Client {name} has its page", zh: "客户端{name}拿到网页了" },
  fetching: { en: "Fetching …", zh: "正在下载……" },
  offline: { en: "The host does not answer: {why}", zh: "主机没有应答：{why}" },
  origins: { en: "Where it comes from", zh: "这些从哪儿来" },
  originsLead: {
    en:
      "coplay grew out of a Chinese tutorial of 2020 on coroutines in Python. All that it taught is here:",
    zh: "2020 年有一篇讲 Python 协程的教程，coplay 就是从那里长出来的。教程讲过的，这里都有：",
  },
  about: { en: "About this lab", zh: "关于实验室" },
  print: { en: "Print as a handout", zh: "打印成讲义" },
  printWorksheet: { en: "Print the worksheet", zh: "打印练习卷" },
  printAnswers: { en: "Print the answers", zh: "打印答案" },
  worksheet: { en: "Worksheet: first think, then run it", zh: "练习卷：先想，再跑" },
  answerSheet: { en: "Answers to the worksheet", zh: "练习卷答案" },
  pupil: { en: "Name", zh: "姓名" },
  schoolClass: { en: "Class", zh: "班级" },
  date: { en: "Date", zh: "日期" },
  because: { en: "Because", zh: "理由" },
  language: { en: "中文", zh: "English" },
  settings: { en: "Settings", zh: "设置" },
  legend: { en: "Signs", zh: "图例" },
  keys: {
    en: "Keys: → step, ← back, space run, Home start, 1–6 scenes",
    zh: "键盘：→ 走一行，← 退一行，空格 运行，Home 重来，1–6 换场景",
  },
  linesAbove: { en: "lines {from} to {to} as above", zh: "第 {from}～{to} 行同上" },
  printed: { en: "With {numbers}:", zh: "取 {numbers}：" },
} as const satisfies Record<string, Text>;

/** The names of the states after an actor's name: "work1 waits for its turn". */
export const STATE_WORDS: Readonly<Record<ActorState | "unborn", Text>> = {
  unborn: { en: "has not begun", zh: "还没开始" },
  queued: { en: "waits in line", zh: "在排队" },
  ready: { en: "could run but may not", zh: "能跑，却轮不到" },
  running: { en: "runs", zh: "正在跑" },
  blocking: { en: "holds the thread, waiting", zh: "占着线程干等" },
  computing: { en: "holds the thread, computing", zh: "占着线程在算" },
  parallel: { en: "computes in a thread of its own", zh: "在自己的线程里算" },
  sleeping: { en: "waits, others may run", zh: "在等，让别人跑" },
  joining: { en: "waits for another", zh: "在等别人结束" },
  paused: { en: "waits for its turn", zh: "在等轮到自己" },
  ended: { en: "has ended", zh: "结束了" },
  failed: { en: "failed", zh: "没办成" },
};

/** Each part of the tutorial that the lab grew out of, and where it lives now. */
export const ORIGINS: readonly { readonly from: Text; readonly to: Text }[] = [
  {
    from: {
      en: "yield: two workers without an end, and a loop that calls next() on one, then the other",
      zh: "yield：两个永远干不完的工人，一个循环轮流 next()",
    },
    to: {
      en: "Scene 1, where they end after some rounds",
      zh: "第 1 场；这里的工人干几轮就收工",
    },
  },
  {
    from: {
      en: "greenlet: g1.switch(5), five rounds, and back to where it began",
      zh: "greenlet：g1.switch(5)，跑五轮，结束后回到出发的地方",
    },
    to: { en: "Scene 2; set five rounds", zh: "第 2 场；轮数可以设成 5" },
  },
  {
    from: {
      en:
        "gevent: spawn, join, getcurrent, and time.sleep, which blocks all until the monkey patch",
      zh: "gevent：spawn、join、getcurrent，还有 time.sleep：打上 monkey 补丁之前，它会卡住所有人",
    },
    to: { en: "Scene 3; current() and the switch “Patch”", zh: "第 3 场；current() 和“补丁”开关" },
  },
  {
    from: {
      en:
        "The downloader: first in a loop, then a coroutine for each URL; 1.gif, 2.gif, 3.gif; an error leaves the others alone",
      zh: "下载器：先是一个循环，再是每个网址一个协程；1.gif、2.gif、3.gif；谁出错都不影响别人",
    },
    to: { en: "Scene 4, with the words of its output", zh: "第 4 场，输出的话也一样" },
  },
  {
    from: {
      en: "Each file written in pieces of 1,024 bytes, to picture/",
      zh: "每个文件一次写 1024 字节，存进 picture/",
    },
    to: { en: "coplay download -d picture", zh: "coplay download -d picture" },
  },
  {
    from: {
      en:
        "The game server: accept, a coroutine for each client, text/html, a backlog of 128, a line for whoever comes and goes",
      zh: "游戏服务器：accept、每个客户端一个协程、text/html、最多排 128 个，谁来谁走都说一声",
    },
    to: { en: "Scene 5, with the words of its output", zh: "第 5 场，输出的话也一样" },
  },
  {
    from: {
      en: "Its limit: it waits for each client before it lets the next one in",
      zh: "它的局限：等完一个客户端，才放下一个进来",
    },
    to: { en: "Scene 5: edit one line, and it is gone", zh: "第 5 场：改一行就好" },
  },
  {
    from: {
      en:
        "Its other limits: one request a connection, 1,024 bytes of it, a game that is chosen only at the start",
      zh: "其他局限：一个连接只答一次，请求只读 1024 字节，游戏只能在启动时选",
    },
    to: { en: "coplay serve has none of them", zh: "coplay serve 都没有" },
  },
  {
    from: {
      en: "The port as its argument, the list of games, “choose a game” and players who refresh",
      zh: "启动参数端口号、游戏列表、“请输入要发布的游戏项目”、玩家刷新",
    },
    to: { en: "coplay serve, which moves the players by itself", zh: "coplay serve，玩家不用刷新" },
  },
  {
    from: {
      en:
        "“No clock of the processor switches, so what waits on input and output costs nothing”: and what computes?",
      zh: "“不靠处理器的时钟切换，所以等输入输出不费事”：那计算呢？",
    },
    to: { en: "Scene 6", zh: "第 6 场" },
  },
];

/** The explanation of the lab. */
export const ABOUT: readonly Text[] = [
  {
    en:
      "A coroutine is a function that can pause: it keeps its variables, another runs, and it goes on later. One thread does many things. No clock of the processor interrupts anybody: whoever runs hands over by itself, and what waits costs nothing while it waits.",
    zh:
      "协程是能暂停的函数：它记住自己的变量，让别人先跑，之后再接着走。一个线程就能做许多事。没有处理器的时钟来打断谁，都是自己让开；等待的时候什么也不耗费。",
  },
  {
    en:
      "The code you see is the code that runs. The page takes the very text it shows, puts a mark before each line, runs it once, and writes down every step. You watch that recording: as slowly as you like, and backwards, too.",
    zh:
      "你看到的代码，就是真正运行的代码。页面取来所显示的原文，在每一行前做个记号，完整地跑一遍，把每一步都记下来。你看的就是这份记录：想多慢就多慢，还能倒着看。",
  },
  {
    en:
      "Time in the scenes is made up: when all wait, the clock is moved on. Only “for real” uses the network, threads of the browser and a real clock.",
    zh:
      "场景里的时间是虚拟的：大家都在等的时候，时钟就直接往前拨。只有打开“真的……”那个开关，才用到网络、浏览器的线程和真正的时钟。",
  },
  {
    en:
      "Behind it is a small library: a round-robin loop, symmetric coroutines and a task scheduler, each a file to read in games/coroutines/library.",
    zh:
      "背后是一个小小的库：轮流的循环、互相交接的协程、任务调度器，各是一个文件，就在 games/coroutines/library 里，可以读一读。",
  },
];
