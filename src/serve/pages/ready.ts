import type { Language } from "../../cli/language.ts";

/** Says `31/34 ready` as a sentence for the whole room. */
export function countReady(
  { players, ready, language }: { players: number; ready: number; language: Language },
): string {
  if (players === 0) return { en: "Waiting for players", zh: "等待玩家加入" }[language];
  return { en: `${ready}/${players} ready`, zh: `${ready}/${players} 已就绪` }[language];
}
