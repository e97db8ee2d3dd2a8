import { Game } from "../zwdzjs-v1/game.ts";
import { EDITION } from "./edition.ts";

new Game(EDITION).open();
