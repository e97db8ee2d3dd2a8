import { join } from "node:path";
import { whenLetGo } from "../../src/cli/held_file.ts";

/** A folder for one test, which is removed with everything in it. */
export class TempDir implements AsyncDisposable {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  static async make(): Promise<TempDir> {
    // The real path, because on some systems the temporary folder is a link.
    return new TempDir(await Deno.realPath(await Deno.makeTempDir({ prefix: "coplay_test_" })));
  }

  /** The path of a name in the folder. */
  join(...names: string[]): string {
    return join(this.path, ...names);
  }

  /** Lists the names in the folder (or in a subfolder), sorted, without the file of recorded ETags. */
  async names(...folder: string[]): Promise<string[]> {
    const names: string[] = [];
    for await (const { name } of Deno.readDir(this.join(...folder))) {
      if (name !== ".coplay-etags") names.push(name);
    }
    return names.sort();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // On Windows a watcher lets go of its folder a moment after it has been closed.
    await whenLetGo(() => Deno.remove(this.path, { recursive: true }));
  }
}
