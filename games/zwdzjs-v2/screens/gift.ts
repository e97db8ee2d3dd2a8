import { addButton, addElement, addText } from "../../kit/controls.ts";
import { say } from "../../kit/language.ts";
import type { Screens } from "../../kit/screens.ts";
import type { Bet } from "../lawn/bouts.ts";
import type { Lawn } from "../lawn/lawn.ts";
import { makeLawnPicture } from "../lawn/picture.ts";
import { WORDS } from "../lawn/words.ts";

/** Options of the screen. */
export interface GiftOptions {
  readonly lawn: Lawn;
  readonly onPlay: (bet?: Bet) => void;
  readonly onEdit: () => void;
  readonly onBack: () => void;
}

/** Shows a lawn that came as a code: to be played, or to be bet on and watched. */
export function openGift(screens: Screens, options: GiftOptions): void {
  const { lawn, onPlay } = options;
  const packets = lawn.packets.length;
  screens.open({
    id: "gift",
    title: WORDS.gift,
    onBack: options.onBack,
    build(panel) {
      panel.append(makeLawnPicture(lawn));
      const text = packets > 0 ? WORDS.dare : WORDS.guess;
      addText(panel, "p", () => say(text, { sun: lawn.sun, packets }));
      const actions = addElement("div", "actions", panel);
      if (packets > 0) {
        addButton(actions, {
          label: WORDS.play,
          icon: "play",
          primary: true,
          run: () => onPlay(),
        });
      } else {
        addButton(actions, {
          label: WORDS.plantsWin,
          primary: true,
          run: () => onPlay("plants"),
        });
        addButton(actions, {
          label: WORDS.zombiesWin,
          primary: true,
          run: () => onPlay("zombies"),
        });
      }
      addButton(actions, { label: WORDS.edit, icon: "settings", run: options.onEdit });
    },
  });
}
