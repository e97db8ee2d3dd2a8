import { delimiter } from "node:path";
import { testUnless } from "./test_unless.ts";

/** A program besides Deno that some tests need. */
interface Program {
  /** Its names; the first one that is found counts. */
  readonly names: readonly string[];
  /** Variables that may name its path; they take precedence. */
  readonly variables?: readonly string[];
  /** Its paths where PATH does not contain its folder. */
  readonly paths?: readonly string[];
  /** How to install it, for a user whose test was skipped. */
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
    // Only root's PATH contains the servers' folder.
    paths: ["/usr/sbin/nginx", "/usr/local/sbin/nginx"],
    install: "apt install nginx-light, or brew install nginx",
  },
  bash: { names: ["bash"], install: "apt install bash, or brew install bash" },
  zsh: { names: ["zsh"], install: "apt install zsh" },
  fish: { names: ["fish"], install: "apt install fish, or brew install fish" },
  mandoc: { names: ["mandoc"], install: "apt install mandoc, or brew install mandoc" },
  curl: { names: ["curl"], install: "apt install curl, or brew install curl" },
  script: { names: ["script"], install: "apt install bsdutils; its options are Linux's" },
  ip: {
    names: ["ip"],
    paths: ["/usr/sbin/ip", "/sbin/ip"],
    install: "apt install iproute2; Linux only",
  },
  unshare: { names: ["unshare"], install: "apt install util-linux; Linux only" },
} as const satisfies Record<string, Program>;

/** The name of a program in these tests. */
export type ProgramName = keyof typeof PROGRAMS;

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}

/** Finds the path of a program; undefined where the machine lacks it, or where a variable names a missing file. */
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
 * Finds the path of a program.
 *
 * @throws an error that says how to install it, where the machine lacks it
 */
export function programPath(name: ProgramName): string {
  const path = findProgram(name);
  if (path === undefined) throw new Error(`There is no ${name} here: ${PROGRAMS[name].install}`);
  return path;
}

/**
 * The reason to skip tests that need these programs: what is missing and how to install it; undefined where nothing is.
 * With CI set, a test with a missing program runs and fails, because a check of every change needs all programs.
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
