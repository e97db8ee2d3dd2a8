import type { Game } from "../catalogue/catalogue.ts";
import type { SourceFile } from "../catalogue/game_source.ts";
import { isAbsolutePath, ROOT_SITE, type Site } from "./lead.ts";
import { listManifestAddresses } from "./manifest_addresses.ts";
import { attributeOf, listPageAddresses } from "./page_addresses.ts";
import { readElements } from "./page_elements.ts";
import { asBytes, asUtf8 } from "./byte_text.ts";

/** The facts about a build's addresses and contents. */
export interface SurveyedSite extends Site {
  /** The paths of the web app manifests that its pages link. */
  readonly manifests: ReadonlySet<string>;
  /** The digests that it names: a file with one of them must arrive as it lies on disk. */
  readonly digests: ReadonlySet<string>;
}

/** At most this many pages, and as many lists of digests, are read. */
const MAX_READ = 24;
const MAX_READ_BYTES = 1024 * 1024;

/** A prefix has at most this many parts: `/group/project/`. */
const MAX_PREFIX_PARTS = 4;

/** Reads a game's pages and manifests to find out which address it was built for. */
export async function surveySite(game: Game, files: readonly SourceFile[]): Promise<SurveyedSite> {
  const tree = makeTree(files, game.entry);
  const named: string[] = [];
  const links = new Set<string>();
  const digests = new Set<string>();
  for (const file of pagesOf(files, game.entry)) {
    const text = await readText(file);
    noteDigests(text, digests);
    for (const address of namedBy(text, links)) named.push(address);
  }
  const manifests = files.filter(({ path }) => links.has(lastPart(path)));
  for (const file of manifests.slice(0, MAX_READ)) {
    named.push(...listManifestAddresses(await readText(file)).filter(isAbsolutePath));
  }
  for (const file of digestListsOf(files, game.entry)) noteDigests(await readText(file), digests);
  return {
    ...electSite(named, tree),
    manifests: new Set(manifests.map(({ path }) => path)),
    digests,
  };
}

/** The pages, that which the game starts with first. */
function pagesOf(files: readonly SourceFile[], entry: string): SourceFile[] {
  const pages = files.filter(({ path }) => /\.x?html?$/i.test(path) && path !== entry);
  const first = files.filter(({ path }) => path === entry);
  return [...first, ...pages.sort((a, b) => depthOf(a) - depthOf(b))].slice(0, MAX_READ);
}

/** Scripts and lists beside the first page: service workers check their files by lists there. */
function digestListsOf(files: readonly SourceFile[], entry: string): SourceFile[] {
  const folder = folderOf(entry);
  const isBeside = ({ path }: SourceFile) => folderOf(path) === folder && /\.js(?:on)?$/.test(path);
  return files.filter(isBeside).slice(0, MAX_READ);
}

function depthOf({ path }: SourceFile): number {
  return path.split("/").length;
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

async function readText(file: SourceFile): Promise<string> {
  if (file.sizeBytes > MAX_READ_BYTES) return "";
  return asBytes(await file.read().catch(() => new Uint8Array()));
}

/** Digests as `integrity` has them (Subresource Integrity §3.1), and SHA-1 as Angular lists it. */
const DIGEST_REGEXP = /\bsha(?:256|384|512)-[\w+/-]{43,86}={0,2}|(?<=")[\da-f]{40}(?=")/g;

function noteDigests(text: string, digests: Set<string>): void {
  for (const [digest] of text.matchAll(DIGEST_REGEXP)) digests.add(digest);
}

/** Lists the absolute addresses that a page names, those against its `<base>` included. */
function namedBy(page: string, links: Set<string>): string[] {
  const elements = readElements(page, { isXml: false });
  const base = elements.map((element) =>
    element.name === "base" ? attributeOf(element, "href") : undefined
  ).find((href) => href !== undefined);
  for (const element of elements) {
    if (element.name !== "link" || attributeOf(element, "rel") !== "manifest") continue;
    links.add(lastPart(pathOf(attributeOf(element, "href") ?? "")));
  }
  const root = base !== undefined && isAbsolutePath(base) ? base : undefined;
  const addresses = listPageAddresses(elements).map((address) =>
    root === undefined || /^(?:[a-z][a-z\d+.-]*:|[/#?]|$)/i.test(address)
      ? address
      : new URL(address, `http://host${root}`).pathname
  );
  return [...addresses, ...root === undefined ? [] : [root]].filter(isAbsolutePath);
}

function pathOf(address: string): string {
  const path = asUtf8(address.replace(/[?#][^]*$/, ""));
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Which files and folders a game has, and where its own root may lie. */
interface Tree {
  readonly has: (path: string) => boolean;
  readonly roots: readonly string[];
}

function makeTree(files: readonly SourceFile[], entry: string): Tree {
  const names = new Set<string>();
  for (const file of files) {
    const path = fold(file.path);
    for (let at = path.length; at > 0; at = path.lastIndexOf("/", at - 1)) {
      const name = path.slice(0, at);
      if (names.has(name)) break;
      names.add(name);
    }
  }
  const has = (path: string) => names.has(fold(path.replace(/\/$/, "")));
  return { has, roots: [...new Set(["", folderOf(entry)])] };
}

/** Windows and macOS take names for the same that differ in case or Unicode form. */
function fold(path: string): string {
  return path.normalize("NFKC").toLowerCase();
}

/** Elects the site that most of the named addresses speak for. */
function electSite(named: readonly string[], tree: Tree): Site {
  const votes = new Map<string, { site: Site; count: number }>();
  for (const address of named) {
    const site = siteOf(pathOf(address), tree);
    if (!site) continue;
    const key = JSON.stringify(site);
    const before = votes.get(key)?.count ?? 0;
    votes.set(key, { site, count: before + 1 });
  }
  const [first] = [...votes.values()].sort((a, b) => b.count - a.count);
  return first?.site ?? ROOT_SITE;
}

/** Finds the site where an address leads to a file; the shortest prefix that does. */
function siteOf(path: string, { has, roots }: Tree): Site | undefined {
  const parts = path.slice(1).split("/");
  for (let count = 0; count < Math.min(parts.length, MAX_PREFIX_PARTS + 1); count++) {
    const rest = parts.slice(count).join("/");
    for (const folder of roots) {
      // A folder of the game's own is no prefix: the file is just missing there.
      if (count > 0 && has(folder + parts[0])) continue;
      if (rest === "" ? count > 0 : has(folder + rest)) {
        const prefix = count === 0 ? "/" : `/${parts.slice(0, count).join("/")}/`;
        return { prefix, folder };
      }
    }
  }
  return undefined;
}

/** Whether two surveys found the same: then a file that has not changed is relocated to the same text. */
export function isSameSite(a: SurveyedSite, b: SurveyedSite): boolean {
  return a.prefix === b.prefix && a.folder === b.folder &&
    a.digests.symmetricDifference(b.digests).size === 0;
}
