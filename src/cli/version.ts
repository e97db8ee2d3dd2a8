import { withoutLanguage } from "./language.ts";

/** The version of coplay, the same as deno.json's. A test holds the two together. */
export const VERSION = "0.1.0";

/** Whether a command line asks for the version. */
export function asksForVersion(args: readonly string[]): boolean {
  const [first] = withoutLanguage(args);
  return first === "--version" || first === "-V";
}
