import type { BundledPackage } from "./bundled_packages.ts";

/** Formats the licences of all that the executable contains beside coplay's own. */
export function formatNotice(packages: readonly BundledPackage[]): string {
  const rule = "-".repeat(80);
  const parts = packages.map(({ name, version, licence, licenceText }) =>
    `${rule}\n${name} ${version} (${licence})\n${rule}\n\n${licenceText}\n`
  );
  return `coplay contains code of the packages below. It runs on Deno (MIT), which contains V8 (BSD-3-Clause) and
Rust libraries under licences of their own: https://github.com/denoland/deno

${parts.join("\n")}`;
}
