import type { OptionTable } from "../cli/command_line/options.ts";
import { ACCESS_LOG_FORMS } from "./request/access_log.ts";

const GAMES = { en: "Games", zh: "游戏" };
const ORDERS = { en: "Orders", zh: "操作" };
const NETWORK = { en: "Network", zh: "网络" };
const HTTPS = { en: "HTTPS", zh: "HTTPS" };
const LOAD = { en: "Several processes and machines", zh: "多进程与多台机器" };

/** The options of `coplay serve`. */
export const SERVE_OPTIONS = {
  game: {
    kind: "text",
    value: { en: "GAME", zh: "游戏" },
    group: GAMES,
    help: {
      en: "Publish this game (ID, name or a part of it, or number) without asking",
      zh: "直接发布该游戏（ID、名称或其中一部分，或编号），不再询问",
    },
    brief: { en: "Publish GAME at once instead of asking", zh: "直接发布该游戏，不再询问" },
  },
  games: {
    kind: "list",
    value: { en: "DIR", zh: "文件夹" },
    group: GAMES,
    help: {
      en:
        "Add the games in this folder: folders, zips and single pages; what cannot be played is listed with " +
        "the reason; may be repeated",
      zh: "加入该文件夹中的游戏：文件夹、zip 或单独的页面；不能玩的会列出原因；可重复使用",
    },
    brief: {
      en: "Add the games in DIR: folders and zips",
      zh: "加入该文件夹中的游戏（文件夹或 zip）",
    },
  },
  uploads: {
    kind: "text",
    value: { en: "DIR", zh: "文件夹" },
    group: GAMES,
    help: {
      en:
        "Let the operator's page and scripts add games while the host runs: archives sent or fetched " +
        "from an address are unpacked into this folder, whose games are shown, too",
      zh:
        "运行期间可在管理页面或用脚本添加游戏：上传或按网址下载的压缩包会解压到该文件夹，其中的游戏也会列出",
    },
  },
  lobby: {
    kind: "flag",
    group: GAMES,
    help: {
      en: "Let players open every game, not only the published one",
      zh: "允许玩家打开所有游戏，而不只是已发布的游戏",
    },
    brief: { en: "Let players choose among all games", zh: "玩家可以自己挑选游戏" },
  },
  live: {
    kind: "flag",
    negatable: true,
    group: GAMES,
    help: {
      en: "Open pages follow a switch by themselves (default); --no-live leaves it to a refresh",
      zh: "切换游戏时，已打开的页面自动跟随（默认）；--no-live 则等玩家自己刷新",
    },
  },
  names: {
    kind: "flag",
    negatable: true,
    group: GAMES,
    help: {
      en:
        "Players may give a name, which lists and the projector show (default); --no-names asks for none",
      zh: "玩家可以填写名字，显示在玩家列表和投影页面上（默认）；--no-names 则不询问名字",
    },
  },
  console: {
    kind: "flag",
    negatable: true,
    group: ORDERS,
    help: {
      en:
        "Take orders from the terminal or stdin (default); --no-console leaves both alone, for a host " +
        "in the background",
      zh: "从终端或标准输入接受命令（默认）；--no-console 则完全不读取，适合后台运行",
    },
    brief: {
      en: "Take orders here (default), or leave the terminal",
      zh: "在此接受命令（默认），或完全不读取终端",
    },
  },
  "admin-token-file": {
    kind: "text",
    value: { en: "FILE", zh: "文件" },
    group: ORDERS,
    help: {
      en:
        "Take the token for orders from this file (default: a new one each time, kept for your scripts)",
      zh: "从该文件读取管理口令（默认：每次启动随机生成，并存入文件供您的脚本使用）",
    },
    brief: { en: "Take the token for orders from FILE", zh: "从文件读取管理口令" },
  },
  host: {
    kind: "text",
    value: { en: "ADDRESS", zh: "地址" },
    group: NETWORK,
    help: {
      en: "Listen on this address only (default: all of this machine's)",
      zh: "只监听该地址（默认：本机的所有地址）",
    },
  },
  "trust-proxy": {
    kind: "flag",
    group: NETWORK,
    help: {
      en: "Believe a proxy on this machine about its players' addresses and the host's own name",
      zh: "采信本机代理所报告的玩家地址和主机名",
    },
  },
  "access-log": {
    kind: "choice",
    choices: ACCESS_LOG_FORMS,
    group: NETWORK,
    help: {
      en: "Write a line for each request to stdout (default: none)",
      zh: "把每个请求作为一行写到标准输出（默认：none）",
    },
  },
  https: {
    kind: "flag",
    group: HTTPS,
    help: {
      en: "Speak https with a certificate made here; players' devices install it once",
      zh: "使用本机生成的证书提供 https；每台设备只需安装一次证书",
    },
    brief: {
      en: "Speak https; each device installs a certificate",
      zh: "使用 https；每台设备安装一次证书",
    },
  },
  cert: {
    kind: "text",
    value: { en: "FILE", zh: "文件" },
    group: HTTPS,
    help: {
      en: "Speak https with this certificate (PEM, with --key)",
      zh: "使用该证书提供 https（PEM，需同时给出 --key）",
    },
  },
  key: {
    kind: "text",
    value: { en: "FILE", zh: "文件" },
    group: HTTPS,
    help: { en: "The key of --cert (PEM)", zh: "--cert 的私钥（PEM）" },
  },
  workers: {
    kind: "text",
    value: "N|auto",
    group: LOAD,
    help: {
      en: "Answer with N processes, or one a core (Linux; default: 1)",
      zh: "用 N 个进程提供服务；auto 表示每个 CPU 核心一个（仅 Linux；默认：1）",
    },
    brief: { en: "Answer with N processes (Linux)", zh: "用 N 个进程提供服务（仅 Linux）" },
  },
  state: {
    kind: "text",
    value: "redis://HOST/NAME",
    group: LOAD,
    help: {
      en:
        "Show one published game together with all hosts that share the state NAME in Redis; a switch " +
        "at one is a switch at all (rediss:// for TLS, the password in the address or in $REDIS_PASSWORD)",
      zh:
        "与共享同一 Redis 状态的所有主机发布同一个游戏；在任何一台上切换，全部随之切换（TLS 用 rediss://，" +
        "密码写在地址里或放在 $REDIS_PASSWORD）",
    },
  },
} as const satisfies OptionTable;
