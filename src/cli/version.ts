import { withoutLanguage } from "./language.ts";

/** The version of coplay, the same as deno.json's. A test holds the two together. */
export const VERSION = "0.1.0";

/** What `--version` answers: the version, and then what it runs on, because what it can do depends on that. */
export function versionLine(): string {
  const { deno, v8 } = Deno.version;
  return `coplay ${VERSION} (deno ${deno}, v8 ${v8}, ${Deno.build.target})\n`;
}

/** Whether a command line asks for the version. */
export function asksForVersion(args: readonly string[]): boolean {
  const [first] = withoutLanguage(args);
  return first === "--version" || first === "-V";
}
