import { type Io, messageOf, say, tell, visible } from "../../cli/io.ts";
import type { Game } from "../catalogue/catalogue.ts";
import type { HostCertificate } from "../certificate/certificate_store.ts";
import type { HandlerParts } from "../request/handler.ts";
import type { ListedPlayer, PlayersOptions } from "../live/players.ts";
import { hostUrl, STEPS_PAGE } from "../address/paths.ts";

/** A game with a thousand wrong names would fill the terminal. */
const MAX_HINTS = 100;

/**
 * Says where players go, as addresses and as a code, and where orders can be given.
 *
 * @param urls the best one first
 * @param options `code` is the best address as rows, empty where it is shown otherwise
 */
export function announceAddresses(
  urls: readonly string[],
  { code, token, io }: { code: readonly string[]; token: string; io: Io },
): void {
  tell(io, {
    en: "The server has started. Waiting for players…",
    zh: "服务器已经启动成功！等待客户端连接······",
  });
  for (const url of urls) io.stdout.write(`${url}\n`);
  const [best = ""] = urls;
  for (const line of code) io.stderr.write(`${line}\n`);
  const projector = hostUrl(best, "projector");
  tell(io, { en: `For the classroom wall: ${projector}`, zh: `投影页面：${projector}` });
  const admin = hostUrl(best, `admin#${token}`);
  tell(io, { en: `Publish from elsewhere: ${admin}`, zh: `远程管理：${admin}` });
}

/** Says how players' devices come to trust the host. */
export function announceAuthority(
  { authority }: HostCertificate,
  { entrance, io }: { entrance: string; io: Io },
): void {
  if (!authority) return;
  const steps = hostUrl(entrance, STEPS_PAGE);
  tell(io, {
    en: `Each device installs the certificate once: ${steps}`,
    zh: `每台设备只需安装一次证书：${steps}`,
  });
  tell(io, {
    en: `Its fingerprint (SHA-256): ${authority.fingerprint}`,
    zh: `证书指纹（SHA-256）：${authority.fingerprint}`,
  });
}

/** What the operator is told of requests. */
export function reportRequests(io: Io): Partial<HandlerParts> {
  const hinted = new Set<string>();
  return {
    onRespelled(asked, path) {
      if (hinted.has(asked) || hinted.size >= MAX_HINTS) return;
      hinted.add(asked);
      const [from, to] = [visible(asked), visible(path)];
      tell(io, {
        en: `Hint: "${from}" was asked for and "${to}" sent; the game should spell it so`,
        zh: `提示：请求的是“${from}”，发送的是“${to}”；游戏中应改用后者的写法`,
      });
    },
    onFailure(error, failureId) {
      const why = visible(messageOf(error));
      tell(io, { en: `Error ${failureId}: ${why}`, zh: `错误 ${failureId}：${why}` });
    },
  };
}

/** What the operator is told of players who come and go. */
export function reportPlayers(io: Io): PlayersOptions {
  return {
    onJoin(player) {
      const who = describePlayer(player);
      tell(io, { en: `Player [${who}] joined`, zh: `客户端[${who}]已连接！` });
    },
    onLeave(player) {
      const who = describePlayer(player);
      tell(io, { en: `Player [${who}] left`, zh: `客户端[${who}]已下线！` });
    },
  };
}

/** `192.168.1.7 iPad` */
export function describePlayer(
  { address, device }: Pick<ListedPlayer, "address" | "device">,
): string {
  return visible(device === "?" ? address : `${address} ${device}`);
}

/** Lists who plays what, a line each, and how many have loaded the published game; who is at another host has no number. */
export function listPlayers(
  players: readonly ListedPlayer[],
  { published, nameOf, io }: {
    published: Game | undefined;
    nameOf: (gameId: string) => string;
    io: Io;
  },
): void {
  const shown = published?.id ?? "";
  const ready = players.filter(({ ready }) => ready.includes(shown)).length;
  tell(io, {
    en: players.length === 0 ? "No players yet" : `Players: ${ready}/${players.length} ready`,
    zh: players.length === 0 ? "还没有玩家" : `玩家：${ready}/${players.length} 已就绪`,
  });
  for (const player of players) {
    const { number, gameId } = player;
    const isReady = gameId !== null && player.ready.includes(gameId);
    const state = isReady ? { en: "ready", zh: "已就绪" } : { en: "loading", zh: "加载中" };
    const name = gameId === null ? { en: "lobby", zh: "大厅" }[io.language] : nameOf(gameId);
    const who = `${number === null ? "–" : `${number}.`} ${describePlayer(player)}  ${
      visible(name)
    }`;
    io.stderr.write(`${who}  ${gameId === null ? "" : say(io, state)}`.trimEnd() + "\n");
  }
}
