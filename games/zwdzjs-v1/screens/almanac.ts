import { addElement, addText } from "../../kit/controls.ts";
import { bindText, say, type Text } from "../../kit/language.ts";
import type { Screens } from "../../kit/screens.ts";
import { enliven, makePortrait, type Sitter } from "../hud/portrait.ts";
import { PLANT_KINDS, ZOMBIE_KINDS } from "../rules/kinds.ts";
import { LEVELS } from "../rules/levels.ts";
import { PLANTS } from "../rules/plants.ts";
import { ZOMBIES } from "../rules/zombies.ts";
import type { Progress } from "../progress.ts";
import { type Entry, PLANT_TEXTS } from "../texts/plants.ts";
import { WORDS } from "../texts/words.ts";
import { ZOMBIE_TEXTS } from "../texts/zombies.ts";

interface Page {
  readonly sitter: Sitter;
  readonly entry: Entry;
  readonly known: boolean;
  readonly facts: () => string;
}

/** The farthest open level, which decides which zombies the player has met. */
function reach(progress: Progress, unlocked: boolean): number {
  if (unlocked) return LEVELS.length;
  const won = progress.stars.filter((count) => count > 0).length;
  return Math.min(LEVELS.length, won + 1);
}

function plantPages(upTo: number): Page[] {
  return PLANT_KINDS.map((plant, at) => ({
    sitter: { plant },
    entry: PLANT_TEXTS[plant],
    known: at < upTo,
    facts: () => `${say(WORDS.cost)} ${PLANTS[plant].cost}`,
  }));
}

function zombiePages(upTo: number): Page[] {
  const met = new Set(
    LEVELS.slice(0, upTo).flatMap(({ zombies, newcomer }) => [
      ...zombies.map(([kind]) => kind),
      ...(newcomer ? [newcomer] : []),
    ]),
  );
  return ZOMBIE_KINDS.map((zombie) => ({
    sitter: { zombie },
    entry: ZOMBIE_TEXTS[zombie],
    known: met.has(zombie),
    facts: () => {
      const { health, armour } = ZOMBIES[zombie];
      return `${say(WORDS.strength)} ${Math.round((health + armour) / 20)}`;
    },
  }));
}

/** Shows a unit; returns a function that ends its picture's motion. */
function showPage(place: HTMLElement, page: Page): () => void {
  place.replaceChildren();
  const picture = makePortrait(page.sitter, 132, !page.known);
  place.append(picture);
  const words = addElement("div", "entry-words", place);
  const lines: [string, string, () => string][] = page.known
    ? [
      ["h2", "", () => say(page.entry.name)],
      ["p", "entry-role", () => say(page.entry.role)],
      ["p", "entry-story", () => say(page.entry.story)],
      ["p", "soft", page.facts],
    ]
    : [["h2", "", () => say(WORDS.unknown)]];
  for (const [tag, name, text] of lines) {
    bindText(addElement(tag as "p", name, words), text);
  }
  return page.known ? enliven(picture, page.sitter) : () => {};
}

function addShelf(panel: HTMLElement, title: Text, pages: readonly Page[]): HTMLElement {
  addText(panel, "h2", title).className = "shelf-title";
  const shelf = addElement("div", "shelf", panel);
  bindText(shelf, title, "aria-label");
  shelf.setAttribute("role", "group");
  for (const page of pages) {
    const button = addElement("button", page.known ? "sitter" : "sitter unknown", shelf);
    button.type = "button";
    button.append(makePortrait(page.sitter, 56, !page.known));
    bindText(button, () => say(page.known ? page.entry.name : WORDS.unknown), "aria-label");
  }
  return shelf;
}

/** Opens the almanac. */
export function openAlmanac(
  screens: Screens,
  options: { progress: Progress; unlocked: boolean; onBack: () => void },
): void {
  screens.open({
    id: "almanac",
    title: WORDS.almanac,
    onBack: options.onBack,
    build(panel) {
      const upTo = reach(options.progress, options.unlocked);
      const entry = addElement("article", "entry", panel);
      entry.setAttribute("aria-live", "polite");
      const shelves = [
        [WORDS.plants, plantPages(upTo)],
        [WORDS.zombies, zombiePages(upTo)],
      ] as const;
      const all: HTMLElement[] = [];
      let still = () => {};
      for (const [title, pages] of shelves) {
        const shelf = addShelf(panel, title, pages);
        for (const [at, button] of [...shelf.children].entries()) {
          all.push(button as HTMLElement);
          button.addEventListener("click", () => {
            for (const other of all) other.setAttribute("aria-pressed", String(other === button));
            still();
            still = showPage(entry, pages[at]!);
          });
        }
      }
      all[0]?.click();
      return () => still();
    },
  });
}
