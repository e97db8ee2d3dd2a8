import { testUnless } from "./test_unless.ts";

/** The system's Chromium: COPLAY_CHROMIUM, else the first that PATH has; undefined where there is none. */
export function findChromium(): string | undefined {
  const named = Deno.env.get("COPLAY_CHROMIUM");
  if (named) return named;
  const folders = [...(Deno.env.get("PATH") ?? "").split(":"), "/usr/bin"];
  for (const name of ["chromium", "chromium-browser", "google-chrome"]) {
    for (const folder of folders) {
      const path = `${folder}/${name}`;
      try {
        if (Deno.statSync(path).isFile) return path;
      } catch {
        // Not in this folder.
      }
    }
  }
  return undefined;
}

/** Why no browser can be started; a check of every change has to have one, and fails without. */
export function whyNoBrowser(): string | undefined {
  if (findChromium() !== undefined || Deno.env.get("CI")) return undefined;
  return "there is no Chromium; install one (apt install chromium) or name it in COPLAY_CHROMIUM";
}

/** A test in a real browser, skipped where there is none. */
export function browserTest(name: string, run: (t: Deno.TestContext) => Promise<void>): void {
  testUnless(whyNoBrowser(), name, run);
}
