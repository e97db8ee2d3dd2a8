import { delimiter } from "node:path";
import { testUnless } from "./test_unless.ts";

/** A program that some tests need of the machine, beside Deno. */
interface Program {
  /** What it is called; the first that is found is taken. */
  readonly names: readonly string[];
  /** Variables that name it, before all others. */
  readonly variables?: readonly string[];
  /** Where it lies where PATH does not lead to it. */
  readonly paths?: readonly string[];
  /** How to get it, for the person whose test was skipped. */
  readonly install: string;
}

const PROGRAMS = {
  chromium: {
    names: ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"],
    variables: ["COPLAY_CHROMIUM", "CHROME_PATH", "PUPPETEER_EXECUTABLE_PATH"],
    paths: [
      ...["/Applications", `${Deno.env.get("HOME")}/Applications`].flatMap((folder) => [
        `${folder}/Google Chrome.app/Contents/MacOS/Google Chrome`,
        `${folder}/Chromium.app/Contents/MacOS/Chromium`,
      ]),
      ...["ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"].map((variable) =>
        `${Deno.env.get(variable)}\\Google\\Chrome\\Application\\chrome.exe`
      ),
    ],
    install:
      "apt install chromium, or brew install --cask google-chrome, or name one in CHROME_PATH",
  },
  openssl: { names: ["openssl"], install: "apt install openssl, or brew install openssl" },
  "redis-server": { names: ["redis-server"], install: "apt install redis, or brew install redis" },
  nginx: {
    names: ["nginx"],
    // For whoever is not root PATH does not lead to servers.
    paths: ["/usr/sbin/nginx", "/usr/local/sbin/nginx"],
    install: "apt install nginx-light, or brew install nginx",
  },
  script: { names: ["script"], install: "apt install bsdutils; its options are Linux's" },
  unshare: { names: ["unshare"], install: "apt install util-linux; Linux only" },
} as const satisfies Record<string, Program>;

/** What a program is called here. */
export type ProgramName = keyof typeof PROGRAMS;

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}

/** Where a program is; undefined where it is not on this machine, or not where a variable says. */
export function findProgram(
  name: ProgramName,
  env: (variable: string) => string | undefined = (variable) => Deno.env.get(variable),
): string | undefined {
  const { names, variables = [], paths = [] }: Program = PROGRAMS[name];
  const named = variables.map(env).find(Boolean);
  if (named !== undefined) return isFile(named) ? named : undefined;
  const folders = (env("PATH") ?? "").split(delimiter);
  const suffix = Deno.build.os === "windows" ? ".exe" : "";
  const onPath = names.flatMap((own) => folders.map((folder) => `${folder}/${own}${suffix}`));
  return [...onPath, ...paths].find(isFile);
}

/**
 * Where a program is.
 *
 * @throws that says how to get it, where it is not on this machine
 */
export function programPath(name: ProgramName): string {
  const path = findProgram(name);
  if (path === undefined) throw new Error(`There is no ${name} here: ${PROGRAMS[name].install}`);
  return path;
}

/**
 * Why tests that need these programs are skipped: what is missing and how to get it; undefined where nothing is.
 * A check of every change (CI is set) has to have them all: there such a test runs, and fails.
 */
export function lackOf(...names: readonly ProgramName[]): string | undefined {
  if (Deno.env.get("CI")) return undefined;
  const missing = names.find((name) => findProgram(name) === undefined);
  return missing && `no ${missing}: ${PROGRAMS[missing].install}`;
}

/** A test in a real browser, skipped where there is none. */
export function browserTest(name: string, run: (t: Deno.TestContext) => Promise<void>): void {
  testUnless(lackOf("chromium"), name, run);
}
