import { fileURLToPath } from "node:url";
import { join } from "node:path";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** The pages for people: those at the top of the repository and all of docs/, as paths from there. */
export async function documentPaths(): Promise<string[]> {
  const paths: string[] = [];
  for (const folder of ["", "docs/"]) {
    for await (const { name } of Deno.readDir(join(ROOT, folder))) {
      if (name.endsWith(".md")) paths.push(folder + name);
    }
  }
  return paths.sort();
}

/** A page as its readers have it. */
export function readDocument(path: string): Promise<string> {
  return Deno.readTextFile(join(ROOT, path));
}

/** The code that stands in docs/events.md behind the mark `<!-- example: NAME -->`. */
export async function exampleOf(name: string): Promise<string> {
  const [, behind] = (await readDocument("docs/events.md")).split(`<!-- example: ${name} -->`);
  const code = /```\w+\n(.*?)```/s.exec(behind ?? "")?.[1];
  if (code === undefined) throw new Error(`docs/events.md has no example ${name}`);
  return code;
}

/** The commands of a page, a block of lines each: what is fenced as `sh` and is not a script with a test of its own. */
export function commandBlocks(text: string): string[] {
  const withoutScripts = text.replace(/<!-- example: .*?-->\s*```\w+\n.*?```/gs, "");
  const blocks = withoutScripts.matchAll(/^```sh\n(.*?)```/gms);
  return [...blocks].map(([, block]) => block!).filter((block) => !block.startsWith("#!"));
}
