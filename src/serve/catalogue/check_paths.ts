import type { Text } from "../../cli/language.ts";
import { explainFault } from "./fault.ts";
import { foldName } from "./game_names.ts";
import type { GameSource } from "./game_source.ts";

/** The parts of a game that name files. */
interface NamingGame {
  readonly entry: string;
  readonly cover: string | undefined;
  readonly isHidden: boolean;
  readonly sources: readonly GameSource[];
  readonly notices: readonly Text[];
  readonly fault: Text | undefined;
}

/**
 * Looks up the first page and the picture that a game names. A missing page is a fault, a missing picture a notice, and
 * another case than the file's own is put right.
 */
export async function checkPaths<Game extends NamingGame>(game: Game): Promise<Game> {
  if (game.fault || game.isHidden) return game;
  try {
    const entry = await findFile(game.sources, game.entry);
    if (entry === undefined) return { ...game, fault: noEntryText(game.entry) };
    if (game.cover === undefined) return { ...game, entry };
    const cover = await findFile(game.sources, game.cover);
    const notices = cover === undefined ? [...game.notices, noCoverText(game.cover)] : game.notices;
    return { ...game, entry, cover, notices };
  } catch (error) {
    return { ...game, fault: explainFault(error) };
  }
}

/** Returns a file's own spelling of a path; undefined where there is no such file. */
async function findFile(sources: readonly GameSource[], path: string): Promise<string | undefined> {
  for (const source of sources) {
    const file = await source.find(path);
    if (file) return file.path;
  }
  const wanted = foldName(path);
  for (const source of sources) {
    const like = (await source.list()).filter((file) => foldName(file.path) === wanted);
    if (like.length === 1) return like[0]!.path;
  }
  return undefined;
}

function noEntryText(path: string): Text {
  return {
    en: `game.json names "${path}" as entry, and there is no such file`,
    zh: `game.json 的 entry 写的是“${path}”，但没有这个文件`,
  };
}

function noCoverText(path: string): Text {
  return {
    en: `game.json names "${path}" as cover, and there is no such file`,
    zh: `game.json 的 cover 写的是“${path}”，但没有这个文件`,
  };
}
