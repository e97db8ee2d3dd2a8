import { CommandError, EXIT } from "../cli/errors.ts";
import { diskReason } from "../cli/file_reason.ts";
import { visible } from "../cli/io.ts";
import { isLoopback, readMachineAddresses } from "./address/machine_addresses.ts";
import type { Front } from "./front/front.ts";
import { Uploads } from "./uploads/uploads.ts";

/**
 * Makes the folder for games that are added while the host runs.
 *
 * @throws {CommandError} where it cannot be made
 */
export function makeUploadFolder(path: string): string {
  try {
    Deno.mkdirSync(path, { recursive: true });
    return path;
  } catch (error) {
    const [shown, why] = [visible(path), diskReason(error)];
    throw new CommandError({
      en: `Cannot use the folder "${shown}": ${why.en}`,
      zh: `无法使用文件夹“${shown}”：${why.zh}`,
    }, EXIT.disk);
  }
}

/** Lets the operator add games to a folder that the catalogue reads; undefined where there is none. */
export async function openUploads(
  front: Front,
  folder: string | undefined,
  names: readonly string[],
): Promise<Uploads | undefined> {
  if (folder === undefined) return undefined;
  const { host } = front;
  return await Uploads.open({
    folder,
    rescan: () => host.rescan(),
    findGame: (id) => host.catalogue.get(id),
    gameIds: () => host.catalogue.shown.map(({ game }) => game.id),
    isPublished: (id) => host.published.current?.game.id === id,
    isOwnUrl: (url) => leadsHere(url, { address: front.address, names }),
  });
}

/** Whether a URL leads to this host: its port at one of this machine's addresses or names. */
function leadsHere(
  { hostname, port }: URL,
  { address, names }: { address: string | undefined; names: readonly string[] },
): boolean {
  if (address === undefined || new URL(address).port !== port) return false;
  const bare = hostname.replace(/^\[|\]$/g, "");
  const own = ["localhost", ...names, ...readMachineAddresses().map(({ address }) => address)];
  return isLoopback(bare) || own.some((name) => name.toLowerCase() === bare);
}
