import config from "../../deno.json" with { type: "json" };
import { withoutLanguage } from "./language.ts";

/** The version of coplay, which deno.json has for all. */
export const VERSION: string = config.version;

/** Formats the answer to `--version`: the version, and the runtime, on which its abilities depend. */
export function versionLine(): string {
  const { deno, v8 } = Deno.version;
  return `coplay ${VERSION} (deno ${deno}, v8 ${v8}, ${Deno.build.target})\n`;
}

/** Whether the command line asks for the version. */
export function asksForVersion(args: readonly string[]): boolean {
  const [first] = withoutLanguage(args);
  return first !== undefined && ["--version", "-V", "-v", "version"].includes(first);
}
