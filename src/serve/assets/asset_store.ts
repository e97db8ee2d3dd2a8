import type { Game } from "../catalogue/catalogue.ts";
import type { SourceFile } from "../catalogue/game_source.ts";
import { MANIFEST_NAME } from "../catalogue/manifest.ts";
import { addForm, type Asset, makeAsset, type RewritePage } from "./asset.ts";
import { type AssetPlan, planAssets } from "./asset_plan.ts";
import type { Compressor } from "./compressor.ts";
import type { EngineProfile } from "./game_engine.ts";
import { gameHeaders } from "./game_profile.ts";
import { type Found, PathIndex } from "./path_index.ts";
import type { Encoding, HeaderList, Representation } from "./representation.ts";

/** What a store is built from. */
export interface AssetStoreParts {
  readonly files: readonly SourceFile[];
  readonly profile: EngineProfile;
  readonly compressor: Compressor;
  /** Takes memory for a store; false where there is none left. */
  readonly takeMemory: (sizeBytes: number, store: AssetStore) => boolean;
  readonly giveBackMemory: (sizeBytes: number) => void;
  readonly rewritePage: RewritePage | undefined;
}

/** A path of the store, made into an asset when it is first asked for. */
export interface AssetSlot {
  readonly path: string;
  plan: AssetPlan;
  /** The asset, as soon as it is made. */
  asset: Asset | undefined;
  /** The memory that the asset holds. */
  keptBytes: number;
}

/** Too small to be worth a packed form: the headers that say so weigh more than is saved. */
const MIN_PACKED_BYTES = 256;

/** Packing needs the whole content in memory, and twice. */
const MAX_PACKED_BYTES = 128 * 1024 * 1024;

/** A packed form must be this much smaller, or the plain bytes are sent, which can be cut. */
const WORTHWHILE = 0.95;

/** Plain http offers gzip alone, so a class of tablets needs it first. */
const PACKING_ORDER: readonly Encoding[] = ["gzip", "br", "zstd"];

/** The files of one game, as they were when it was opened. */
export class AssetStore {
  readonly game: Game;
  readonly profile: EngineProfile;
  /** Changes when any file does. */
  readonly version: string;
  /** What every answer of the game carries. */
  readonly headers: HeaderList;
  readonly #parts: AssetStoreParts;
  readonly #index: PathIndex<AssetSlot>;
  readonly #loading = new Map<AssetSlot, Promise<Asset>>();
  #isClosed = false;

  constructor(game: Game, parts: AssetStoreParts) {
    this.game = game;
    this.profile = parts.profile;
    this.version = versionOfFiles(parts.files);
    this.#parts = parts;
    this.headers = gameHeaders(game, parts.profile);
    const served = parts.files.filter((file) => file.path !== MANIFEST_NAME);
    const slots = [...planAssets(served, parts.profile)].map(([path, plan]) =>
      [path, { path, plan, asset: undefined, keptBytes: 0 }] as const
    );
    this.#index = new PathIndex<AssetSlot>(slots);
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
    if (slot.asset) return Promise.resolve(slot.asset);
    const loading = this.#loading.get(slot);
    if (loading) return loading;
    const making = this.#make(slot).finally(() => this.#loading.delete(slot));
    this.#loading.set(slot, making);
    return making;
  }

  /** Looks at the file of a slot again; undefined where it is gone. */
  async reload(slot: AssetSlot): Promise<Asset | undefined> {
    const file = await slot.plan.file.again();
    if (!file) return undefined;
    if (file.version !== slot.plan.file.version) {
      this.#forget(slot);
      slot.plan = { ...slot.plan, file };
    }
    return await this.load(slot);
  }

