import { addButton, addElement, addText } from "../kit/controls.ts";
import { bindText, say } from "../kit/language.ts";
import type { Screens } from "../kit/screens.ts";
import { makePortrait } from "../hud/portrait.ts";
import type { PlantKind } from "../rules/kinds.ts";
import { type Level, PACKET_SLOTS } from "../rules/levels.ts";
import { PLANTS } from "../rules/plants.ts";
import { choosePackets } from "../rules/simple_player.ts";
import { PLANT_TEXTS } from "../texts/plants.ts";
import { WORDS } from "../texts/words.ts";
import { ZOMBIE_TEXTS } from "../texts/zombies.ts";

/** What the picker is opened with. */
export interface PickerOptions {
  readonly level: Level;
  readonly plants: readonly PlantKind[];
  readonly onPick: (plants: readonly PlantKind[]) => void;
  readonly onBack: () => void;
}

function addVisitors(panel: HTMLElement, level: Level): void {
  addText(panel, "p", WORDS.coming).className = "soft";
  const row = addElement("div", "visitors", panel);
  for (const [kind] of level.zombies) {
    const one = addElement("span", "visitor", row);
    one.setAttribute("role", "img");
    bindText(one, () => say(ZOMBIE_TEXTS[kind].name), "aria-label");
    one.append(makePortrait({ zombie: kind }, 52));
  }
}

/** Opens the choice of packets for a level; a sensible choice is made already. */
export function openPicker(screens: Screens, options: PickerOptions): void {
  const chosen = new Set<PlantKind>(choosePackets(options.plants, PACKET_SLOTS));
  screens.open({
    id: "picker",
    title: WORDS.pick,
    onBack: options.onBack,
    build(panel) {
      addVisitors(panel, options.level);
      const shelf = addElement("div", "shelf packets-shelf", panel);
      const count = addText(
        panel,
        "p",
        () => say(WORDS.picked, { count: chosen.size, slots: PACKET_SLOTS }),
      );
      const start = addButton(panel, {
        label: WORDS.start,
        icon: "play",
        primary: true,
        run: () => options.onPick(options.plants.filter((kind) => chosen.has(kind))),
      });
      const buttons = options.plants.map((kind) => {
        const button = addElement("button", "sitter", shelf);
        button.type = "button";
        button.append(makePortrait({ plant: kind }, 60));
        addElement("span", "cost", button).textContent = String(PLANTS[kind].cost);
        bindText(
          button,
          () => `${say(PLANT_TEXTS[kind].name)}: ${say(PLANT_TEXTS[kind].role)}`,
          "aria-label",
        );
        bindText(
          button,
          () => `${say(PLANT_TEXTS[kind].name)}: ${say(PLANT_TEXTS[kind].role)}`,
          "title",
        );
        button.addEventListener("click", () => {
          if (chosen.has(kind)) chosen.delete(kind);
          else if (chosen.size < PACKET_SLOTS) chosen.add(kind);
          follow();
        });
        return { kind, button };
      });
      const follow = () => {
        for (const { kind, button } of buttons) {
          button.setAttribute("aria-pressed", String(chosen.has(kind)));
        }
        count.textContent = say(WORDS.picked, { count: chosen.size, slots: PACKET_SLOTS });
        start.disabled = chosen.size === 0;
      };
      follow();
    },
  });
}
