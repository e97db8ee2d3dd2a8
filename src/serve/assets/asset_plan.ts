import type { SourceFile } from "../catalogue/game_source.ts";
import type { EngineProfile } from "./game_engine.ts";
import type { Encoding } from "./representation.ts";

/** How a file of a game becomes what players get under one path. */
export interface AssetPlan {
  readonly file: SourceFile;
  /** The path that decides the media type: without `.br` where the browser unpacks it. */
  readonly name: string;
  /** The coding that the file itself is in; `"unityweb"` says so in its first bytes. */
  readonly encoding: Encoding | "unityweb" | undefined;
  /** The same content packed by the author, to be used once it is proven to be the same. */
  readonly sidecars: readonly { readonly encoding: Encoding; readonly file: SourceFile }[];
}

const ENCODING_ENDS: Readonly<Record<string, Encoding>> = { br: "br", gz: "gzip", zst: "zstd" };

/**
 * Decides for every path of a game what it gets. A name that ends in `.br` or `.gz` means two things
 * in real games: Unity's loader expects the browser to unpack it, Godot 3's own unpacks it itself and
 * fails if it is unpacked already. So the engine decides; where only the packed file is there and the
 * plain one is asked for, unpacking is always right.
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
  if (unpacksInBrowser && file.path.endsWith(".unityweb")) {
    const name = file.path.slice(0, -".unityweb".length);
    return { file, name, encoding: "unityweb", sidecars: [] };
  }
  const packed = unpacksInBrowser ? splitEncoded(file.path) : undefined;
  if (packed) return { file, ...packed, sidecars: [] };
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
