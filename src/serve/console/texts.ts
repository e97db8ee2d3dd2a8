import { visible } from "../../cli/io.ts";
import type { Language, Text } from "../../cli/language.ts";
import type { SlowFileError } from "../assets/type_stripper.ts";
import type { StorageShare } from "../request/handler.ts";
import { ORDERS } from "./orders.ts";

/** The operator's messages at the terminal. They make text from outside safe to print. */
export const TEXTS = {
  whichGame: { en: "Game to publish: ", zh: "请输入要发布的游戏项目:" },
  noGames: {
    en: "There is no game yet; put one into a folder given with --games",
    zh: "还没有任何游戏；请把游戏放进 --games 指定的文件夹",
  },
  noneChosen: {
    en: "Cannot start: no game was chosen; choose one with --game",
    zh: "启动失败，没有选择游戏；请用 --game 指定",
  },
  started: {
    en: "The server has started. Waiting for players…",
    zh: "服务器已经启动成功！等待客户端连接······",
  },
  stopping: { en: "Stopping…", zh: "正在停止……" },
  noNetwork: {
    en:
      "No network: no other device gets in. Join a Wi-Fi or open a hotspot on this machine; the " +
      "address follows by itself",
    zh: "没有网络：其他设备无法访问。请连接 Wi-Fi，或在本机开热点；连上后网址会自动更新",
  },
  noPlayers: { en: "No players yet", zh: "还没有玩家" },
  ready: { en: "ready", zh: "已就绪" },
  loading: { en: "loading", zh: "加载中" },
  lobby: { en: "lobby", zh: "大厅" },
  broken: { en: "broken", zh: "无法发布" },
  noNews: { en: "Nothing has changed in the folders", zh: "文件夹没有变化" },
  choiceHelp: {
    en: "Type a number, a name or a part of it, then Enter. g: all games   q: stop",
    zh: "输入编号、名称或名称的一部分，然后按回车。g：所有游戏   q：停止",
  },
} as const satisfies Record<string, Text>;

/**
 * What can be typed at the live screen: every line counts once Enter is pressed. The least important come last and
 * are left out first where there is no room.
 */
export const KEY_TEXTS: readonly Text[] = [
  { en: "Type a number or part of a name, then Enter", zh: "输入编号或部分名称，按回车" },
  ...ORDERS.map(({ keys, typed, short }) => ({
    en: `${typed?.en ?? keys[0]} ${short.en}`,
    zh: `${typed?.zh ?? keys[0]} ${short.zh}`,
  })),
];

/**
 * Foretells the question of the system's firewall, to which a hurried "Cancel" keeps every player out; undefined where
 * the system asks nothing.
 */
export function firewallText(os: typeof Deno.build.os): Text | undefined {
  if (os === "windows") {
    return {
      en:
        'If Windows asks about its firewall, tick private and public networks and choose "Allow"; ' +
        "otherwise no other device gets in",
      zh:
        "如果 Windows 防火墙弹出询问，请勾选专用网络和公用网络，再点“允许”；否则其他设备打不开网址",
    };
  }
  if (os !== "darwin") return undefined;
  return {
    en:
      'If macOS asks about incoming network connections, choose "Allow"; otherwise no other device gets in',
    zh: "如果 macOS 询问是否接受传入的网络连接，请点“允许”；否则其他设备打不开网址",
  };
}

/** Says what to look at where nobody has come. */
export function nobodyText(os: typeof Deno.build.os, port: number): Text {
  const firewall = FIREWALLS[os === "windows" || os === "darwin" ? os : "linux"];
  return {
    en: "Nobody has come from another device yet. Are they on the same Wi-Fi, and not on a guest " +
      `network that keeps devices apart? Does the firewall let coplay through (${
        firewall(port).en
      })?`,
    zh: "还没有其他设备连上。请检查：设备是否连着同一个 Wi-Fi，而不是把设备互相隔开的访客网络？" +
      `防火墙是否放行（${firewall(port).zh}）？`,
  };
}

/** Where each system's firewall is told, and what. */
const FIREWALLS: Readonly<Record<"windows" | "darwin" | "linux", (port: number) => Text>> = {
  windows: () => ({
    en: 'Start, "Allow an app through Windows Firewall", Change settings, tick both boxes beside ' +
      "coplay or deno",
    zh: "在开始菜单搜索“允许应用通过 Windows 防火墙”，点“更改设置”，勾选 coplay 或 deno 旁的两个框",
  }),
  darwin: () => ({
    en: "System Settings, Network, Firewall, Options: coplay or deno",
    zh: "系统设置、网络、防火墙、选项：允许 coplay 或 deno 的传入连接",
  }),
  linux: (port) => ({
    en: `sudo ufw allow ${port}/tcp, or sudo firewall-cmd --add-port=${port}/tcp`,
    zh: `sudo ufw allow ${port}/tcp，或 sudo firewall-cmd --add-port=${port}/tcp`,
  }),
};

/** Says at which address players come from now on: the network has changed, or players came to another one. */
export function addressText(url: string): Text {
  return { en: `Players now open: ${url}`, zh: `玩家现在请打开：${url}` };
}

/** Says what Enter would do. */
export function enterText({ en, zh }: Text): Text {
  return { en: `Enter: ${en}`, zh: `回车：${zh}` };
}

