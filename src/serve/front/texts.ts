import type { Text } from "../../cli/language.ts";

/** Why the host refuses an order. */
export const ORDER_TEXTS = {
  none: { en: "There is no such order", zh: "没有这个操作" },
  method: { en: "This cannot be done with that method", zh: "不支持这种请求方法" },
  body: { en: 'The body must be {"game": "ID"}', zh: '请求体必须是 {"game": "ID"}' },
  words: {
    en: 'The body must be {"words": "…"}, or empty',
    zh: '请求体必须是 {"words": "……"}，或为空',
  },
  queue: {
    en: 'The body must be {"queue": "2048 10m, dxs 5m, front"}',
    zh: '请求体必须是 {"queue": "2048 10m, dxs 5m, front"}',
  },
  round: {
    en: 'The body must be {"time": "3m"}, or empty',
    zh: '请求体必须是 {"time": "3m"}，或为空',
  },
  scores: {
    en: "Name the game whose scores are to go: scores?game=ID",
    zh: "请指明要清除哪个游戏的成绩：scores?game=ID",
  },
  names: {
    en: "Say whose name is to go: names?player=Ming, or the player's number",
    zh: "请指明要删除谁的名字：names?player=小明，也可以写玩家编号",
  },
  wrongHost: {
    en: "Open this by the machine's address or its own name",
    zh: "请用本机的 IP 地址或主机名访问",
  },
  otherSite: { en: "Another site may not do this", zh: "不接受其他网站的请求" },
  noToken: { en: "The token is missing", zh: "缺少口令" },
  wrongToken: { en: "The token is wrong", zh: "口令不对" },
} as const satisfies Record<string, Text>;

/** Notices for players on plain http. */
export const PLAIN_TEXTS = {
  what: { en: "One step to go: open it with https", zh: "请改用 https 打开" },
  next: { en: "The games here need a protected connection.", zh: "这里的游戏需要加密连接。" },
  open: { en: "Open with https", zh: "用 https 打开" },
  steps: { en: "First time: install the certificate", zh: "第一次：安装证书" },
  tellOperator: {
    en: "It will not start here. Tell whoever runs the games: coplay serve --https",
    zh: "在这里无法启动。请告诉主持人：用 coplay serve --https 启动服务器。",
  },
  tryAnyway: { en: "Try anyway", zh: "仍然试试" },
} as const satisfies Record<string, Text>;

export function needsHttpsText({ en, zh }: Text): Text {
  return { en: `${en} needs https`, zh: `${zh} 需要 https` };
}
