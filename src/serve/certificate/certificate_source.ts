import { CommandError } from "../../cli/errors.ts";
import { readReason } from "../../cli/file_reason.ts";
import { visible } from "../../cli/io.ts";
import type { HostCertificate } from "./certificate_store.ts";

/** The source of the certificate: one that coplay makes, or the operator's own. */
export type HttpsConfig =
  | { readonly kind: "made"; readonly folder: string }
  | { readonly kind: "own"; readonly certPath: string; readonly keyPath: string };

/** Where the certificate of a host comes from. */
export interface CertificateSource {
  /** Returns the certificate for these addresses of this machine, as it is now. */
  open(addresses: readonly string[]): Promise<HostCertificate>;
}

/** Makes the source that the operator decided on. */
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

/** Reads the operator's own certificate, again whenever its files change. */
async function readOwn(
  { certPath, keyPath }: { certPath: string; keyPath: string },
): Promise<HostCertificate> {
  // One after the other: where both are wrong, the error always names the certificate.
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
