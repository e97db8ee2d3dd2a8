import { fileURLToPath } from "node:url";
import { join } from "node:path";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Lists the documents for people: those at the top of the repository and all of docs/, as paths from there. */
export async function documentPaths(): Promise<string[]> {
  const paths: string[] = [];
  for (const folder of ["", "docs/"]) {
    for await (const { name } of Deno.readDir(join(ROOT, folder))) {
      if (name.endsWith(".md")) paths.push(folder + name);
    }
  }
  return paths.sort();
}

/** Reads a document. */
export function readDocument(path: string): Promise<string> {
  return Deno.readTextFile(join(ROOT, path));
}

/** Reads the code in docs/events.md after the mark `<!-- example: NAME -->`. */
export async function exampleOf(name: string): Promise<string> {
  const [, behind] = (await readDocument("docs/events.md")).split(`<!-- example: ${name} -->`);
  const code = /```\w+\n(.*?)```/s.exec(behind ?? "")?.[1];
  if (code === undefined) throw new Error(`docs/events.md has no example ${name}`);
  return code;
}

/** Lists a document's commands in blocks of lines: fenced as `sh`, except for scripts with their own test. */
export function commandBlocks(text: string): string[] {
  const withoutScripts = text.replace(/<!-- example: .*?-->\s*```\w+\n.*?```/gs, "");
  const blocks = withoutScripts.matchAll(/^```sh\n(.*?)```/gms);
  return [...blocks].map(([, block]) => block!).filter((block) => !block.startsWith("#!"));
}
