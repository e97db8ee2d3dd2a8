import { join, relative } from "../../cli/path.ts";
import type { Attempt } from "./attempt.ts";
import type { Checksum } from "../model/checksum.ts";
import type { DownloadConfig } from "../model/config.ts";
import { TransferError } from "../model/errors.ts";
import { nameFromUrl } from "../names/filename.ts";
import type { Run } from "./run.ts";

/** A digest to compute, and its expected value where that is known. */
export type WantedDigest = { readonly algorithm: Checksum["algorithm"]; readonly hex?: string };

/** The checksum that the file must have, or a digest that is only reported. */
export function wantedDigest(
  attempt: Attempt,
  { config, emit }: Pick<Run, "config" | "emit">,
): WantedDigest | undefined {
  const checksum = attempt.job.checksum ?? listedChecksum(attempt, config);
  if (checksum) return checksum;
  if (config.checksums) reportUnlisted(attempt, { config, emit });
  return config.digest && { algorithm: config.digest };
}

/** Finds the file in the checksum lists, by its name here or at the server. */
function listedChecksum(
  { job, placement }: Attempt,
  { checksums, dir: root }: Pick<DownloadConfig, "checksums" | "dir">,
): Checksum | undefined {
  if (!checksums) return undefined;
  const { dir, name } = placement.target;
  const path = relative(root, join(dir, name)).replaceAll("\\", "/");
  return checksums.find(path, nameFromUrl(job.urls[0]));
}

/** Reports that checksums were given, but none for this file. */
function reportUnlisted(
  { job, progress, placement }: Attempt,
  { config, emit }: Pick<Run, "config" | "emit">,
): void {
  const { en, zh } = { en: "no checksum is listed for it", zh: "校验和列表中没有此文件" };
  if (config.isStrict) throw new TransferError("checksum", { en, zh });
  // Only the first attempt reports it.
  if (progress.attempts > 1) return;
  const { name } = placement.target;
  emit({ type: "notice", job, text: { en: `${name}: ${en}`, zh: `${name}：${zh}` } });
}
