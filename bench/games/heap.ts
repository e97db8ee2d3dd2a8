import type { CDPSession } from "puppeteer-core";

/** A page's heap after garbage collection, in MiB. */
export interface Heap {
  /** The whole heap. */
  readonly heap: string;
  /** Compiled code, and the engine's feedback for compiling it better. */
  readonly code: string;
  /** Bitmaps that the page holds; their pixels lie outside the heap. */
  readonly pictures: number;
  /** The page's own data: objects, numbers, strings, closures. */
  readonly rest: string;
}

/** The fields of a heap snapshot that are read; see the DevTools' `HeapSnapshot`. */
interface Snapshot {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: readonly string[];
      readonly node_types: readonly [readonly string[], ...unknown[]];
    };
  };
  readonly nodes: readonly number[];
  readonly strings: readonly string[];
}

async function takeSnapshot(cdp: CDPSession): Promise<Snapshot> {
  const chunks: string[] = [];
  const collect = ({ chunk }: { chunk: string }) => void chunks.push(chunk);
  cdp.on("HeapProfiler.addHeapSnapshotChunk", collect);
  await cdp.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
  cdp.off("HeapProfiler.addHeapSnapshotChunk", collect);
  return JSON.parse(chunks.join(""));
}

/** Collects garbage and measures the heap. */
export async function takeHeap(cdp: CDPSession): Promise<Heap> {
  await cdp.send("HeapProfiler.collectGarbage");
  const { usedSize } = await cdp.send("Runtime.getHeapUsage");
  const { snapshot: { meta }, nodes, strings } = await takeSnapshot(cdp);
  const [types] = meta.node_types;
  const at = (field: string) => meta.node_fields.indexOf(field);
  const [type, name, size] = [at("type"), at("name"), at("self_size")];
  let code = 0;
  let rest = 0;
  let pictures = 0;
  for (let node = 0; node < nodes.length; node += meta.node_fields.length) {
    const kind = types[nodes[node + type]!]!;
    const bytes = nodes[node + size]!;
    if (kind === "code" || kind === "object shape") code += bytes;
    else if (kind !== "native" && kind !== "synthetic" && kind !== "hidden") rest += bytes;
    if (strings[nodes[node + name]!] === "ImageBitmap") pictures++;
  }
  const mib = (bytes: number) => (bytes / 2 ** 20).toFixed(2);
  return { heap: mib(usedSize), code: mib(code), pictures, rest: mib(rest) };
}
