import type { Text } from "../language.ts";

/** One line on each command, for the program's help and the command's own, without loading the command. */
export const SUMMARIES = {
  download: {
    en: "Fetch many files at once, and never keep a wrong one",
    zh: "同时下载许多文件，绝不留下错误的文件",
  },
  serve: {
    en: "Host browser games for everyone on the network",
    zh: "为网络上的所有人发布网页游戏",
  },
} as const satisfies Record<string, Text>;
