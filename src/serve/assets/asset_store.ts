import type { Game } from "../catalogue/catalogue.ts";
import type { SourceFile } from "../catalogue/game_source.ts";
import { makeLead } from "../relocate/lead.ts";
import type { Relocation } from "../relocate/relocate_file.ts";
import { isSameSite, type SurveyedSite } from "../relocate/site_survey.ts";
import { addForm, type Asset, makeAsset } from "./asset.ts";
import type { RewritePage } from "./html_inject.ts";
import { type AssetPlan, isSamePlan, planAssets } from "./asset_plan.ts";
import type { Compressor } from "./compressor.ts";
import type { EngineProfile } from "./game_engine.ts";
import { gameHeaders } from "./game_profile.ts";
import { isPage, mediaTypeOf } from "./media_types.ts";
import { type Found, PathIndex } from "./path_index.ts";
import { prepareOwnText } from "./prepare_text.ts";
import { type Encoding, type HeaderList, readWhole } from "./representation.ts";
import type { GameStripper } from "./type_stripper.ts";

/** What a store has besides the files of its game, so that the game loads quickly. */
export interface AddedFiles {
  readonly files: readonly SourceFile[];
  /** The paths of all that the first page loads, which are packed before the others. */
  readonly first: ReadonlySet<string>;
}

/** What a store is built from. */
export interface AssetStoreParts {
  readonly files: readonly SourceFile[];
  readonly profile: EngineProfile;
  readonly site: SurveyedSite;
  readonly compressor: Compressor;
  readonly stripper: GameStripper;
  /** Reserves memory for a store; false where none is left. */
  readonly takeMemory: (sizeBytes: number, store: AssetStore) => boolean;
  readonly giveBackMemory: (sizeBytes: number) => void;
  readonly rewritePage: RewritePage | undefined;
}

/** A path of the store; its asset is made at the first request. */
export interface AssetSlot {
  readonly path: string;
  /** Whether browsers show it as a page, to which the host adds its scripts. */
  readonly isPage: boolean;
  plan: AssetPlan;
  /** The asset, once it is made. */
  asset: Asset | undefined;
  /** The memory that the asset holds, in bytes. */
  keptBytes: number;
  /** The page as its author wrote it, once a script has fetched it. */
  written?: AssetSlot;
}

/** A smaller file is not packed: the extra headers weigh more than packing saves. */
const MIN_PACKED_BYTES = 256;

/** Packing needs the whole content in memory, and twice. */
const MAX_PACKED_BYTES = 128 * 1024 * 1024;

/** A packed form must be at most this share of the plain bytes, which also answer range requests. */
const WORTHWHILE = 0.95;

/** gzip comes first: over plain http browsers accept no other coding, and a class of tablets asks at once. */
const PACKING_ORDER: readonly Encoding[] = ["gzip", "br", "zstd"];

/** The files of one game, as they were when it was opened. */
export class AssetStore {
  readonly game: Game;
  readonly profile: EngineProfile;
  /** Changes when any file does. */
  readonly version: string;
  /** Headers that every answer of the game carries. */
  readonly headers: HeaderList;
  readonly #parts: AssetStoreParts;
  readonly #relocation: Relocation;
  readonly #index: PathIndex<AssetSlot>;
  #adding: Promise<AddedFiles> = Promise.resolve({ files: [], first: new Set() });
  #isAdding = false;
  readonly #loading = new Map<AssetSlot, Promise<Asset>>();
  #isClosed = false;

  constructor(game: Game, parts: AssetStoreParts) {
    this.game = game;
    this.profile = parts.profile;
    this.version = versionOfFiles(parts.files);
    this.#parts = parts;
    this.headers = gameHeaders(game, parts.profile);
    const slots = [...planAssets(parts.files, parts.profile)].map(([path, plan]) =>
      [path, makeSlot(path, plan)] as const
    );
    this.#index = new PathIndex<AssetSlot>(slots);
    const { site } = parts;
    const spell = (rawPath: string) => this.#index.spell(rawPath);
    const lead = makeLead({ gameId: game.id, site, spell });
    this.#relocation = { gameId: game.id, site, lead };
  }

