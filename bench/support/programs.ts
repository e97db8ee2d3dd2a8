import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Where a program is, or `undefined` where the machine lacks it. */
export async function findProgram(name: string): Promise<string | undefined> {
  const { code, stdout } = await new Deno.Command("sh", {
    args: ["-c", `command -v ${name}`],
    stderr: "null",
  }).output();
  return code === 0 ? new TextDecoder().decode(stdout).trim() : undefined;
}

/** The first line a program says of its version. */
export async function versionOf(name: string): Promise<string> {
  const flag = name === "nginx" ? "-v" : "--version";
  const { stdout, stderr } = await new Deno.Command(name, { args: [flag] }).output();
  const text = new TextDecoder().decode(stdout) || new TextDecoder().decode(stderr);
  return text.split("\n")[0]!.replace(/ \(.*| libcurl.*| - .*/, "").trim();
}

/** Whether Debian's Python has gevent. */
export async function hasGevent(): Promise<boolean> {
  try {
    const { code } = await new Deno.Command("/usr/bin/python3", {
      args: ["-c", "import gevent"],
      stderr: "null",
    }).output();
    return code === 0;
  } catch {
    return false;
  }
}

/** coplay as a command: the binary that COPLAY_BINARY names, else the source tree. */
export function coplayCommand(...args: string[]): string[] {
  const binary = Deno.env.get("COPLAY_BINARY");
  if (binary) return [binary, ...args];
  return [
    Deno.execPath(),
    "run",
    "--no-check",
    "--v8-flags=--max-semi-space-size=4",
    `--config=${ROOT}deno.json`,
    `--import-map=${ROOT}.import_map.json`,
    "--allow-all",
    "--unstable-net",
    `${ROOT}main.ts`,
    ...args,
  ];
}

/** A file beside the benches. */
export function benchFile(path: string): string {
  return `${ROOT}bench/${path}`;
}
