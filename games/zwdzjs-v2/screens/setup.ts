import { addChoice, addElement, addSwitch, addText } from "../../kit/controls.ts";
import { bindText, say } from "../../kit/language.ts";
import type { Screens } from "../../kit/screens.ts";
import { makePortrait } from "../../zwdzjs-v1/hud/portrait.ts";
import { PLANT_KINDS } from "../../zwdzjs-v1/rules/kinds.ts";
import { PACKET_SLOTS } from "../../zwdzjs-v1/rules/levels.ts";
import { PLANT_TEXTS } from "../../zwdzjs-v1/texts/plants.ts";
import { HOURS, type Lawn } from "../lawn/lawn.ts";
import { WORDS } from "../lawn/words.ts";

/** The amounts of sun to choose from. */
const SUNS = [0, 100, 300, 500, 1000] as const;

function addPackets(panel: HTMLElement, packets: Set<string>, onChange: () => void): void {
  addText(panel, "p", WORDS.packets).className = "soft";
  const shelf = addElement("div", "shelf packets-shelf", panel);
  for (const kind of PLANT_KINDS) {
    const button = addElement("button", "sitter", shelf);
    button.type = "button";
    button.dataset.packet = kind;
    button.append(makePortrait({ plant: kind }, 60));
    bindText(button, () => say(PLANT_TEXTS[kind].name), "aria-label");
    const follow = () => button.setAttribute("aria-pressed", String(packets.has(kind)));
    follow();
    button.addEventListener("click", () => {
      if (packets.has(kind)) packets.delete(kind);
      else if (packets.size < PACKET_SLOTS) packets.add(kind);
      follow();
      onChange();
    });
  }
}

/** Opens the choice of what the one who plays a lawn may use. */
export function openSetup(
  screens: Screens,
  start: Lawn,
  onDone: (lawn: Lawn) => void,
): void {
  let lawn = start;
  const change = (part: Partial<Lawn>) => lawn = { ...lawn, ...part };
  const packets = new Set<string>(lawn.packets);
  screens.open({
    id: "setup",
    title: WORDS.setup,
    onBack: () => onDone(lawn),
    build(panel) {
      const rows = addElement("div", "rows", panel);
      addChoice(rows, {
        label: WORDS.hour,
        options: HOURS.map((hour) => ({ value: hour, label: WORDS[hour] })),
        value: lawn.hour,
        onChange: (hour) => change({ hour }),
      });
      addChoice(rows, {
        label: WORDS.sun,
        options: SUNS.map((sun) => ({ value: sun, label: () => String(sun) })),
        value: lawn.sun,
        onChange: (sun) => change({ sun }),
      });
      addSwitch(rows, {
        label: WORDS.roosters,
        on: lawn.roosters,
        onChange: (roosters) => change({ roosters }),
      });
      addPackets(panel, packets, () => {
        change({ packets: PLANT_KINDS.filter((kind) => packets.has(kind)) });
      });
    },
  });
}
