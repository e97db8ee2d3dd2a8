/** How a {@linkcode FolderWatcher} watches folders. */
export interface FolderWatcherOptions {
  /** Called when something in one of the folders may have changed; awaited before the next call. */
  readonly onChange: () => Promise<unknown>;
  /** @default Deno.watchFs */
  readonly watch?: (path: string) => Deno.FsWatcher;
  /** How often folders that cannot be watched are read, in milliseconds. @default 1000 */
  readonly tickMs?: number;
}

type Timer = ReturnType<typeof setTimeout>;

/** Copying a game makes a burst of events: wait for its end, but not forever. */
const QUIET_MS = 150;
const MAX_DELAY_MS = 500;

/** The share of time that reading large folders may take, so that the machine has time for other work. */
const MAX_LOAD = 0.2;

/**
 * Watches folders, also ones that do not exist yet or return later. Where the system cannot watch (a network drive,
 * too many watches), it reads them every second.
 */
export class FolderWatcher {
  readonly #paths: readonly string[];
  readonly #options: FolderWatcherOptions;
  readonly #watchers = new Map<string, { watcher: Deno.FsWatcher; identity: string }>();
  #tickTimer: Timer | undefined;
  #burst: { timer: Timer; sinceMs: number } | undefined;
  #telling: Promise<void> = Promise.resolve();
  #hasTicked = false;
  #isClosed = false;

  constructor(paths: readonly string[], options: FolderWatcherOptions) {
    this.#paths = paths;
    this.#options = options;
    this.#scheduleTick(0);
  }

  /** Stops watching. */
  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#tickTimer);
    clearTimeout(this.#burst?.timer);
    for (const { watcher } of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  #scheduleTick(delayMs: number): void {
    if (this.#isClosed) return;
    this.#tickTimer = setTimeout(async () => {
      const startMs = performance.now();
      await this.#tick();
      const tookMs = performance.now() - startMs;
      this.#scheduleTick(Math.max(this.#options.tickMs ?? 1000, tookMs / MAX_LOAD));
    }, delayMs);
  }

  /** Starts missing watches, and reads the folders that have none. */
  async #tick(): Promise<void> {
    // No event tells of changes before the first watch began.
    let mustLook = !this.#hasTicked;
    this.#hasTicked = true;
    for (const path of this.#paths) mustLook = await this.#tend(path) || mustLook;
    if (mustLook && !this.#isClosed) await this.#tell();
  }

  /** Returns whether the folder must be read, because no watch has covered it. */
  async #tend(path: string): Promise<boolean> {
    const identity = await identify(path);
    const known = this.#watchers.get(path);
    if (known?.identity === identity || this.#isClosed) return false;
    if (known) this.#forget(path, known.watcher);
    // A removed folder is reported once, by its event or by the check that misses it.
    if (identity === undefined) return known !== undefined;
    try {
      const watch = this.#options.watch ?? ((folder) => Deno.watchFs(folder, { recursive: true }));
      const watcher = watch(path);
      this.#watchers.set(path, { watcher, identity });
      this.#listen(path, watcher).catch(() => this.#forget(path, watcher));
    } catch {
      // Without a watch, every tick reads it.
    }
    return true;
  }

  async #listen(path: string, watcher: Deno.FsWatcher): Promise<void> {
    for await (const { kind, paths } of watcher) {
      if (kind === "access") continue;
      this.#hear();
      // A watch dies silently with its folder; a new folder of the same name needs a new watch.
      if (kind === "remove" && paths.includes(path)) this.#forget(path, watcher);
    }
  }

  #forget(path: string, watcher: Deno.FsWatcher): void {
    if (this.#watchers.get(path)?.watcher !== watcher) return;
    this.#watchers.delete(path);
    watcher.close();
  }

  #hear(): void {
    if (this.#isClosed) return;
    const nowMs = performance.now();
    const sinceMs = this.#burst?.sinceMs ?? nowMs;
    clearTimeout(this.#burst?.timer);
    const delayMs = Math.max(0, Math.min(QUIET_MS, sinceMs + MAX_DELAY_MS - nowMs));
    const timer = setTimeout(() => {
      this.#burst = undefined;
      this.#tell();
    }, delayMs);
    this.#burst = { timer, sinceMs };
  }

  #tell(): Promise<void> {
    this.#telling = this.#telling.then(async () => {
      if (!this.#isClosed) await this.#options.onChange();
    });
    return this.#telling;
  }
}

/** Identifies a folder, so that one that replaces it is noticed; undefined where there is none. */
async function identify(path: string): Promise<string | undefined> {
  const info = await Deno.stat(path).catch(() => undefined);
  // The system reuses the inode number of a removed folder for the next one.
  return info && `${info.dev} ${info.ino} ${info.birthtime?.getTime()} ${info.isDirectory}`;
}
