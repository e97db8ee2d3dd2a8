import { type GameFiles, TooMuchError } from "./game_files.ts";
import type { PageModule } from "./link_modules.ts";
import type { GameReader } from "./module_reader.ts";

/** A page with more modules loads them for longer than hints would save. */
const MAX_MODULES = 500;

/** The most files that are open at once. All of a large game would leave none for its players where systems allow few. */
const MOST_AT_ONCE = 8;

interface GrowingModule extends PageModule {
  readonly imports: PageModule[];
}

/** The modules of a page, as far as they are files of this host. */
export class ModuleGraph {
  readonly #files: GameFiles;
  readonly #reader: GameReader;
  readonly #importMap: ReadonlyMap<string, string>;
  readonly #page: string;
  readonly #modules = new Map<string, GrowingModule>();
  /** Whether every module was found and read. */
  isWhole = true;

  /** @param options.page the address of the page, which the import map is relative to */
  constructor(
    { files, reader, importMap, page }: {
      readonly files: GameFiles;
      readonly reader: GameReader;
      readonly importMap: ReadonlyMap<string, string>;
      readonly page: string;
    },
  ) {
    this.#files = files;
    this.#reader = reader;
    this.#page = page;
    this.#importMap = new Map(
      [...importMap].map(([name, target]) => [this.#addressOf(name, page) ?? name, target]),
    );
  }

  /** The modules, those that are imported over the fewest others first: so does a browser find them. */
  get addresses(): readonly string[] {
    return [...this.#modules.keys()];
  }

  /** Adds a module of the page by its address, and all that it imports, a layer at a time. */
  async add(address: string | undefined): Promise<void> {
    await this.#grow(await this.#loadAll([address]));
  }

  /** Adds what a module imports whose text stands in the page. */
  async addInline(code: string): Promise<void> {
    const facts = await this.#reader.read(code);
    if (!facts) return;
    const inline: GrowingModule = { address: this.#page, code, facts, imports: [] };
    await this.#grow([inline]);
  }

  /**
   * Returns a module and all that it imports, each after those that it imports itself, which is the order in which
   * they run; undefined where some import one another in a circle.
   */
  inOrder(address: string): readonly PageModule[] | undefined {
    const done = new Set<PageModule>();
    const open = new Set<PageModule>();
    const visit = (module: PageModule): boolean => {
      if (done.has(module)) return true;
      if (open.has(module)) return false;
      open.add(module);
      if (!module.imports.every(visit)) return false;
      done.add(module);
      return true;
    };
    const entry = this.#modules.get(address);
    return entry && visit(entry) ? [...done] : undefined;
  }

  async #grow(layer: readonly GrowingModule[]): Promise<void> {
    for (let now = layer; now.length > 0;) {
      const named = now.flatMap((module) =>
        module.facts.imports.map(({ specifier }) => {
          return { module, address: this.#resolve(specifier, module.address) };
        })
      );
      const added = await this.#loadAll(named.map(({ address }) => address));
      for (const { module, address } of named) {
        const imported = address === undefined ? undefined : this.#modules.get(address);
        if (imported) module.imports.push(imported);
      }
      now = added;
    }
  }

  /** Loads those that are not known yet, and returns them. */
  async #loadAll(addresses: readonly (string | undefined)[]): Promise<GrowingModule[]> {
    const unknown = [...new Set(addresses)].filter((address) =>
      address === undefined || !this.#modules.has(address)
    );
    const loaded = await mapSomeAtOnce(unknown, (address) => this.#load(address));
    const added = loaded.filter((module) => module !== undefined);
    if (added.length < unknown.length) this.isWhole = false;
    for (const module of added) this.#modules.set(module.address, module);
    if (this.#modules.size > MAX_MODULES) throw new TooMuchError();
    return added;
  }

  async #load(address: string | undefined): Promise<GrowingModule | undefined> {
    const file = address === undefined ? undefined : await this.#files.find(address);
    const code = file && await this.#files.readScript(file);
    const facts = code === undefined ? undefined : await this.#reader.read(code);
    if (address === undefined || code === undefined || !facts) return undefined;
    return { address, code, facts, imports: [] };
  }

  /** Resolves a specifier as browsers do (HTML §8.1.6.2). */
  #resolve(specifier: string, base: string): string | undefined {
    const address = this.#addressOf(specifier, base);
    const mapped = this.#lookUp(address ?? specifier);
    return mapped === undefined ? address : this.#files.resolve(mapped, this.#page);
  }

  /** A name such as `three` is no address. */
  #addressOf(specifier: string, base: string): string | undefined {
    return /^\.{0,2}\//.test(specifier) ? this.#files.resolve(specifier, base) : undefined;
  }

  /** The longest name of the map that the specifier is, or begins with where the name ends in a slash. */
  #lookUp(specifier: string): string | undefined {
    const exact = this.#importMap.get(specifier);
    if (exact !== undefined) return exact;
    const [prefix] = [...this.#importMap.keys()]
      .filter((name) => name.endsWith("/") && specifier.startsWith(name))
      .toSorted((a, b) => b.length - a.length);
    return prefix && this.#importMap.get(prefix)! + specifier.slice(prefix.length);
  }
}

/** Maps each item, a few at a time and in order. */
async function mapSomeAtOnce<Item, Result>(
  items: readonly Item[],
  map: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const left = items.entries();
  const mapSome = async () => {
    for (const [at, item] of left) results[at] = await map(item);
  };
  await Promise.all(Array.from({ length: MOST_AT_ONCE }, mapSome));
  return results;
}
