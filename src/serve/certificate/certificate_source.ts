import { CommandError } from "../../cli/errors.ts";
import { readReason } from "../../cli/file_reason.ts";
import { visible } from "../../cli/io.ts";
import type { HostCertificate } from "./certificate_store.ts";

/** Whose certificate the host shows: one that is made here, or the operator's own. */
export type HttpsConfig =
  | { readonly kind: "made"; readonly folder: string }
  | { readonly kind: "own"; readonly certPath: string; readonly keyPath: string };

/** Where the certificate of a host comes from. */
export interface CertificateSource {
  /** The certificate for these addresses of this machine, as it is now. */
  open(addresses: readonly string[]): Promise<HostCertificate>;
}

/** Where the host's certificate comes from, as the operator decided. */
export function makeCertificateSource(config: HttpsConfig, machine: string): CertificateSource {
  return {
    async open(addresses) {
      if (config.kind === "own") return await readOwn(config);
      // Loaded only here, so that a host without https starts quickly.
      const { openCertificate } = await import("./certificate_store.ts");
      const { folder } = config;
      return await openCertificate({ folder, machine, addresses, nowMs: Date.now() });
    },
  };
}

/** The operator's own certificate; it is read again when its files change. */
async function readOwn(
  { certPath, keyPath }: { certPath: string; keyPath: string },
): Promise<HostCertificate> {
  // One after another: where both are wrong, it is always the certificate that is named.
  const cert = await readPem(certPath);
  const key = await readPem(keyPath);
  return { cert, key, version: `${cert}${key}`, authority: undefined };
}

async function readPem(path: string): Promise<string> {
  const shown = visible(path);
  const text = await Deno.readTextFile(path).catch((error) => {
    const why = readReason(error);
    throw new CommandError({
      en: `Cannot read "${shown}": ${why.en}`,
      zh: `无法读取“${shown}”：${why.zh}`,
    });
  });
  if (text.includes("-----BEGIN ")) return text;
  throw new CommandError({
    en: `Cannot use "${shown}": it is not a PEM file`,
    zh: `无法使用“${shown}”：它不是 PEM 文件`,
  });
}
