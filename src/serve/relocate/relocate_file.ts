import { createHash } from "node:crypto";
import { homeOf, type Lead } from "./lead.ts";
import { relocateManifest } from "./manifest_addresses.ts";
import { relocateImports, replacePrefix } from "./module_addresses.ts";
import { relocatePage } from "./page_addresses.ts";
import { relocateStyle } from "./style_addresses.ts";
import { asBytes, asUtf8, toBytes } from "./byte_text.ts";
import type { SurveyedSite } from "./site_survey.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** How the addresses of one game's files are led. */
export interface Relocation {
  readonly gameId: string;
  readonly site: SurveyedSite;
  readonly lead: Lead;
}

/** How the addresses of a build begin and where they lead, for a page's scripts; undefined for the usual root. */
export function rootOf({ gameId, site }: Relocation): { prefix: string; home: string } | undefined {
  if (site.prefix === "/" && site.folder === "") return undefined;
  return { prefix: site.prefix, home: homeOf(gameId, site) };
}

/** A larger page holds its files in itself. */
const MAX_PAGE_BYTES = 4 * 1024 * 1024;

/**
 * Leads the absolute addresses that a page, style sheet, script or manifest names into the game. Returns the same bytes
 * where nothing changes, and where the build names their digest: its service worker or `integrity` would refuse others.
 */
export function relocateFile(
  bytes: Bytes,
  { path, mediaType, relocation }: { path: string; mediaType: string; relocation: Relocation },
): Bytes {
  const relocate = relocatorOf({ path, mediaType, relocation });
  if (!relocate || isUtf16(bytes)) return bytes;
  if (mediaType !== "text/html" && isListed(bytes, relocation.site)) return bytes;
  const text = asBytes(bytes);
  const relocated = relocate(text);
  return relocated === text ? bytes : toBytes(relocated);
}

function relocatorOf(
  { path, mediaType, relocation }: { path: string; mediaType: string; relocation: Relocation },
): ((text: string) => string) | undefined {
  const lead: Lead = (address) => relocation.lead(asUtf8(address));
  const relocateScript = (source: string) => relocateSource(source, { relocation, lead });
  const isXml = mediaType === "application/xhtml+xml";
  if (isXml || mediaType === "text/html") {
    return (page) =>
      page.length > MAX_PAGE_BYTES ? page : relocatePage(page, {
        lead,
        isXml,
        relocateScript: (source) =>
          isListed(toBytes(source), relocation.site) ? source : relocateScript(source),
      });
  }
  if (mediaType === "text/css") return (css) => relocateStyle(css, lead);
  if (mediaType === "text/javascript") return relocateScript;
  if (relocation.site.manifests.has(path)) return (text) => relocateManifest(text, lead);
  return undefined;
}

function relocateSource(
  source: string,
  { relocation: { gameId, site }, lead }: { relocation: Relocation; lead: Lead },
): string {
  if (site.prefix === "/") return relocateImports(source, lead);
  const home = homeOf(gameId, site);
  return relocateImports(replacePrefix(source, { prefix: site.prefix, home }), lead);
}

function isUtf16(bytes: Bytes): boolean {
  return (bytes[0] === 0xfe && bytes[1] === 0xff) || (bytes[0] === 0xff && bytes[1] === 0xfe);
}

/** Whether the build names the digest of these bytes. */
function isListed(bytes: Bytes, { digests }: SurveyedSite): boolean {
  if (digests.size === 0) return false;
  const isNamed = (algorithm: string) => {
    const digest = createHash(algorithm).update(bytes).digest("base64");
    return digests.has(`${algorithm}-${digest}`);
  };
  return ["sha256", "sha384", "sha512"].some(isNamed) ||
    digests.has(createHash("sha1").update(bytes).digest("hex"));
}
