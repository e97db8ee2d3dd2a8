import { type Io, tell } from "../cli/io.ts";
import type { CatalogueRoot } from "./catalogue/scan.ts";
import type { ServeConfig } from "./decide.ts";
import { maySpawnSelf } from "./workers/self_command.ts";
import { Workers } from "./workers/workers.ts";

/** The memory for games that all workers share, and the least that each needs, in bytes. */
const MEMORY_BYTES = 256 * 1024 * 1024;
const MIN_MEMORY_BYTES = 64 * 1024 * 1024;

/** Plans the workers that the operator asked for; undefined where this process answers alone. */
export async function planWorkers(
  { workers: count, hasLobby, hasProxy, accessLog }: ServeConfig,
  { roots, io }: { roots: readonly CatalogueRoot[]; io: Io },
): Promise<Workers | undefined> {
  if (count === 1) return undefined;
  if (Deno.build.os !== "linux") {
    tell(io, {
      en: "Several workers need Linux, where processes can share a port: here one answers alone",
      zh: "只有 Linux 才能让多个进程共用一个端口：这里仅由一个进程提供服务",
    });
    return undefined;
  }
  if (!await maySpawnSelf()) {
    tell(io, {
      en:
        "coplay may not start itself again (--allow-run=/proc/self/exe): one process answers alone",
      zh: "没有启动自身的权限（--allow-run=/proc/self/exe）：仅由一个进程提供服务",
    });
    return undefined;
  }
  return new Workers({
    count,
    roots,
    hasLobby,
    hasProxy,
    accessLog,
    memoryBytes: Math.max(MIN_MEMORY_BYTES, Math.floor(MEMORY_BYTES / count)),
    io,
  });
}
