import { icon } from "../kit/icons.ts";
import { refreshTexts, say } from "../kit/language.ts";
import { onPageHidden } from "../kit/loop.ts";
import type { Desk, Tools } from "../zwdzjs-v1/edition.ts";
import { beginBuilding, beginTrial, type Bet, type Building, type Palette } from "./lawn/bouts.ts";
import { decodeLawn, encodeLawn } from "./lawn/code.ts";
import { BARE, type Lawn } from "./lawn/lawn.ts";
import { openLawns, withoutDraft } from "./lawn/storage.ts";
import { WORDS } from "./lawn/words.ts";
import { openGift } from "./screens/gift.ts";
import { openKeptLawns } from "./screens/lawns.ts";
import { openSetup } from "./screens/setup.ts";
import { openShare } from "./screens/share.ts";
import { FACE } from "./sandbox.ts";
import { addTool } from "./tool.ts";

const STOP =
  `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M7 7h10v10H7z" fill="currentColor"/></svg>`;
/** The picture on a button that brings plants. */
const SPROUT =
  `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"><path d="M12 20v-9M12 11.5c0-4.5 3-6.5 7.5-6.5 0 4.5-3 6.5-7.5 6.5zM12 15c0-3.5-2.5-5.5-6.5-5.5 0 3.5 2.5 5.5 6.5 5.5z"/></svg>`;

/** The sandbox: sets up lawns, lets them run, keeps them and hands them on. */
export class Workshop {
  #desk: Desk;
  #save = openLawns();
  #building: Building | undefined;
  /** The hour, packets and so on of the lawn that is set up; its plants and zombies are on the lawn. */
  #start: Lawn = BARE;
  #palette: Palette = "plants";

  constructor(desk: Desk) {
    this.#desk = desk;
    onPageHidden(() => this.#keepDraft());
    addEventListener("pagehide", () => this.#keepDraft());
    addEventListener("hashchange", () => this.#followLink());
    // The title comes first, and the lawn of a link over it.
    queueMicrotask(() => this.#followLink());
  }

  /** Shows the lawn of a link, once. */
  #followLink(): void {
    const values = new URLSearchParams(location.hash.slice(1));
    const code = values.get("lawn");
    if (code === null) return;
    values.delete("lawn");
    history.replaceState(null, "", `${location.pathname}${location.search}#${values}`);
    this.#visit(code);
  }

  /** Adds the buttons of the sandbox to the bar. */
  addControls({ bar }: Tools): void {
    const add = (name: string, sign: string, tool: { label: () => string; run: () => void }) => {
      const button = addTool(bar, sign, tool.label);
      button.classList.add(name);
      button.addEventListener("click", tool.run);
    };
    const textOf = (text: typeof WORDS[keyof typeof WORDS]) => () => say(text);
    add("build-run", icon("play"), { label: textOf(WORDS.run), run: () => this.#run() });
    add("build-swap", SPROUT + FACE, {
      label: () => say(this.#palette === "plants" ? WORDS.zombies : WORDS.plants),
      run: () => this.#swap(),
    });
    add("build-menu", icon("book"), { label: textOf(WORDS.menu), run: () => this.#openMenu() });
    add("trial-stop", STOP, {
      label: textOf(WORDS.stop),
      run: () => this.#build(this.#start),
    });
  }

  /** Goes on with the lawn that was set up last. */
  open(): void {
    const draft = this.#save.load().draft;
    const reading = draft === undefined ? undefined : decodeLawn(draft);
    this.#build(reading && "lawn" in reading ? reading.lawn : this.#start);
  }

  #visit(code: string): void {
    const reading = decodeLawn(code);
    if ("fault" in reading) this.#desk.screens.toast(reading.fault);
    else this.#showGift(reading.lawn);
  }

  #swap(): void {
    this.#palette = this.#palette === "plants" ? "zombies" : "plants";
    document.body.dataset.palette = this.#palette;
    refreshTexts();
  }

  #current(): Lawn {
    return this.#building?.lawn() ?? this.#start;
  }

  #keepDraft(): void {
    if (!this.#building) return;
    this.#save.store({ ...this.#save.load(), draft: encodeLawn(this.#current()) });
  }

  #build(lawn: Lawn): void {
    this.#start = lawn;
    document.body.dataset.palette = this.#palette;
    this.#desk.play({
      id: "build",
      name: WORDS.sandbox,
      begin: () => this.#building = beginBuilding(lawn, () => this.#palette),
    }, { onLeave: () => this.#leave() });
    this.#keepDraft();
  }

  /** Sets up another lawn; the one that was set up can be opened again. */
  #replace(lawn: Lawn): void {
    this.#keepBefore(lawn);
    this.#build(lawn);
  }

  #keepBefore(next: Lawn): void {
    this.#save.store(withoutDraft(this.#save.load(), encodeLawn(next)));
  }

  #leave(): void {
    this.#keepDraft();
    this.#building = undefined;
    this.#desk.showTitle();
  }

  #run(bet?: Bet): void {
    this.#start = this.#current();
    if (this.#start.zombies.length === 0) return this.#desk.screens.toast(WORDS.nobody);
    this.#keepDraft();
    this.#building = undefined;
    const lawn = this.#start;
    this.#desk.play(
      { id: "trial", name: WORDS.sandbox, begin: () => beginTrial(lawn, bet) },
      { onLeave: () => this.#build(lawn) },
    );
  }

  #openMenu(): void {
    const { screens } = this.#desk;
    this.#keepDraft();
    openKeptLawns(screens, {
      slots: () => this.#save.load().slots,
      onSave: (slot) => this.#saveTo(slot),
      before: this.#save.load().before,
      onOpen: (lawn) => this.#replace(lawn),
      onSetup: () => openSetup(screens, this.#current(), (lawn) => this.#build(lawn)),
      onShare: () =>
        openShare(screens, {
          code: encodeLawn(this.#current()),
          onVisit: (lawn) => this.#showGift(lawn),
        }),
      onClear: () => this.#replace(BARE),
    });
  }

  #saveTo(slot: number): void {
    const kept = this.#save.load();
    const slots = kept.slots.map((code, at) => at === slot ? encodeLawn(this.#current()) : code);
    const isKept = this.#save.store({ ...kept, slots });
    this.#desk.screens.toast(isKept ? WORDS.saved : WORDS.unsaved, { number: slot + 1 });
  }

  #showGift(lawn: Lawn): void {
    const { screens } = this.#desk;
    screens.closeAll();
    this.#keepDraft();
    this.#building = undefined;
    openGift(screens, {
      lawn,
      onPlay: (bet) => {
        this.#keepBefore(lawn);
        this.#start = lawn;
        this.#run(bet);
      },
      onEdit: () => this.#replace(lawn),
      onBack: () => this.#desk.showTitle(),
    });
  }
}
