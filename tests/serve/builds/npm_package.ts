/**
 * Published programs for browsers. Only these tests need them, so they are listed here instead of in deno.json, whose
 * packages become part of the compiled coplay.
 */
export const NPM_GAMES = {
  /** A chess engine: WebAssembly with threads in a worker file. */
  stockfish: "stockfish.wasm@0.10.0",
  /** LÖVE for the web, with the tool that exports a game. */
  love: "love.js@11.4.1",
  /** A Flash player: 14 MB of WebAssembly by wasm-bindgen. */
  ruffle: "@ruffle-rs/ruffle@0.6.0",
  /** A physics engine: WebAssembly by Emscripten. */
  box2d: "box2d-wasm@7.0.0",
} as const;

async function deno(...args: string[]): Promise<string> {
  const command = new Deno.Command(Deno.execPath(), { args, stderr: "piped" });
  const { success, stdout, stderr } = await command.output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stdout);
}

/** Finds the folder of a package in Deno's cache, and fetches the package if it is missing. */
export async function npmPackageFolder(packageAndVersion: string): Promise<string> {
  await deno("cache", "--quiet", "--no-config", "--no-lock", `npm:${packageAndVersion}`);
  const { npmCache } = JSON.parse(await deno("info", "--json", "--no-config")) as {
    npmCache: string;
  };
  const at = packageAndVersion.lastIndexOf("@");
  const inner = `${packageAndVersion.slice(0, at)}/${packageAndVersion.slice(at + 1)}`;
  // Each registry has a folder.
  for await (const { name } of Deno.readDir(npmCache)) {
    const folder = `${npmCache}/${name}/${inner}`;
    if (await Deno.stat(folder).catch(() => undefined)) return folder;
  }
  throw new Error(`Deno has no ${packageAndVersion} in ${npmCache}`);
}

/** Exports a LÖVE game as its author would. */
export async function exportLove(game: string, options: { to: string; isCompat: boolean }) {
  const kind = options.isCompat ? ["--compatibility"] : [];
  const tool = ["--no-prompt", "--allow-read", "--allow-write", "--allow-env", "--allow-sys"];
  const run = ["run", ...tool, "--quiet", "--no-config", "--no-lock", `npm:${NPM_GAMES.love}`];
  await deno(...run, game, options.to, "--title", "Löve", ...kind);
}
