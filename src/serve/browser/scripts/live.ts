// Makes this page follow the host's switches. It runs first in every page of a game, so it does only what must come
// first and loads the rest asynchronously.
import { mayMove } from "./moving/may_move.ts";
import { prepareNames } from "./naming/name_side.ts";
import { takeOwnStorage } from "./naming/own_storage.ts";

const { src } = document.currentScript as HTMLScriptElement;
if (mayMove()) {
  prepareNames();
  import(src.replace("/live.js", "/follow.js"));
} else takeOwnStorage();
