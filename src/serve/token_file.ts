import { dirname, join } from "node:path";
import { diskReason } from "../cli/file_reason.ts";
import { type Io, tell, visible } from "../cli/io.ts";
import type { Text } from "../cli/language.ts";
import { writePrivately } from "../cli/private_file.ts";
import type { ServeConfig } from "./decide.ts";

/** The file with a running host's token, for scripts of the same user. */
export interface TokenFile {
  /** Says where it is, or why there is none. */
  tell(): void;
  /** Removes the file, unless another host has replaced it. */
  remove(): Promise<void>;
}

/** Where and whether a host keeps its token. */
export interface KeepTokenOptions
  extends Pick<ServeConfig, "adminToken" | "configFolder" | "port"> {
  readonly io: Io;
}

/**
 * Writes the token to `token-PORT` in the user's folder for coplay, readable by the user alone. It replaces the file of
 * a host that was killed. Where it cannot write, the host goes on without.
 *
 * @returns undefined where the operator has the token in a file of their own, or the system names no folder
 */
export async function keepToken(
  token: string,
  { adminToken, configFolder: folder, port, io }: KeepTokenOptions,
): Promise<TokenFile | undefined> {
  if (adminToken !== undefined || folder === undefined) return undefined;
  const path = join(folder, `token-${port}`);
  const text = await write(path, token);
  return {
    tell: () => tell(io, text),
    async remove() {
      const kept = await Deno.readTextFile(path).catch(() => "");
      if (kept.trim() === token) await Deno.remove(path).catch(() => {});
    },
  };
}

/** Writes the token and says where it is, or why it cannot be kept. */
async function write(path: string, token: string): Promise<Text> {
  const shown = visible(path);
  try {
    await Deno.mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writePrivately(path, `${token}\n`);
    return {
      en: `Your scripts read the token from: ${shown}`,
      zh: `您的脚本可从此文件读取口令：${shown}`,
    };
  } catch (error) {
    const why = diskReason(error);
    return {
      en: `Cannot keep the token for scripts in "${shown}": ${why.en}`,
      zh: `无法把供脚本使用的口令保存到“${shown}”：${why.zh}`,
    };
  }
}
