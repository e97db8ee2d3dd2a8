import { type Io, messageOf, say, tell, visible } from "../../cli/io.ts";
import type { Game } from "../catalogue/catalogue.ts";
import type { HandlerParts } from "../request/handler.ts";
import type { ListedPlayer, PlayersOptions } from "../live/players.ts";

/** A game with a thousand wrong names would fill the terminal. */
const MAX_HINTS = 100;

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
