// Makes this page the one that moves with the host's switches. It runs first in every page of a game, so it does no
// more than must be done first, and loads the rest beside the page.
import { mayMove } from "./moving/may_move.ts";

const { src } = document.currentScript as HTMLScriptElement;
if (mayMove()) import(src.replace("/live.js", "/follow.js"));