/** @param number undefined for a hidden game */
export function publishText({ name }: { name: Text }, number: number | undefined): Text {
  const start = number === undefined ? "" : `${number} `;
  return {
    en: `publish ${start}${visible(name.en)}`,
    zh: `发布 ${start}${visible(name.zh)}`,
  };
}

/** Says how many games fit the typed text. */
export function fitText(count: number): Text {
  return count === 0 ? { en: "No game fits this", zh: "没有匹配的游戏" } : {
    en: `${count} ${count === 1 ? "game fits" : "games fit"}: type on, or ↑ ↓`,
    zh: `${count} 个游戏匹配：继续输入，或按 ↑ ↓`,
  };
}

/** Says how many more games cannot be published, and how to see why. */
export function brokenCountText(count: number): Text {
  return {
    en: `${count} cannot be published (g shows why)`,
    zh: `另有 ${count} 个无法发布（输入 g 查看原因）`,
  };
}

export function projectorText(url: string): Text {
  return { en: `For the classroom wall: ${url}`, zh: `投影页面：${url}` };
}

export function adminText(url: string): Text {
  return { en: `Publish from elsewhere: ${url}`, zh: `远程管理：${url}` };
}

export function stepsText(url: string): Text {
  return {
    en: `Each device installs the certificate once: ${url}`,
    zh: `每台设备只需安装一次证书：${url}`,
  };
}

export function fingerprintText(fingerprint: string): Text {
  return {
    en: `Its fingerprint (SHA-256): ${fingerprint}`,
    zh: `证书指纹（SHA-256）：${fingerprint}`,
  };
}

export function publishedText({ en, zh }: Text): Text {
  return { en: `Published: ${visible(en)}`, zh: `已发布：${visible(zh)}` };
}

/** Says what the author of a game should know. */
export function noticeText({ en, zh }: Text): Text {
  return { en: `Notice: ${visible(en)}`, zh: `注意：${visible(zh)}` };
}

export function joinedHostsText({ en, zh }: Text): Text {
  return {
    en: `Joined the other hosts, which show: ${visible(en)}`,
    zh: `已加入其他主机，当前发布：${visible(zh)}`,
  };
}

export function respelledText(asked: string, path: string): Text {
  const [from, to] = [visible(asked), visible(path)];
  return {
    en: `Hint: "${from}" was asked for and "${to}" sent; the game should spell it so`,
    zh: `提示：请求的是“${from}”，发送的是“${to}”；游戏中应改用后者的写法`,
  };
}

/** Says whose data fills a player's browser, which keeps all games from saving. */
export function fullText(shares: readonly StorageShare[]): Text {
  const [{ game, share }] = shares as [StorageShare];
  if (share === undefined) {
    return {
      en: `A player's browser has no room left: ${visible(game.name.en)} cannot save there`,
      zh: `有玩家的浏览器存储空间已满，“${visible(game.name.zh)}”无法存档`,
    };
  }
  const list = (language: Language) =>
    shares.map(({ game, share = 0 }) =>
      `${visible(game.name[language])} ${Math.round(share * 100)} %`
    ).join(language === "en" ? ", " : "、");
  return {
    en: `A player's browser has no room left for saved games. Who holds how much: ${list("en")}`,
    zh: `有玩家的浏览器存储空间已满，游戏无法存档；各游戏占比：${list("zh")}`,
  };
}

/** Says that a file cannot be sent yet, and of which game. */
export function slowText({ name }: { name: Text }, { text }: SlowFileError): Text {
  return {
    en: `${visible(name.en)}: ${visible(text.en)}`,
    zh: `${visible(name.zh)}：${visible(text.zh)}`,
  };
}

export function failureText(failureId: string, why: string): Text {
  const shown = visible(why);
  return { en: `Error ${failureId}: ${shown}`, zh: `错误 ${failureId}：${shown}` };
}

export function playerJoinedText(who: string): Text {
  return { en: `Player [${who}] joined`, zh: `客户端[${who}]已连接！` };
}

export function playerLeftText(who: string): Text {
  return { en: `Player [${who}] left`, zh: `客户端[${who}]已下线！` };
}

export function playersBackText(count: number): Text {
  return {
    en: count === 1 ? "1 player is back" : `${count} players are back`,
    zh: `${count} 名玩家重新连上`,
  };
}

/** Says that a name is gone. @param name as lists have shown it */
export function nameTakenText(name: string): Text {
  const shown = visible(name);
  return { en: `"${shown}" is shown no longer`, zh: `已删除名字“${shown}”，不再显示` };
}

/** Says what Enter would do with a player's name. */
export function takeNameText(name: string): Text {
  const shown = visible(name);
  return { en: `take the name "${shown}" away`, zh: `删除名字“${shown}”` };
}

/** Says how many lines were left out. */
export function foldedText(count: number): Text {
  return { en: `… ${count} more lines like these`, zh: `……另有 ${count} 行类似的消息` };
}

export function playersText(ready: number, count: number): Text {
  return { en: `Players: ${ready}/${count} ready`, zh: `玩家：${ready}/${count} 已就绪` };
}

/** Says how many rows did not fit. */
export function moreRowsText(count: number): Text {
  return { en: `  … ${count} more`, zh: `  ……另有 ${count} 个` };
}
