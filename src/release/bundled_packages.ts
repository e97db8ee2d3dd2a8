import { join } from "node:path";

/** A package of which the executable contains code. */
export interface BundledPackage {
  /** Its name in its registry. */
  readonly name: string;
  readonly version: string;
  readonly registry: "npm" | "jsr";
  /** The SPDX identifier of its licence. */
  readonly licence: string;
  readonly licenceText: string;
}

const NPM_REGEXP = /^(.*\/npm\/[^/]+\/((?:@[^/]+\/)?[^/@]+)\/(\d[^/]*))\//;
const JSR_REGEXP = /\/(@std\/[^/]+)\/(\d[^/]*)\//;
/** The names of files with a licence, and of those with notices that go with it. */
const LICENCE_REGEXP = /^(licen[cs]e|copying|notice|copyrightnotice)(\.(md|txt))?$/i;

/** Returns the MIT licence's text with another owner, from coplay's own. */
function mitText(own: string, owner: string): string {
  return own.replace(/^Copyright .*$/m, `Copyright (c) ${owner}`);
}

async function readLicence(folder: string): Promise<string> {
  const names: string[] = [];
  for await (const { name, isFile } of Deno.readDir(folder)) {
    if (isFile && LICENCE_REGEXP.test(name)) names.push(name);
  }
  const texts = await Promise.all(
    names.sort().map((name) => Deno.readTextFile(join(folder, name))),
  );
  return texts.map((text) => text.replaceAll("\r\n", "\n").trim()).join("\n\n");
}

async function readNpmPackage(
  folder: string,
  { name, version, own }: { name: string; version: string; own: string },
): Promise<BundledPackage> {
  const { license } = JSON.parse(await Deno.readTextFile(join(folder, "package.json")));
  const text = await readLicence(folder);
  if (text === "" && license !== "MIT") {
    throw new Error(`Cannot make a notice: ${name} ${version} has no text of its licence`);
  }
  const licenceText = text || mitText(own, `the authors of ${name}`);
  return { name, version, registry: "npm", licence: license, licenceText };
}

/**
 * Finds the packages that the sources of the executable come from, by name.
 *
 * @param own the text of coplay's own licence, MIT
 * @throws where a package has no text of its licence
 */
export async function findBundledPackages(
  sources: readonly string[],
  own: string,
): Promise<BundledPackage[]> {
  const found = new Map<string, BundledPackage>();
  for (const source of sources) {
    const path = source.replaceAll("\\", "/");
    const [, folder, name, version] = NPM_REGEXP.exec(path) ?? [];
    if (folder && name && version && !found.has(folder)) {
      found.set(folder, await readNpmPackage(folder, { name, version, own }));
    }
    const [, stdName, stdVersion] = JSR_REGEXP.exec(path) ?? [];
    if (stdName && stdVersion) {
      found.set(stdName, {
        name: stdName,
        version: stdVersion,
        registry: "jsr",
        licence: "MIT",
        licenceText: mitText(own, "the Deno authors"),
      });
    }
  }
  return [...found.values()].sort((one, other) => one.name < other.name ? -1 : 1);
}