  /** Adds files once they are there; the first page, which leads to them, is not made before. */
  add(adding: Promise<AddedFiles>): void {
    this.#isAdding = true;
    this.#adding = adding.then((added) => {
      this.#isAdding = false;
      for (const [path, plan] of planAssets(added.files, this.profile)) {
        this.#index.add(path, makeSlot(path, plan));
      }
      return added;
    });
  }

  /** Resolves when a file that is not there may be; undefined where there will be no more. */
  get adding(): Promise<unknown> | undefined {
    return this.#isAdding ? this.#adding : undefined;
  }

  /** Reads a file of the game as browsers get it, but for what the host adds to pages. */
  async readOwn(file: SourceFile): Promise<Uint8Array<ArrayBuffer>> {
    const { path } = file;
    const tools = { stripper: this.#parts.stripper, relocation: this.#relocation };
    return await prepareOwnText(await file.read(), { path, mediaType: mediaTypeOf(path), tools });
  }

  /** Leads an absolute address that a file of the game names into the game. See {@linkcode Lead}. */
  lead(address: string): string | undefined {
    return this.#relocation.lead(address);
  }

  /**
   * Finds a file; a folder stands for its first page, and a page may be named without its ending.
   *
   * @param rawPath the path inside the game, percent-encoded as the client sent it
   */
  find(rawPath: string): Found<AssetSlot> {
    return this.#index.findPage(rawPath);
  }

  /**
   * Returns the slot of a page as its author wrote it; any other file is the same for every request. The answer has no
   * `Vary: accept`, by which a service worker would not find the page that it has fetched when a player loads it. Every
   * cache asks again before it answers.
   */
  asWritten(slot: AssetSlot): AssetSlot {
    if (!slot.isPage) return slot;
    return slot.written ??= makeSlot(slot.path, { ...slot.plan, isAsWritten: true });
  }

  /**
   * Loads the asset of a slot; requests that come meanwhile share one reading.
   *
   * @throws {StaleFileError} where the file is gone or has changed
   */
  load(slot: AssetSlot): Promise<Asset> {
    if (slot.asset) return Promise.resolve(slot.asset);
    const loading = this.#loading.get(slot);
    if (loading) return loading;
    const making = this.#make(slot).finally(() => this.#loading.delete(slot));
    this.#loading.set(slot, making);
    return making;
  }

  /** Reads the file of a slot again; undefined where it is gone. */
  async reload(slot: AssetSlot): Promise<Asset | undefined> {
    const file = await slot.plan.file.again();
    if (!file) return undefined;
    if (file.version !== slot.plan.file.version) {
      this.#forget(slot);
      slot.plan = { ...slot.plan, file };
    }
    return await this.load(slot);
  }

  /** Makes what the first page loads, packed with gzip, which every browser takes. */
  async prepareFirst(): Promise<void> {
    const { first } = await this.#adding;
    const slots = [...this.#index.values].filter(({ path }) => first.has(path));
    await this.#prepare(slots, { encodings: ["gzip"], isUrgent: true });
  }

  /** Makes every asset and its packed forms, gzip first. Stops early when the store closes. */
  async prepare(): Promise<void> {
    const { first } = await this.#adding;
    const slots = [...this.#index.values].sort((a, b) => priorityOf(a) - priorityOf(b));
    const isFirst = ({ path }: AssetSlot) => first.has(path);
    const how = { encodings: PACKING_ORDER, isUrgent: false };
    await this.#prepare(slots.filter(isFirst), how);
    await this.#prepare(slots.filter((slot) => !isFirst(slot)), how);
  }

  async #prepare(
    slots: readonly AssetSlot[],
    { encodings, isUrgent }: { encodings: readonly Encoding[]; isUrgent: boolean },
  ): Promise<void> {
    const worthwhile: AssetSlot[] = [];
    for (const slot of slots) {
      if (this.#isClosed) return;
      const asset = await this.load(slot).catch(() => undefined);
      if (asset && isPackable(asset)) worthwhile.push(slot);
    }
    for (const encoding of encodings) {
      for (const slot of worthwhile) {
        if (this.#isClosed) return;
        await this.#pack(slot, { encoding, isUrgent });
      }
    }
  }

  /** Reuses the assets that an earlier store of the game made of files that have not changed. */
  adopt(before: AssetStore): void {
    if (JSON.stringify(this.headers) !== JSON.stringify(before.headers)) return;
    if (!isSameSite(this.#parts.site, before.#parts.site)) return;
    for (const slot of this.#index.values) {
      const old = before.#index.get(slot.path);
      if (!old?.asset || !isSamePlan(old.plan, slot.plan)) continue;
      // What is added may have changed though the page itself has not.
      if (slot.path === this.game.entry) continue;
      slot.asset = old.asset;
      slot.keptBytes = old.keptBytes;
      old.keptBytes = 0;
    }
  }

  /** Gives the memory back; answers under way keep their bytes. */
  close(): void {
    this.#isClosed = true;
    for (const slot of this.#index.values) this.#forget(slot);
  }

  async #make(slot: AssetSlot): Promise<Asset> {
    const isEntry = slot.path === this.game.entry;
    if (isEntry) await this.#adding;
    const asset = await makeAsset(slot.plan, {
      gameHeaders: this.headers,
      compressor: this.#parts.compressor,
      stripper: this.#parts.stripper,
      keep: (sizeBytes) => this.#keep(slot, sizeBytes),
      rewritePage: this.#parts.rewritePage,
      relocation: this.#relocation,
      isEntry,
    });
    slot.asset = asset;
    return asset;
  }

  async #pack(
    slot: AssetSlot,
    { encoding, isUrgent }: { encoding: Encoding; isUrgent: boolean },
  ): Promise<void> {
    const { asset } = slot;
    if (asset?.isPrepacked && encoding !== "gzip") return;
    // A file that gzip could not make smaller is compressed already, whatever its name says.
    if (!asset || asset.forms.has(encoding) || (encoding !== "gzip" && asset.forms.size < 2)) {
      return;
    }
    const bytes = await readWhole(asset.identity).catch(() => undefined);
    const { compressor } = this.#parts;
    const packed = bytes && await compressor.compress(bytes, { encoding, isUrgent });
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
    if (slot.written) this.#forget(slot.written);
    delete slot.written;
  }
}

function makeSlot(path: string, plan: AssetPlan): AssetSlot {
  const isPlainPage = isPage(mediaTypeOf(plan.name)) && plan.encoding === undefined;
  return { path, isPage: isPlainPage, plan, asset: undefined, keptBytes: 0 };
}

/** Makes a version of a list of files, which changes when any file does. */
export function versionOfFiles(files: readonly SourceFile[]): string {
  return files.map((file) => `${file.path} ${file.version}`).sort().join("\n");
}

/** Pages and scripts come before the files that they load, small files before large ones. */
function priorityOf({ path, plan }: AssetSlot): number {
  const isFirst = /\.(?:x?html?|m?[jt]s|css|wasm)(?:\.\w+)?$/.test(path);
  return plan.file.sizeBytes + (isFirst ? 0 : 1e12);
}

function isPackable({ basis, identity }: Asset): boolean {
  return basis.varies && identity.sizeBytes >= MIN_PACKED_BYTES &&
    identity.sizeBytes <= MAX_PACKED_BYTES;
}
