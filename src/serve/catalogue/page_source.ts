import { basename, join } from "../../cli/path.ts";
import { FolderSource } from "./folder_source.ts";
import type { GameSource, SourceFile, SourceTop } from "./game_source.ts";
import { isCompanion, stemOf } from "./page_names.ts";

/** A page that lies by itself in a folder of games, with the files named after it, as a {@linkcode GameSource}. */
export class PageSource implements GameSource {
  readonly place: string;
  readonly #name: string;
  readonly #folder: FolderSource;

  /** @param place the page's absolute path */
  constructor(place: string) {
    this.place = place;
    this.#name = basename(place);
    this.#folder = new FolderSource(join(place, ".."));
  }

  async top(): Promise<SourceTop> {
    const files = await this.list();
    return {
      names: [this.#name],
      version: files.map(({ path, version }) => `${path} ${version}`).sort().join("\n"),
    };
  }

  async find(path: string): Promise<SourceFile | undefined> {
    return this.#has(path) ? await this.#folder.find(path) : undefined;
  }

  async list(): Promise<SourceFile[]> {
    const { names } = await this.#folder.top();
    const files = await Promise.all(
      names.filter((name) => this.#has(name)).map((name) => this.#folder.find(name)),
    );
    return files.filter((file) => file !== undefined);
  }

  pages(): Promise<string[]> {
    return Promise.resolve([this.#name]);
  }

  #has(name: string): boolean {
    return isCompanion(name, stemOf(this.#name));
  }
}
