import type { SourceFile } from "../catalogue/game_source.ts";
import type { EngineProfile } from "./game_engine.ts";
import type { Encoding } from "./representation.ts";

/** What the host serves under one path of a game. */
export interface AssetPlan {
  readonly file: SourceFile;
  /** The path that decides the media type: without `.br` where the browser unpacks the file. */
  readonly name: string;
  /** The coding of the file on disk; `"unityweb"` means that its first bytes name the coding. */
  readonly encoding: Encoding | "unityweb" | undefined;
  /** The same content packed by the author, which is used once it proves to be the same. */
  readonly sidecars: readonly { readonly encoding: Encoding; readonly file: SourceFile }[];
  /** Whether a page goes out without the host's scripts and led addresses. @default false */
  readonly isAsWritten?: boolean;
}

const ENCODING_ENDS: Readonly<Record<string, Encoding>> = { br: "br", gz: "gzip", zst: "zstd" };

/** The files that Unity's loader names, without the ending of their coding. */
const LOADER_FILE_REGEXP = /\.(?:data|js|wasm|mem|symbols\.json)$/;

/** Files that a game of Unity reads itself, as they lie on disk. */
const OWN_FILE_REGEXP = /(?:^|\/)StreamingAssets\//;

/**
 * Plans what the host serves under each path of a game. A name that ends in `.br` or `.gz` means two things in real
 * games: Unity's loader expects the browser to unpack the file, Godot 3's unpacks it itself and fails if the browser
 * did. So the engine decides. Where a page asks for the plain name and only the packed file exists, unpacking is
 * always right.
 */
export function planAssets(
  files: readonly SourceFile[],
  { unpacksInBrowser }: Pick<EngineProfile, "unpacksInBrowser">,
): Map<string, AssetPlan> {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const plans = new Map<string, AssetPlan>();
  for (const file of files) {
    plans.set(file.path, planFile(file, { byPath, unpacksInBrowser }));
    const packed = splitEncoded(file.path);
    if (!packed || byPath.has(packed.name) || plans.has(packed.name)) continue;
    plans.set(packed.name, { file, ...packed, sidecars: [] });
  }
  return plans;
}

function planFile(
  file: SourceFile,
  { byPath, unpacksInBrowser }: {
    byPath: ReadonlyMap<string, SourceFile>;
    unpacksInBrowser: boolean;
  },
): AssetPlan {
  if (/\.svgz$/i.test(file.path)) {
    return { file, name: file.path, encoding: "gzip", sidecars: [] };
  }
  const isForLoader = unpacksInBrowser && !OWN_FILE_REGEXP.test(file.path);
  if (isForLoader && file.path.endsWith(".unityweb")) {
    const name = file.path.slice(0, -".unityweb".length);
    return { file, name, encoding: "unityweb", sidecars: [] };
  }
  const packed = isForLoader ? splitEncoded(file.path) : undefined;
  if (packed && LOADER_FILE_REGEXP.test(packed.name)) return { file, ...packed, sidecars: [] };
  const sidecars = Object.entries(ENCODING_ENDS).flatMap(([end, encoding]) => {
    const sidecar = byPath.get(`${file.path}.${end}`);
    return sidecar ? [{ encoding, file: sidecar }] : [];
  });
  return { file, name: file.path, encoding: undefined, sidecars };
}

/** `a.wasm.br` is `a.wasm` in Brotli; `a.br` alone and `a.tar.gz` are files of their own. */
function splitEncoded(path: string): { name: string; encoding: Encoding } | undefined {
  const match = /^(.*[^/.]\.(\w+))\.(br|gz|zst)$/.exec(path);
  if (!match || match[2] === "tar") return undefined;
  return { name: match[1]!, encoding: ENCODING_ENDS[match[3]!]! };
}

/** Whether two plans serve the same content, as far as the versions of their files show it. */
export function isSamePlan(a: AssetPlan, b: AssetPlan): boolean {
  return a.name === b.name && a.encoding === b.encoding && a.file.version === b.file.version &&
    a.file.place === b.file.place && a.sidecars.length === b.sidecars.length;
}
