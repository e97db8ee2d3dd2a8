import { Game } from "../zwdzjs-v1/game.ts";
import { makeEdition } from "./edition.ts";

new Game(makeEdition()).open();
