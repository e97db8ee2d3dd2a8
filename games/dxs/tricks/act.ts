// The small stage of one trick: the crystal, its words, what the trick shows, and the player's choices.

import { type Action, addButton, addElement, type Label } from "../../kit/controls.ts";
import { bindText } from "../../kit/language.ts";
import { Loop } from "../../kit/loop.ts";
import { wantsCalmMotion } from "../../kit/motion.ts";
import type { Screen } from "../../kit/screens.ts";
import type { Sound } from "../../kit/sound.ts";
import { CrystalView } from "../crystal_view.ts";
import { playHeartbeat, playReveal } from "../sounds.ts";

/** The time for which the crystal thinks before it answers. */
const THINK_MS = 2400;
const CALM_THINK_MS = 900;
const HEARTBEAT_MS = 800;

/** What a trick shows at one moment. */
export type Scene = {
  readonly speech: Label;
  /** Fills the space below the words. */
  readonly show?: (place: HTMLElement) => void;
  readonly choices: readonly Action[];
};

/** The stage of a trick. */
export type Act = {
  /** Shows a scene in place of the last one. */
  readonly play: (scene: Scene) => void;
  /** Lets the crystal think with `speech`, and goes on after a while. */
  readonly think: (speech: Label, then: () => void) => void;
  /** Shows the same scene, with the crystal alight. */
  readonly reveal: (scene: Scene) => void;
};

/** The crystal's thoughts, and what comes after them. */
type Thinking = { leftMs: number; beats: number; readonly then: () => void };

/** Shows what a scene shows, and its choices. */
function fill(
  scene: Scene,
  { place, choices }: { readonly place: HTMLElement; readonly choices: HTMLElement },
): void {
  place.replaceChildren();
  scene.show?.(place);
  choices.replaceChildren();
  const [first] = scene.choices.map((action) => addButton(choices, action));
  // This focus lets a player go through a trick with Enter.
  const next = choices.querySelector<HTMLElement>(".primary") ??
    place.querySelector<HTMLElement>("button:not(:disabled)") ?? first;
  next?.focus({ preventScroll: true });
}

/** Builds the stage of a trick into a panel. */
function buildAct(panel: HTMLElement, sound: Sound): {
  readonly act: Act;
  readonly crystal: CrystalView;
  readonly update: (stepMs: number) => void;
} {
  panel.classList.add("act");
  const crystal = new CrystalView(addElement("div", "act-crystal", panel));
  const speech = addElement("p", "act-speech", panel);
  speech.setAttribute("aria-live", "polite");
  const place = addElement("div", "act-place", panel);
  const choices = addElement("div", "act-choices", panel);
  let thinking: Thinking | undefined;
  function show(scene: Scene): void {
    thinking = undefined;
    bindText(speech, scene.speech);
    fill(scene, { place, choices });
  }
  const act: Act = {
    play: (scene) => {
      crystal.mood = { glow: 0.4, whirl: 1, face: "awake" };
      show(scene);
    },
    think: (words, then) => {
      show({ speech: words, choices: [] });
      crystal.mood = { glow: 0.85, whirl: 5, face: "reading" };
      thinking = { leftMs: wantsCalmMotion() ? CALM_THINK_MS : THINK_MS, beats: Infinity, then };
    },
    reveal: (scene) => {
      crystal.mood = { glow: 0.85, whirl: 1, face: "glad" };
      crystal.flash();
      playReveal(sound);
      show(scene);
    },
  };
  function update(stepMs: number): void {
    crystal.update(stepMs);
    if (!thinking) return;
    thinking.leftMs -= stepMs;
    const beats = Math.floor(thinking.leftMs / HEARTBEAT_MS);
    if (beats < thinking.beats) playHeartbeat(sound);
    thinking.beats = beats;
    if (thinking.leftMs <= 0) thinking.then();
  }
  return { act, crystal, update };
}

/** Makes the screen of a trick. `begin` plays the first scene. */
export function actScreen(options: {
  readonly id: string;
  readonly title: Label;
  readonly sound: Sound;
  readonly onBack: () => void;
  readonly begin: (act: Act) => void;
}): Screen {
  return {
    id: options.id,
    title: options.title,
    onBack: options.onBack,
    build: (panel) => {
      const { act, crystal, update } = buildAct(panel, options.sound);
      const loop = new Loop({ update, render: () => crystal.render() });
      options.begin(act);
      loop.start();
      return () => {
        loop.stop();
        crystal.dispose();
      };
    },
  };
}
