/** A kind of machine that there is an executable for. */
export interface Target {
  /** Its name for compilers. */
  readonly triple: string;
  /** The form of its archive. */
  readonly archive: "tar.gz" | "zip";
  readonly program: "coplay" | "coplay.exe";
}

function unix(triple: string): Target {
  return { triple, archive: "tar.gz", program: "coplay" };
}

export const TARGETS: readonly Target[] = [
  unix("x86_64-unknown-linux-gnu"),
  unix("aarch64-unknown-linux-gnu"),
  { triple: "x86_64-pc-windows-msvc", archive: "zip", program: "coplay.exe" },
  unix("x86_64-apple-darwin"),
  unix("aarch64-apple-darwin"),
];

/** The name of a target's archive, which is the same in every version: "the latest" has one address. */
export function archiveName({ triple, archive }: Target): string {
  return `coplay-${triple}.${archive}`;
}
