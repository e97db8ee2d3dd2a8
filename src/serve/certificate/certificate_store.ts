import { join } from "node:path";
import { CommandError } from "../../cli/errors.ts";
import { diskReason } from "../../cli/file_reason.ts";
import { visible } from "../../cli/io.ts";
import { closeToOthers, writePrivately } from "../../cli/private_file.ts";
import {
  type CertifiedKey,
  fingerprintOf,
  type HostNames,
  isAuthorityGood,
  isLeafGood,
  machineOf,
  makeAuthority,
  makeLeaf,
  toDer,
} from "./certificate.ts";

/** The certificate that a host shows, and the authority that its players install. */
export interface HostCertificate extends CertifiedKey {
  /** Changes when the certificate does. */
  readonly version: string;
  /** The authority for players' devices to install; undefined where the operator has their own. */
  readonly authority: {
    readonly der: Uint8Array<ArrayBuffer>;
    readonly fingerprint: string;
  } | undefined;
}

/** The folder of kept certificates, and the names that they must cover. */
export interface CertificateStoreOptions {
  /** The user's folder for coplay. */
  readonly folder: string;
  readonly machine: string;
  /** The addresses of this machine. */
  readonly addresses: readonly string[];
  readonly nowMs: number;
}

/**
 * Returns the host's certificate: the kept one, or a new one where that one ends soon or lacks a name. The authority
 * is made once and lasts, so that each device installs it only once.
 *
 * @throws {CommandError} where the folder cannot be written
 */
export async function openCertificate(options: CertificateStoreOptions): Promise<HostCertificate> {
  const { folder, nowMs } = options;
  try {
    await Deno.mkdir(folder, { recursive: true, mode: 0o700 });
    const keptAuthority = await readKept(folder, "authority");
    const authority = keptAuthority && isAuthorityGood(keptAuthority, nowMs)
      ? keptAuthority
      : await keep(folder, "authority", await makeAuthority(options.machine, nowMs));
    const names = namesOf(authority, options);
    const keptLeaf = await readKept(folder, "host");
    const leaf = keptLeaf && isLeafGood(keptLeaf, { authority, names, nowMs })
      ? keptLeaf
      : await keep(folder, "host", await makeLeaf(authority, names, nowMs));
    const fingerprint = await fingerprintOf(authority.cert);
    return {
      cert: `${leaf.cert.trimEnd()}\n${authority.cert.trimEnd()}\n`,
      key: leaf.key,
      version: await fingerprintOf(leaf.cert),
      authority: { der: toDer(authority.cert), fingerprint },
    };
  } catch (error) {
    const why = diskReason(error);
    throw new CommandError({
      en: `Cannot keep certificates in "${visible(folder)}": ${why.en}`,
      zh: `无法在“${visible(folder)}”中保存证书：${why.zh}`,
    });
  }
}

/** Every address and name by which players may open this machine. */
function namesOf(
  authority: CertifiedKey,
  { machine, addresses }: CertificateStoreOptions,
): HostNames {
  const bare = machine.replace(/\.local$/i, "");
  const isName = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/i.test(bare);
  const own = isName ? [`${bare}.local`] : [];
  // The authority may sign only one bare name: that of the machine it was made on.
  if (isName && machineOf(authority) === machine && machine === bare) own.push(bare);
  const dns = [...new Set([...own, "localhost"].map((name) => name.toLowerCase()))];
  const ip = addresses.filter((address) => !/^fe[89ab]|%/i.test(address));
  return { dns, ip: [...new Set([...ip, "127.0.0.1", "::1"])] };
}

async function readKept(folder: string, name: string): Promise<CertifiedKey | undefined> {
  try {
    const [cert, key] = await Promise.all([
      Deno.readTextFile(join(folder, `${name}.crt`)),
      Deno.readTextFile(join(folder, `${name}.key`)),
    ]);
    await closeToOthers(join(folder, `${name}.key`));
    return { cert, key };
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

async function keep(folder: string, name: string, pair: CertifiedKey): Promise<CertifiedKey> {
  await writePrivately(join(folder, `${name}.key`), pair.key);
  await writePrivately(join(folder, `${name}.crt`), pair.cert);
  return pair;
}
