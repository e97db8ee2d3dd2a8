import { fileURLToPath } from "node:url";

/** README.md, as its readers have it. */
export const README = await Deno.readTextFile(
  fileURLToPath(new URL("../../README.md", import.meta.url)),
);

/** The code that stands in README.md behind the mark `<!-- example: NAME -->`. */
export function exampleOf(name: string): string {
  const [, behind] = README.split(`<!-- example: ${name} -->`);
  const code = /```\w+\n(.*?)```/s.exec(behind ?? "")?.[1];
  if (code === undefined) throw new Error(`README.md has no example ${name}`);
  return code;
}
