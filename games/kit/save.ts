// Stores the data of a game between visits, in localStorage under `coplay.ID`.

/** The part of Storage a save needs; tests hand in a Map's worth of it. */
export type SaveStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** How a game's progress is read back. */
export type SaveFormat<Value> = {
  /** The game's id; the key is `coplay.ID`. */
  readonly id: string;
  /** Raised by one whenever the shape changes. */
  readonly version: number;
  /** Makes the value of a first visit. */
  readonly empty: () => Value;
  /** Accepts what was stored, or undefined when it is not a save this version understands. */
  readonly read: (stored: unknown) => Value | undefined;
  /** `migrations[2]` turns what version 2 stored into what version 3 stores. */
  readonly migrations?: Readonly<Record<number, (older: unknown) => unknown>>;
};

/** One game's remembered progress. None of its functions throws. */
export type Save<Value> = {
  /** Reads the stored value, converted to this version; the empty value where nothing valid is stored. */
  load(): Value;
  /** Keeps `value`; false when the browser refuses (private window, full storage). */
  store(value: Value): boolean;
  /** Forgets everything. */
  clear(): void;
};

/** The browser's storage, or undefined where even looking at it is refused. */
function browserStorage(): SaveStorage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Brings the stored text to the format's version, or undefined when that cannot be done. */
export function readSave<Value>(text: string | null, format: SaveFormat<Value>): Value | undefined {
  if (text === null) return undefined;
  try {
    const stored: unknown = JSON.parse(text);
    if (!isRecord(stored) || typeof stored.version !== "number") return undefined;
    let data = stored.data;
    for (let version = stored.version; version !== format.version; version++) {
      const migrate = format.migrations?.[version];
      if (!migrate) return undefined;
      data = migrate(data);
    }
    return format.read(data);
  } catch {
    // Text that is not JSON, or data that a migration cannot handle, is no save.
    return undefined;
  }
}

/** Opens a game's save. Without storage it still works, and forgets when the page closes. */
export function openSave<Value>(
  format: SaveFormat<Value>,
  storage: SaveStorage | undefined = browserStorage(),
): Save<Value> {
  const key = `coplay.${format.id}`;
  function load(): Value {
    try {
      return readSave(storage?.getItem(key) ?? null, format) ?? format.empty();
    } catch {
      return format.empty();
    }
  }
  function store(data: Value): boolean {
    try {
      storage?.setItem(key, JSON.stringify({ version: format.version, data }));
      return storage !== undefined;
    } catch {
      return false;
    }
  }
  function clear(): void {
    try {
      storage?.removeItem(key);
    } catch {
      // Storage that cannot be written holds nothing to forget.
    }
  }
  return { load, store, clear };
}
