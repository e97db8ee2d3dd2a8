import { dirname, join } from "node:path";
import { Catalogue, type Game } from "../../src/serve/catalogue/catalogue.ts";
import { Host, type HostOptions } from "../../src/serve/live/host.ts";
import { TempDir } from "../support/temp_dir.ts";

/** Headers that a browser sends when it loads a page to show; scripts that fetch one send others. */
export const NAVIGATION = {
  accept: "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
};

/** Files by their paths; an object is written as JSON. */
export type Tree = Readonly<Record<string, string | Uint8Array<ArrayBuffer> | object>>;

/** Writes files into a folder. */
export async function writeTree(folder: string, tree: Tree): Promise<void> {
  for (const [path, content] of Object.entries(tree)) {
    const target = join(folder, path);
    await Deno.mkdir(dirname(target), { recursive: true });
    if (content instanceof Uint8Array) await Deno.writeFile(target, content);
    else {
      const text = typeof content === "string" ? content : JSON.stringify(content);
      await Deno.writeTextFile(target, text);
    }
  }
}

/** A host over a folder of games, without a port. */
export class HostFixture implements AsyncDisposable {
  readonly folder: TempDir;
  readonly host: Host;
  /** Misspelled paths, as the host reports them to the operator. */
  readonly respelled: [asked: string, path: string][] = [];
  /** Unexpected errors. */
  readonly failures: unknown[] = [];

  private constructor(folder: TempDir, options: Partial<HostOptions>) {
    this.folder = folder;
    this.host = new Host({
      catalogue: new Catalogue([{ path: folder.path }]),
      hasLobby: false,
      packs: false,
      ...options,
      parts: {
        onRespelled: (asked, path) => this.respelled.push([asked, path]),
        onFailure: (error) => this.failures.push(error),
        ...options.parts,
      },
    });
  }

  /** @param tree games by their folders: `"a/index.html"` */
  static async make(tree: Tree, options: Partial<HostOptions> = {}): Promise<HostFixture> {
    const folder = await TempDir.make();
    await writeTree(folder.path, tree);
    const fixture = new HostFixture(folder, options);
    await fixture.host.catalogue.scan();
    return fixture;
  }

  /** Makes a host that has published the game `a`. */
  static async publishing(tree: Tree, options: Partial<HostOptions> = {}): Promise<HostFixture> {
    const fixture = await HostFixture.make(tree, options);
    await fixture.host.publish(fixture.game("a"));
    return fixture;
  }

  /** Finds a game of the catalogue. */
  game(id: string): Game {
    const game = this.host.catalogue.get(id);
    if (!game) throw new Error(`the catalogue has no ${id}`);
    return game;
  }

  /** @param target the target of the request line, which is sent without normalization */
  async ask(target: string, init: RequestInit = {}): Promise<Response> {
    const request = new Request("http://host/", init);
    // A Request normalizes its URL, but attackers send others.
    Object.defineProperty(request, "url", { value: `http://host${target}` });
    return await this.host.handler(request);
  }

  /** Reads the text of an answer. */
  async read(target: string, init: RequestInit = {}): Promise<string> {
    return await (await this.ask(target, init)).text();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.host.close();
    await this.folder[Symbol.asyncDispose]();
  }
}
