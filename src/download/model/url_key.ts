import { fnv1a } from "../names/fnv1a.ts";

/** Names of parameters that sign a URL: they change with every signature and never name the file. */
const SIGNATURES: readonly { readonly sign: string; readonly others: RegExp }[] = [
  // Amazon S3 and those who speak as it does; Google, Alibaba and Tencent clouds.
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

/** A URL as far as it names a file: without user, fragment, and what only signs it. */
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

/** 64 bits: enough to tell the URLs apart that one folder ever sees. */
function hashOf(text: string): string {
  const [high, low] = [fnv1a(text), fnv1a(text, 0x9e3779b9)];
  return (high.toString(16) + low.toString(16).padStart(8, "0")).padStart(16, "0");
}

/**
 * What names a file's source in a journal: its origin and path, and of a query only the hash, for secrets stay out of
 * files. Signed again, a URL has the same one.
 */
export function urlSource(url: URL): string {
  const { path, query } = namingParts(url);
  return query === "" ? path : `${path}?${hashOf(query)}`;
}

/** The hash of a URL, as it is kept beside a file that came from there. */
export function urlKey(url: URL): string {
  const { path, query } = namingParts(url);
  return hashOf(`${path}?${query}`);
}
