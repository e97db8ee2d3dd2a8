import { join } from "node:path";

export const KIB = 1024;
export const MIB = 1024 * KIB;

/** Writes files named 1, 2, 3 …, all of one size of at most 64 KiB. */
export async function writeFiles(dir: string, count: number, size: number): Promise<void> {
  await Deno.mkdir(dir, { recursive: true });
  const bytes = crypto.getRandomValues(new Uint8Array(size));
  for (let number = 1; number <= count; number++) Deno.writeFileSync(`${dir}/${number}`, bytes);
}

/** Writes one large file, unless it exists. */
export async function writeBig(path: string, size: number): Promise<void> {
  if ((await Deno.stat(path).catch(() => undefined))?.size === size) return;
  using file = await Deno.open(path, { write: true, create: true, truncate: true });
  const piece = new Uint8Array(MIB);
  for (let at = 0; at < size; at += MIB) {
    crypto.getRandomValues(piece.subarray(0, 64 * KIB));
    for (let rest = piece; rest.length > 0;) rest = rest.subarray(await file.write(rest));
  }
}

/** Yields `BASE/1`, `BASE/2` … */
export function* numbered(base: string, count: number): Generator<string> {
  for (let number = 1; number <= count; number++) yield `${base}/${number}`;
}

/** Writes a list with one URL in each line. @returns its path */
export async function writeList(
  dir: string,
  name: string,
  urls: Iterable<string>,
): Promise<string> {
  const path = join(dir, name);
  const lines = new ReadableStream<string>({
    start(controller) {
      let text = "";
      for (const url of urls) {
        text += `${url}\n`;
        if (text.length < MIB) continue;
        controller.enqueue(text);
        text = "";
      }
      controller.enqueue(text);
      controller.close();
    },
  });
  await Deno.writeTextFile(path, lines);
  return path;
}