  /**
   * Makes every asset and its packed forms, those that plain http can use first. Ends early where the
   * store is closed.
   */
  async prepare(): Promise<void> {
    const slots = [...this.#index.values].sort((a, b) => priorityOf(a) - priorityOf(b));
    const worthwhile: AssetSlot[] = [];
    for (const slot of slots) {
      if (this.#isClosed) return;
      const asset = await this.load(slot).catch(() => undefined);
      if (asset && isPackable(asset)) worthwhile.push(slot);
    }
    for (const encoding of PACKING_ORDER) {
      for (const slot of worthwhile) {
        if (this.#isClosed) return;
        await this.#pack(slot, encoding);
      }
    }
  }

  /** Takes over what an earlier store of the game has made of files that are still the same. */
  adopt(before: AssetStore): void {
    if (JSON.stringify(this.headers) !== JSON.stringify(before.headers)) return;
    for (const slot of this.#index.values) {
      const old = before.#index.get(slot.path);
      if (!old?.asset || !isSamePlan(old.plan, slot.plan)) continue;
      slot.asset = old.asset;
      slot.keptBytes = old.keptBytes;
      old.keptBytes = 0;
    }
  }

  /** Gives the memory back; answers under way keep what they hold. */
  close(): void {
    this.#isClosed = true;
    for (const slot of this.#index.values) this.#forget(slot);
  }

  async #make(slot: AssetSlot): Promise<Asset> {
    const asset = await makeAsset(slot.plan, {
      gameHeaders: this.headers,
      compressor: this.#parts.compressor,
      keep: (sizeBytes) => this.#keep(slot, sizeBytes),
      rewritePage: this.#parts.rewritePage,
      isEntry: slot.path === this.game.entry,
    });
    slot.asset = asset;
    return asset;
  }

  async #pack(slot: AssetSlot, encoding: Encoding): Promise<void> {
    const { asset } = slot;
    if (asset?.isPrepacked && encoding !== "gzip") return;
    // What gzip could not make smaller is packed already, whatever its name says.
    if (!asset || asset.forms.has(encoding) || (encoding !== "gzip" && asset.forms.size < 2)) {
      return;
    }
    const bytes = await readWhole(asset.identity).catch(() => undefined);
    const packed = bytes && await this.#parts.compressor.compress(bytes, encoding);
    if (!packed || packed.length > asset.identity.sizeBytes * WORTHWHILE) return;
    if (slot.asset !== asset || !this.#keep(slot, packed.length)) return;
    addForm(asset, encoding, { content: packed, sizeBytes: packed.length });
  }

  #keep(slot: AssetSlot, sizeBytes: number): boolean {
    if (this.#isClosed || !this.#parts.takeMemory(sizeBytes, this)) return false;
    slot.keptBytes += sizeBytes;
    return true;
  }

  #forget(slot: AssetSlot): void {
    this.#parts.giveBackMemory(slot.keptBytes);
    slot.keptBytes = 0;
    slot.asset = undefined;
  }
}

/** Changes when any of the files does. */
export function versionOfFiles(files: readonly SourceFile[]): string {
  return files.map((file) => `${file.path} ${file.version}`).sort().join("\n");
}

function isSamePlan(a: AssetPlan, b: AssetPlan): boolean {
  return a.name === b.name && a.encoding === b.encoding && a.file.version === b.file.version &&
    a.file.place === b.file.place && a.sidecars.length === b.sidecars.length;
}

/** Pages and scripts before what they load; small before large. */
function priorityOf({ path, plan }: AssetSlot): number {
  const isFirst = /\.(?:x?html?|m?[jt]s|css|wasm)(?:\.\w+)?$/.test(path);
  return plan.file.sizeBytes + (isFirst ? 0 : 1e12);
}

function isPackable({ basis, identity }: Asset): boolean {
  return basis.varies && identity.sizeBytes >= MIN_PACKED_BYTES &&
    identity.sizeBytes <= MAX_PACKED_BYTES;
}

async function readWhole({ open, sizeBytes }: Representation): Promise<Uint8Array<ArrayBuffer>> {
  const stream = await open({ start: 0, end: sizeBytes });
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
