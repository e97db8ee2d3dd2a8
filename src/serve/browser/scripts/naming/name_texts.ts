import { readsChinese } from "../language/player_language.ts";

const CHINESE = {
  language: "zh-CN",
  question: "你叫什么名字？",
  shown: "大家会在名单和大屏幕上看到。",
  none: "清空就不显示名字。",
  taken: "这个名字不能用",
  ok: "好",
  later: "以后再说",
  cancel: "取消",
  change: (name: string) => `你的名字：${name}。点一下可以修改`,
  hello: (name: string) => `你好，${name}`,
};

const ENGLISH: typeof CHINESE = {
  language: "en",
  question: "What’s your name?",
  shown: "Everyone can see it on the list and on the wall.",
  none: "Leave it empty to show no name.",
  taken: "That name cannot stay",
  ok: "OK",
  later: "Later",
  cancel: "Cancel",
  change: (name: string) => `Your name: ${name}. Tap to change it`,
  hello: (name: string) => `Hello, ${name}`,
};

/** The texts about the player's name, in the language that the player reads now. */
export function nameTexts(): typeof CHINESE {
  return readsChinese() ? CHINESE : ENGLISH;
}
