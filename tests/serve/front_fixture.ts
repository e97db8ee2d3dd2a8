import { Catalogue } from "../../src/serve/catalogue/catalogue.ts";
import { Front, type FrontOptions } from "../../src/serve/front/front.ts";
import { TempDir } from "../support/temp_dir.ts";
import { type Tree, writeTree } from "./host_fixture.ts";

/** A request, with what fetch cannot set. */
export interface Ask extends RequestInit {
  /** The Host header. @default "192.168.1.2:8000" */
  readonly host?: string;
  /** The client's address. @default "192.168.1.50" */
  readonly from?: string;
}

/** A front over games of a test, without a port. */
export class FrontFixture implements AsyncDisposable {
  readonly folder: TempDir;
  readonly front: Front;

  private constructor(folder: TempDir, front: Front) {
    this.folder = folder;
    this.front = front;
  }

  /** @param tree games by their folders; the game `a`, if there is one, is published */
  static async make(tree: Tree, options: Partial<FrontOptions> = {}): Promise<FrontFixture> {
    const folder = await TempDir.make();
    await writeTree(folder.path, tree);
    const catalogue = new Catalogue([{ path: folder.path }]);
    await catalogue.scan();
    const front = new Front({
      catalogue,
      hasLobby: false,
      isLive: true,
      graceMs: 0,
      host: { packs: false },
      ...options,
    });
    const game = catalogue.get("a");
    if (game) await front.host.publish(game);
    return new FrontFixture(folder, front);
  }

  async ask(path: string, { host = "192.168.1.2:8000", from, ...init }: Ask = {}) {
    const remoteAddr = { transport: "tcp", hostname: from ?? "192.168.1.50", port: 1 } as const;
    return await this.front.handler(new Request(`http://${host}${path}`, init), { remoteAddr });
  }

  /** Sends an order with the right token. */
  async order(method: string, path: string, body?: unknown): Promise<Response> {
    return await this.ask(`/.coplay/admin/${path}`, {
      method,
      headers: { authorization: `Bearer ${this.front.adminToken}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  /** The ID of the published game. */
  get publishedId(): string | undefined {
    return this.front.host.published.current?.game.id;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.front.close();
    await this.folder[Symbol.asyncDispose]();
  }
}
