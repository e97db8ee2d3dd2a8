import { encodePath, gamePath } from "../address/paths.ts";
import type { Game } from "../catalogue/catalogue.ts";
import type { SourceFile } from "../catalogue/game_source.ts";
import { type GameFiles, pathIn } from "./game_files.ts";
import { linkModules } from "./link_modules.ts";
import { madeFile } from "./made_file.ts";
import { ModuleGraph } from "./module_graph.ts";
import type { GameReader } from "./module_reader.ts";
import type { PageEdit } from "./page_edit.ts";
import { LATER_REGEXP, type ModuleScript, type PageParts } from "./page_parts.ts";
import { mapLines } from "./source_map.ts";
import { readStyleImports } from "./style_imports.ts";

/** What a page gets, and the files that are made for it. */
export interface PageFindings {
  readonly edit: PageEdit;
  readonly made: readonly SourceFile[];
  /** The addresses of all that the page is known to load. */
  readonly loaded: readonly string[];
}

/**
 * A hint is 70 bytes of the page, which come before anything that it says: with more, the hints take a round trip of
 * their own.
 */
const MAX_HINTS = 200;

/** What {@linkcode LinkedScript} is called beside the module that the page names. */
const LINKED_ENDING = ".linked.js";

/** One reading of a page with its styles and modules. */
export class PageReading {
  readonly #game: Game;
  readonly #files: GameFiles;
  readonly #reader: GameReader;
  readonly #parts: PageParts;
  /** The page's address, which all that it names is relative to. */
  readonly #address: string;

  constructor(
    game: Game,
    { files, reader, parts }: { files: GameFiles; reader: GameReader; parts: PageParts },
  ) {
    this.#game = game;
    this.#files = files;
    this.#reader = reader;
    this.#parts = parts;
    this.#address = gamePath(game.id) + encodePath(game.entry);
  }

  async read(): Promise<PageFindings> {
    const { styles, imported } = await this.#findStyles();
    const headTags = imported.map((address) =>
      `<link rel="preload" as="style" href="${escape(address)}">`
    ).join("");
    const graph = await this.#findModules();
    const linked = await this.#link(graph);
    if (linked) {
      const { script, made } = linked;
      const { srcEnd } = script;
      const changes = [{ start: srcEnd, end: srcEnd, text: LINKED_ENDING }];
      return { edit: { headTags, changes }, made, loaded: styles };
    }
    const hints = graph.addresses.slice(0, MAX_HINTS).map((address) =>
      `<link rel="modulepreload" href="${escape(address)}">`
    ).join("");
    const loaded = [...styles, ...graph.addresses];
    const { hintsAt } = this.#parts;
    if (hintsAt === undefined) {
      return { edit: { headTags: headTags + hints, changes: [] }, made: [], loaded };
    }
    const changes = [{ start: hintsAt, end: hintsAt, text: hints }];
    return { edit: { headTags, changes }, made: [], loaded };
  }

  /** Finds the page's styles, and those that they import, which a browser asks for only when it has read the first. */
  async #findStyles(): Promise<{ styles: readonly string[]; imported: readonly string[] }> {
    const known = new Set<string>();
    const imported = new Set<string>();
    const open = this.#parts.styles.map((href) => this.#files.resolve(href, this.#address));
    for (let address = open.shift(); open.length > 0 || address; address = open.shift()) {
      const file = address === undefined || known.has(address)
        ? undefined
        : await this.#files.find(address);
      if (!address || !file || !/\.css$/i.test(file.path)) continue;
      known.add(address);
      for (const href of readStyleImports(await this.#files.readText(file))) {
        const found = this.#files.resolve(href, address);
        if (!found || !await this.#files.find(found) || imported.size >= MAX_HINTS) continue;
        imported.add(found);
        open.push(found);
      }
    }
    return { styles: [...known], imported: [...imported] };
  }

  async #findModules(): Promise<ModuleGraph> {
    const { importMap, moduleScripts } = this.#parts;
    const [files, reader] = [this.#files, this.#reader];
    const graph = new ModuleGraph({ files, reader, importMap, page: this.#address });
    for (const { src, text } of moduleScripts) {
      if (src === undefined) await graph.addInline(text);
      else await graph.add(this.#files.resolve(src, this.#address));
    }
    return graph;
  }

  /** Links the page's modules into one, where nothing else on the page can ask for one of them. */
  async #link(
    graph: ModuleGraph,
  ): Promise<{ script: ModuleScript; made: readonly SourceFile[] } | undefined> {
    const [script, ...others] = this.#parts.moduleScripts;
    // Something is put behind the address, so it must end where its path does.
    const isPath = script?.src !== undefined && /^\S(?:[^?#&]*[^\s?#&])?$/.test(script.src);
    if (!isPath || others.length > 0 || !graph.isWhole) return undefined;
    const address = this.#files.resolve(script.src, this.#address);
    const path = address === undefined ? undefined : pathIn(this.#game.id, address);
    const modules = address === undefined ? undefined : graph.inOrder(address);
    // One module alone is what linking would make of it.
    if (path === undefined || !modules || modules.length < 2 || await this.#loadsMore()) {
      return undefined;
    }
    const linked = linkModules(modules);
    const name = path + LINKED_ENDING;
    if (linked === undefined || await this.#files.find(`${address}${LINKED_ENDING}`)) {
      return undefined;
    }
    const mapName = `${encodeURIComponent(name.slice(name.lastIndexOf("/") + 1))}.map`;
    const text = `${linked}//# sourceMappingURL=${mapName}\n`;
    return { script, made: [madeFile(name, text), madeFile(`${name}.map`, mapLines(modules))] };
  }

  /** Whether scripts that are no modules may load modules, too. */
  async #loadsMore(): Promise<boolean> {
    const { classicScripts, loadsMore } = this.#parts;
    if (loadsMore) return true;
    for (const src of classicScripts) {
      const address = this.#files.resolve(src, this.#address);
      const file = address === undefined ? undefined : await this.#files.find(address);
      if (!file || LATER_REGEXP.test(await this.#files.readText(file))) return true;
    }
    return false;
  }
}

/** An address as an attribute's value. */
function escape(address: string): string {
  return address.replaceAll("&", "&amp;").replaceAll('"', "%22");
}
