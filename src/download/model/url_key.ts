import { fnv1a } from "../names/fnv1a.ts";

/** Query parameters that sign a URL: they differ with every signature and never name the file. */
const SIGNATURES: readonly { readonly sign: string; readonly others: RegExp }[] = [
  // Amazon S3 and compatible services; the clouds of Google, Alibaba and Tencent.
  { sign: "x-amz-signature", others: /^x-amz-/ },
  { sign: "x-goog-signature", others: /^x-goog-/ },
  { sign: "x-oss-signature", others: /^x-oss-/ },
  { sign: "q-signature", others: /^q-/ },
  // CloudFront, and the older forms of the others.
  {
    sign: "signature",
    others:
      /^(?:signature|expires|policy|key-pair-id|security-token|\w*accesskeyid|googleaccessid)$/,
  },
  // Azure's shared access signatures.
  { sign: "sig", others: /^(?:sig|s[eiprtv]|s[dp]r|ses|sip|srt|ss|sk(?:oid|tid|t|e|s|v))$/ },
];

/** Returns the parts of a URL that name its file: without user, fragment and signature. */
function namingParts(url: URL): { readonly path: string; readonly query: string } {
  const path = url.origin + url.pathname;
  if (url.search === "") return { path, query: "" };
  const names = new Set([...url.searchParams.keys()].map((name) => name.toLowerCase()));
  const signing = SIGNATURES.filter(({ sign }) => names.has(sign)).map(({ others }) => others);
  const query = url.search.slice(1).split("&").filter((pair) => {
    const name = pair.split("=", 1)[0]!.toLowerCase();
    return !signing.some((others) => others.test(name));
  });
  return { path, query: query.join("&") };
}

/** Hashes a text to 64 bits: enough for all URLs that one folder ever sees. */
function hashOf(text: string): string {
  const [high, low] = [fnv1a(text), fnv1a(text, 0x9e3779b9)];
  return (high.toString(16) + low.toString(16).padStart(8, "0")).padStart(16, "0");
}

/**
 * Returns what identifies a file's source in a journal: its origin and path, but only the hash of a query, to keep
 * secrets out of files. It stays the same when the URL is signed again.
 */
export function urlSource(url: URL): string {
  const { path, query } = namingParts(url);
  return query === "" ? path : `${path}?${hashOf(query)}`;
}

/** Returns the hash of a URL, which is stored beside a file from there. */
export function urlKey(url: URL): string {
  const { path, query } = namingParts(url);
  return hashOf(`${path}?${query}`);
}
