import { readFrom, type Scene, type SetUp, words } from "./scene.ts";

const TWO_ROUNDS: SetUp = { variant: "switches", numbers: { first: 1, rounds: 2 } };
const FROM_FIVE: SetUp = { variant: "switches", numbers: { first: 5, rounds: 3 } };

/** The scene with symmetric coroutines that switch to each other by name. */
export const SWITCHES: Scene = {
  id: "switches",
  title: { en: "Handing over", zh: "交接" },
  tab: { en: "Switch", zh: "交接" },
  lead: {
    en:
      "No loop in between: whoever runs says by name who goes on, and hands a value over. g1.switch(5) starts it all. When one of them ends, control is back where it all began.",
    zh:
      "中间不再需要循环：谁在运行，谁就点名让下一个接着走，还顺手递过去一个值。一切从 g1.switch(5) 开始；其中一个结束时，控制权就回到最初出发的地方。",
  },
  axis: "lines",
  variants: [{
    id: "switches",
    idea: { en: "Let work2 add ten instead of doubling.", zh: "让 work2 不翻倍，改成加十。" },
    label: { en: "Two coroutines", zh: "两个协程" },
    machine: "switches",
    numbers: ["first", "rounds"],
    notes: [
      ['coroutine("work1"', {
        en: "Makes a coroutine and gives it a name. Nothing runs yet.",
        zh: "造一个协程，给它起个名字。还没有开始跑。",
      }],
      ['coroutine("work2"', {
        en: "The second. Each can name the other.",
        zh: "第二个。两个人都叫得出对方的名字。",
      }],
      ["for (let round", { en: "work1 counts its rounds.", zh: "work1 数着自己的轮数。" }],
      ["while (true)", {
        en: "work2 never ends by itself. It does not have to.",
        zh: "work2 自己永远不会结束，也用不着结束。",
      }],
      ["work1 got", { en: "Tells what it was handed.", zh: "说出递到手里的值。" }],
      ["work2 got", { en: "Tells what it was handed.", zh: "说出递到手里的值。" }],
      ["g2.switch(value + 1)", {
        en: "Stops here and lets work2 go on, with one more. What comes back becomes the value.",
        zh: "在这里停下，加一，交给 work2。再轮到自己时，递回来的就是新的 value。",
      }],
      ["g1.switch(value * 2)", {
        en: "Stops here and lets work1 go on, with twice as much.",
        zh: "在这里停下，翻一倍，交给 work1。",
      }],
      ["return value", {
        en: "The end of work1. Control goes back to main, with this value.",
        zh: "work1 到此结束，带着这个值，控制权回到 main。",
      }],
      ["g1.switch(first)", {
        en: "Starts it all. main waits here until one of them ends.",
        zh: "一切从这里开始。main 停在这一行，直到其中一个结束。",
      }],
      ["main got", {
        en: "And main goes on. work2 still stands at its yield.",
        zh: "main 接着往下走。work2 还停在它的 yield 那里。",
      }],
    ],
  }],
  controls: [
    {
      kind: "range",
      id: "first",
      label: { en: "First value", zh: "第一个值" },
      value: 5,
      min: 0,
      max: 9,
    },
    { kind: "range", id: "rounds", label: { en: "Rounds", zh: "轮数" }, value: 3, min: 1, max: 5 },
  ],
  questions: [
    {
      id: "last",
      text: {
        en: "It begins with g1.switch(1), for two rounds. What does main get in the end?",
        zh: "从 g1.switch(1) 开始，跑两轮。最后 main 拿到几？",
      },
      choices: words("4", "5", "10"),
      ...readFrom(TWO_ROUNDS, ({ output }) => output.at(-1)!.text.replace(/\D+/g, "")),
      why: {
        en:
          "Each round adds one and doubles: 1 → 2 → 4, then 4 → 5 → 10. After the last round work1 ends, and what it returns arrives where main waited.",
        zh:
          "每一轮先加一再翻倍：1 → 2 → 4，再 4 → 5 → 10。最后一轮之后 work1 结束，它返回的值就到了 main 等着的地方。",
      },
    },
    {
      id: "second",
      text: {
        en: "It begins with g1.switch(5). Which value is work2 handed the second time?",
        zh: "从 g1.switch(5) 开始。work2 第二次接到的值是几？",
      },
      choices: words("6", "12", "13"),
      ...readFrom(
        FROM_FIVE,
        ({ actors, handovers }) => handovers.filter(({ to }) => actors[to] === "work2")[1]!.value,
      ),
      why: {
        en: "5 + 1 = 6 comes first. work2 doubles it to 12, and work1 adds one again: 13.",
        zh: "第一次是 5 + 1 = 6。work2 翻倍成 12，work1 又加一，第二次就是 13。",
      },
    },
    {
      id: "end",
      text: {
        en: "work1 has done its rounds and ends. Who goes on?",
        zh: "work1 跑完所有轮，结束了。接着走的是谁？",
      },
      choices: [...words("main", "work2"), {
        value: "nobody",
        label: { en: "nobody", zh: "谁都不走" },
      }],
      ...readFrom(FROM_FIVE, ({ actors, handovers }) => actors[handovers.at(-1)!.to]!),
      why: {
        en:
          "A coroutine that ends names nobody, so control goes back to where it all began: main. work2 still stands at its yield, for ever.",
        zh:
          "结束的协程谁也没点名，控制权就回到最初出发的地方：main。work2 还停在它的 yield 那里，再也没人叫它。",
      },
    },
  ],
};
