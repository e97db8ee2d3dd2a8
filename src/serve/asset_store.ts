import { type Asset, makeAsset } from "./asset.ts";
import { type Game, listGameFiles } from "./catalogue.ts";
import { MANIFEST_NAME } from "./manifest.ts";
import type { MemoryBudget } from "./memory_budget.ts";
import { type Found, PathIndex } from "./path_index.ts";
import type { HeaderList } from "./representation.ts";
import type { SourceFile } from "./source.ts";

/** Headers of every answer: no guessing of types, no use of a game's files by other sites. */
const BASIC_HEADERS: HeaderList = [
  ["x-content-type-options", "nosniff"],
  ["cross-origin-resource-policy", "same-origin"],
];

/** How a store is built. */
export interface AssetStoreOptions {
  readonly budget: MemoryBudget;
  /** Changes the HTML pages of the game on their way to the player. */
  readonly rewritePage?: (
    html: Uint8Array<ArrayBuffer>,
    path: string,
  ) => Uint8Array<ArrayBuffer>;
}

/** A file of the store: made into an asset when it is first asked for. */
export interface AssetSlot {
  file: SourceFile;
  /** The asset, as soon as it is made. */
  asset: Asset | undefined;
}

/** The files of one game, as they were when it was published. */
export class AssetStore {
  readonly game: Game;
  /** Changes when any file does. */
  readonly version: string;
  readonly #index: PathIndex<AssetSlot>;
  readonly #options: AssetStoreOptions;
  readonly #loading = new Map<AssetSlot, Promise<Asset>>();
  #keptBytes = 0;

  private constructor(game: Game, files: readonly SourceFile[], options: AssetStoreOptions) {
    this.game = game;
    this.version = files.map((file) => `${file.path} ${file.version}`).sort().join("\n");
    const served = files.filter((file) => file.path !== MANIFEST_NAME);
    this.#index = new PathIndex(served.map((file) => [file.path, { file, asset: undefined }]));
    this.#options = options;
  }

  /** Lists a game's files; none is read yet. */
  static async open(game: Game, options: AssetStoreOptions): Promise<AssetStore> {
    return new AssetStore(game, await listGameFiles(game), options);
  }

  /** @param rawPath inside the game, percent-encoded as the request has it */
  find(rawPath: string): Found<AssetSlot> {
    return this.#index.find(rawPath);
  }

  /**
   * The asset of a slot; many that ask at once wait for one reading.
   *
   * @throws {StaleFileError} where the file is gone or has become another
   */
  load(slot: AssetSlot): Promise<Asset> {
    const loading = this.#loading.get(slot);
    if (loading) return loading;
    const making = this.#make(slot).finally(() => this.#loading.delete(slot));
    this.#loading.set(slot, making);
    return making;
  }

  /** Looks at the file of a slot again; undefined where it is gone. */
  async reload(slot: AssetSlot): Promise<Asset | undefined> {
    const file = await slot.file.again();
    if (!file) return undefined;
    slot.asset = undefined;
    slot.file = file;
    return await this.load(slot);
  }

  /** Gives the memory back; answers under way keep what they hold. */
  close(): void {
    this.#options.budget.giveBack(this.#keptBytes);
    this.#keptBytes = 0;
  }

  async #make(slot: AssetSlot): Promise<Asset> {
    slot.asset = await makeAsset(slot.file, {
      gameHeaders: BASIC_HEADERS,
      keep: (sizeBytes) => this.#keep(sizeBytes),
      rewritePage: this.#options.rewritePage,
    });
    return slot.asset;
  }

  #keep(sizeBytes: number): boolean {
    if (!this.#options.budget.take(sizeBytes)) return false;
    this.#keptBytes += sizeBytes;
    return true;
  }
}
