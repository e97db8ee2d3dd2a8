import { join } from "node:path";

/** The user's folder for coplay's files; undefined where the system names none. */
export function configFolder(
  env: (name: string) => string | undefined,
  os: typeof Deno.build.os = Deno.build.os,
): string | undefined {
  const appData = os === "windows" ? env("APPDATA") : undefined;
  if (appData) return join(appData, "coplay");
  const xdg = env("XDG_CONFIG_HOME");
  if (xdg) return join(xdg, "coplay");
  const home = env("HOME") || env("USERPROFILE");
  return home ? join(home, ".config", "coplay") : undefined;
}
