import { decodeId } from "../address/paths.ts";
import type { Host } from "../live/host.ts";
import type { StorageShare } from "../request/handler.ts";
import { isFromOtherSite } from "../request/origin.ts";

/** The games that are named; the others hold hardly anything. */
const MAX_NAMED = 3;

/**
 * Answers `/.coplay/full`, which a page requests when its browser has no room left for saved data. All games share that
 * room, so the one that fills it takes it from the others. The query says how many characters each game holds; it names
 * one game without a number where that found no room and the browser does not say who has it.
 */
export function answerFull(
  request: Request,
  { host, onFull }: {
    host: Host;
    onFull: ((shares: readonly StorageShare[]) => void) | undefined;
  },
): Response {
  if (isFromOtherSite(request)) return new Response(null, { status: 403 });
  const held = [...new URL(request.url).searchParams].flatMap(([id, count]) => {
    const game = host.catalogue.get(decodeId(id));
    return game && /^\d{1,9}$/.test(count) ? [{ game, count: Number(count) }] : [];
  });
  const [[onlyId = "", onlyCount] = []] = [...new URL(request.url).searchParams];
  const without = onlyCount === "" ? host.catalogue.get(decodeId(onlyId)) : undefined;
  if (without) onFull?.([{ game: without, share: undefined }]);
  const sum = held.reduce((total, { count }) => total + count, 0);
  const shares = held.map(({ game, count }) => ({ game, share: count / sum }))
    .sort((a, b) => b.share - a.share).slice(0, MAX_NAMED);
  if (sum > 0) onFull?.(shares);
  return new Response(null, { status: 204 });
}
