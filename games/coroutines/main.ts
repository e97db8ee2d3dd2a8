// Connects the scenes, the stage, the controls and the questions of the coroutine lab.

import { addText } from "../kit/controls.ts";
import { followLanguageInPage } from "../kit/language.ts";
import { Lab } from "./lab.ts";
import { loadPrograms } from "./programs.ts";
import { WORDS } from "./words.ts";

followLanguageInPage(WORDS.name);
try {
  new Lab(await loadPrograms());
} catch (error) {
  const why = error instanceof Error ? error.message : String(error);
  addText(document.body, "p", {
    en: WORDS.offline.en.replace("{why}", why),
    zh: WORDS.offline.zh.replace("{why}", why),
  });
}
