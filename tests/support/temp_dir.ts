import { join } from "node:path";

/** A folder of the test's own, gone with all that is in it when the test ends. */
export class TempDir implements AsyncDisposable {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  static async make(): Promise<TempDir> {
    // The real path, because on some systems the temporary folder is a link.
    return new TempDir(await Deno.realPath(await Deno.makeTempDir({ prefix: "coplay_test_" })));
  }

  /** The path of something in it. */
  join(...names: string[]): string {
    return join(this.path, ...names);
  }

  /** The names in it (or in a folder of it), sorted; without that of what coplay keeps of files that have arrived. */
  async names(...folder: string[]): Promise<string[]> {
    const names: string[] = [];
    for await (const { name } of Deno.readDir(this.join(...folder))) {
      if (name !== ".coplay-etags") names.push(name);
    }
    return names.sort();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Deno.remove(this.path, { recursive: true });
  }
}
