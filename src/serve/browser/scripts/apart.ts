// Runs before anything else in every page and worker of a game. One origin serves all games, so the script gives
// each its own storage by a prefix before every name. Otherwise two games made with one tool would overwrite each
// other's saves: RPG Maker always saves as "RPG File1".
import { leadAddedElements } from "./apart/added_elements.ts";
import { keepBlankFramesApart } from "./apart/blank_frames.ts";
import { keepCachesApart } from "./apart/caches.ts";
import { keepCookiesApart } from "./apart/cookies.ts";
import { keepDatabasesApart } from "./apart/databases.ts";
import { type GameNames, namesOf } from "./apart/game_names.ts";
import { keepLocksApart } from "./apart/locks.ts";
import { keepFramesApart } from "./apart/own_frames.ts";
import { readOwnRoot } from "./apart/own_root.ts";
import { takePagesFromHost } from "./apart/pages_first.ts";
import { keepStoragesApart } from "./apart/storages.ts";
import { keepWindowNameApart } from "./apart/window_name.ts";
import { hideMark, markWorkers, readGameId } from "./apart/workers.ts";
import { wrapMethod } from "./apart/wrap_method.ts";
import { giveCoplay } from "./giving/coplay.ts";
import { makeHoldable } from "./holding/hold.ts";
import { leaveOwnStorage } from "./naming/own_storage.ts";

/** Separates the storage of this page's or worker's game from that of all others. */
function keepApart(): void {
  const mark = Symbol.for("coplay.apart");
  const marked = self as unknown as Record<symbol, boolean>;
  const { game } = (self.document?.currentScript as HTMLScriptElement | null)?.dataset ?? {};
  const isPage = self.document && game === undefined;
  const gameId = readGameId();
  const root = readOwnRoot(gameId ?? "");
  (self.document as Document | undefined)?.currentScript?.remove();
  if (marked[mark] || gameId === undefined) return;
  marked[mark] = true;
  const names = namesOf(gameId);
  keepDatabasesApart(names);
  keepCachesApart(names);
  keepFilesApart(names);
  keepChannelsApart(names);
  keepCookiesApart(names);
  keepLocksApart(names);
  keepWindowNameApart(names);
  hideBuckets();
  markWorkers(names, root);
  leadAddedElements(root);
  hideMark();
  if (self.document) {
    const own = { gameId, prefix: root.prefix, home: root.home };
    keepFramesApart(own);
    keepBlankFramesApart(own);
  }
  takePagesFromHost();
  // The host's next script takes it; a frame whose text a game gives has no such script.
  if (isPage) leaveOwnStorage();
  if (self.Storage) keepStoragesApart(names);
  if (!self.document) return;
  // The operator may cover the page, and its game then stands still.
  makeHoldable();
  giveCoplay(gameId);
}

/** Gives each game a folder of the origin's private file system. */
function keepFilesApart({ gameId }: GameNames): void {
  wrapMethod(self.StorageManager?.prototype, "getDirectory", (inner) =>
    async function () {
      const root = await inner.call(this) as FileSystemDirectoryHandle;
      return root.getDirectoryHandle(`coplay-${gameId}`, { create: true });
    });
}

/** Keeps a game's BroadcastChannel messages among its own pages. */
function keepChannelsApart({ named, bare }: GameNames): void {
  const Channel = self.BroadcastChannel;
  if (!Channel) return;
  self.BroadcastChannel = class BroadcastChannel extends Channel {
    constructor(name: string) {
      super(named(name));
    }
    override get name() {
      return bare(super.name);
    }
  };
}

/** Takes away what names cannot separate: a bucket's name has no room for a prefix. Games can do without. */
function hideBuckets(): void {
  for (const kind of ["Navigator", "WorkerNavigator"]) {
    const owner = (self as unknown as Record<string, { prototype: object } | undefined>)[kind];
    if (owner) delete (owner.prototype as { storageBuckets?: unknown }).storageBuckets;
  }
}

keepApart();
