import { join } from "node:path";
import { diskReason } from "../cli/file_reason.ts";
import { type Io, tell, visible } from "../cli/io.ts";
import { writePrivately } from "../cli/private_file.ts";
import type { ServeConfig } from "./options.ts";

/** The token of a running host where scripts of the user who runs it find it. */
export interface TokenFile {
  /** Takes it away, unless it is another host's by now. */
  remove(): Promise<void>;
}

/** Where a host keeps its token, and whether it does. */
export interface KeepTokenOptions
  extends Pick<ServeConfig, "adminToken" | "configFolder" | "port"> {
  readonly io: Io;
}

/**
 * Writes the token where only the user reads it, `token-PORT` in their folder for coplay, and says so. What a host
 * has left that was killed is replaced. Where it cannot be written that is said, and the host does without.
 *
 * @returns undefined where the operator has the token in a file of their own, or no folder for coplay
 */
export async function keepToken(
  token: string,
  { adminToken, configFolder: folder, port, io }: KeepTokenOptions,
): Promise<TokenFile | undefined> {
  if (adminToken !== undefined || folder === undefined) return undefined;
  const path = join(folder, `token-${port}`);
  const shown = visible(path);
  try {
    await Deno.mkdir(folder, { recursive: true, mode: 0o700 });
    await writePrivately(path, `${token}\n`);
    tell(io, {
      en: `Your scripts read the token from: ${shown}`,
      zh: `您的脚本可从此文件读取口令：${shown}`,
    });
  } catch (error) {
    const why = diskReason(error);
    tell(io, {
      en: `Cannot keep the token for scripts in "${shown}": ${why.en}`,
      zh: `无法把供脚本使用的口令保存到“${shown}”：${why.zh}`,
    });
  }
  return {
    async remove() {
      const kept = await Deno.readTextFile(path).catch(() => "");
      if (kept.trim() === token) await Deno.remove(path).catch(() => {});
    },
  };
}
