import { addButton, addElement, addText } from "../../kit/controls.ts";
import { bindText, say } from "../../kit/language.ts";
import type { Screens } from "../../kit/screens.ts";
import { makePortrait } from "../hud/portrait.ts";
import type { PlantKind } from "../rules/kinds.ts";
import { type Level, PACKET_SLOTS } from "../rules/levels.ts";
import { PLANTS } from "../rules/plants.ts";
import { choosePackets } from "../rules/simple_player.ts";
import { PLANT_TEXTS } from "../texts/plants.ts";
import { WORDS } from "../texts/words.ts";
import { ZOMBIE_TEXTS } from "../texts/zombies.ts";

/** Options of the picker. */
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
    one.append(makePortrait({ zombie: kind }, 46));
  }
}

/** Shows the packets; a press adds or removes one. */
function addChoices(
  panel: HTMLElement,
  chosen: Set<PlantKind>,
  choice: { plants: readonly PlantKind[]; onChange: () => void },
): void {
  const shelf = addElement("div", "shelf packets-shelf", panel);
  for (const kind of choice.plants) {
    const { name, role } = PLANT_TEXTS[kind];
    const button = addElement("button", "sitter", shelf);
    button.type = "button";
    button.dataset.choice = kind;
    button.append(makePortrait({ plant: kind }, 60));
    addElement("span", "cost", button).textContent = String(PLANTS[kind].cost);
    for (const attribute of ["aria-label", "title"]) {
      bindText(button, () => `${say(name)}: ${say(role)}`, attribute);
    }
    const follow = () => button.setAttribute("aria-pressed", String(chosen.has(kind)));
    follow();
    button.addEventListener("click", () => {
      if (chosen.has(kind)) chosen.delete(kind);
      else if (chosen.size < PACKET_SLOTS) chosen.add(kind);
      follow();
      choice.onChange();
    });
  }
}

/** Opens the choice of packets for a level, with a sensible choice made already. */
export function openPicker(screens: Screens, options: PickerOptions): void {
  const { level, plants } = options;
  const chosen = new Set<PlantKind>(choosePackets(plants, PACKET_SLOTS));
  const countText = () => say(WORDS.picked, { count: chosen.size, slots: PACKET_SLOTS });
  screens.open({
    id: "picker",
    title: WORDS.pick,
    onBack: options.onBack,
    build(panel) {
      addVisitors(panel, level);
      const onChange = () => {
        count.textContent = countText();
        start.disabled = chosen.size === 0;
      };
      addChoices(panel, chosen, { plants, onChange });
      const count = addText(panel, "p", countText);
      const start = addButton(panel, {
        label: WORDS.start,
        icon: "play",
        primary: true,
        run: () => options.onPick(plants.filter((kind) => chosen.has(kind))),
      });
    },
  });
}
