// The frame every game stands in: a bar, a place to play, and the screens all games share.

import { followCalmMotion, followInputKind } from "./body_marks.ts";
import {
  type Action,
  addButton,
  addElement,
  addIconButton,
  addText,
  type Label,
  setIcon,
} from "./controls.ts";
import type { IconName } from "./icons.ts";
import { followLanguageInPage, language, refreshTexts, type Text } from "./language.ts";
import { onPageHidden } from "./loop.ts";
import { Screens } from "./screens.ts";
import { changeSettings, onSettingsChange, settings } from "./settings.ts";
import { buildSettings, type SettingsOptions } from "./settings_screen.ts";

/** One thing to learn: a picture and a sentence. */
export type HelpPage = {
  /** SVG or other markup of the game's own. */
  readonly art?: string;
  readonly text: Text;
};

/** How a game configures its frame. */
export type ShellOptions = SettingsOptions & {
  readonly name: Text;
  /** One line below the name on the title screen. */
  readonly tagline?: Text;
  /** Puts the game's toy in motion into the title screen; what it returns stops it. */
  readonly buildTitle?: (place: HTMLElement) => (() => void) | void;
  /** The buttons of the title screen, read anew each time. The screen closes before one runs. */
  readonly titleActions: () => readonly Action[];
  readonly help: readonly HelpPage[];
  /** Called when a panel opens or the page is hidden: the game stands still. */
  readonly onPause?: () => void;
  /** Called when the last panel closes and the game goes on. */
  readonly onResume?: () => void;
  /** Adds "start over" to the pause screen. */
  readonly onRestart?: () => void;
  /** Called when the player goes back to the title screen. */
  readonly onTitle?: () => void;
  /** More buttons for the pause screen. */
  readonly pauseActions?: () => readonly Action[];
};

/** How a game ended. */
export type Ending = {
  readonly won: boolean;
  readonly title: Label;
  readonly build?: (panel: HTMLElement) => (() => void) | void;
  readonly actions: readonly Action[];
};

const WORDS = {
  pause: { en: "Pause", zh: "暂停" },
  paused: { en: "Paused", zh: "休息一下" },
  resume: { en: "Carry on", zh: "继续玩" },
  restart: { en: "Start over", zh: "重新开始" },
  help: { en: "How to play", zh: "怎么玩" },
  settings: { en: "Settings", zh: "设置" },
  title: { en: "Title screen", zh: "回到首页" },
  mute: { en: "Sound off", zh: "关闭声音" },
  unmute: { en: "Sound on", zh: "打开声音" },
} as const satisfies Record<string, Text>;

/** The frame of one game. */
export class Shell {
  readonly screens: Screens;
  /** The bar above the game; `hud` is its free part. */
  readonly bar: HTMLElement;
  readonly hud: HTMLElement;
  /** Where the game goes. */
  readonly place: HTMLElement;
  #options: ShellOptions;
  #paused = false;

  constructor(options: ShellOptions) {
    this.#options = options;
    const frame = addElement("div", "frame", document.body);
    this.bar = addElement("header", "bar", frame);
    this.hud = addElement("div", "hud", this.bar);
    this.place = addElement("main", "place", frame);
    this.screens = new Screens(document.body, (current) => this.#followScreen(current));
    this.#addMuteButton();
    this.addBarButton({ label: WORDS.pause, icon: "pause", run: () => this.pause() })
      .classList.add("pause-button");
    followLanguageInPage(options.name);
    onPageHidden(() => this.pause());
    document.addEventListener("keydown", (event) => this.#onKey(event));
    followInputKind();
    followCalmMotion();
  }

  /** Adds an icon button to the bar, before those that are there. */
  addBarButton(action: Action & { readonly icon: IconName }): HTMLButtonElement {
    const button = addIconButton(this.bar, action);
    this.hud.after(button);
    if (action.icon === "pause") this.bar.append(button);
    return button;
  }

  /** Goes to the title screen. */
  showTitle(): void {
    this.screens.closeAll();
    this.screens.open({
      id: "title",
      title: this.#options.name,
      hasBack: false,
      build: (panel) => {
        const end = this.#options.buildTitle?.(addElement("div", "title-toy", panel));
        if (this.#options.tagline) addText(panel, "p", this.#options.tagline).className = "tagline";
        this.addActions(panel, this.#options.titleActions());
        const more = addElement("div", "title-more", panel);
        addButton(more, { label: WORDS.help, icon: "help", run: () => this.showHelp() });
        addButton(more, {
          label: WORDS.settings,
          icon: "settings",
          run: () => this.showSettings(),
        });
        return end;
      },
    });
  }

  /** Pauses a game that is being played; does nothing while a screen is open. */
  pause(): void {
    if (this.screens.current !== undefined) return;
    this.screens.open({
      id: "pause",
      title: WORDS.paused,
      build: (panel) => {
        const { onRestart, pauseActions } = this.#options;
        this.addActions(panel, [
          { label: WORDS.resume, icon: "play", primary: true, run: () => {} },
          ...(pauseActions?.() ?? []),
          ...(onRestart
            ? [{ label: WORDS.restart, icon: "restart", run: onRestart } as const]
            : []),
        ]);
        addButton(panel, { label: WORDS.help, icon: "help", run: () => this.showHelp() });
        addButton(panel, {
          label: WORDS.settings,
          icon: "settings",
          run: () => this.showSettings(),
        });
        addButton(panel, { label: WORDS.title, icon: "home", run: () => this.#leave() });
      },
    });
  }

  /** Opens the help over whatever is open. */
  showHelp(): void {
    this.screens.open({
      id: "help",
      title: WORDS.help,
      build: (panel) => {
        const list = addElement("ol", "help-pages", panel);
        for (const page of this.#options.help) {
          const item = addElement("li", "help-page", list);
          if (page.art) addElement("div", "help-art", item).innerHTML = page.art;
          addText(item, "p", page.text);
        }
      },
    });
  }

  /** Opens the settings over whatever is open. */
  showSettings(): void {
    this.screens.open({
      id: "settings",
      title: WORDS.settings,
      build: (panel) => buildSettings(panel, this.#options),
    });
  }

  /** Shows how the game ended. */
  showEnd(ending: Ending): void {
    this.screens.open({
      id: ending.won ? "win" : "lose",
      title: ending.title,
      hasBack: false,
      build: (panel) => {
        const end = ending.build?.(addElement("div", "end-body", panel));
        this.addActions(panel, ending.actions);
        return end;
      },
    });
  }

  /** Adds buttons that close all screens before they run. */
  addActions(panel: HTMLElement, actions: readonly Action[]): void {
    const list = addElement("div", "actions", panel);
    for (const action of actions) {
      addButton(list, {
        ...action,
        run: () => {
          this.screens.closeAll();
          action.run();
        },
      });
    }
  }

  #leave(): void {
    this.#options.onTitle?.();
    this.showTitle();
  }

  #addMuteButton(): void {
    const button = this.addBarButton({
      label: () => (settings().muted ? WORDS.unmute : WORDS.mute)[language()],
      icon: "sound",
      run: () => changeSettings({ muted: !settings().muted }),
    });
    const follow = () => {
      setIcon(button, settings().muted ? "muted" : "sound");
      refreshTexts();
    };
    follow();
    onSettingsChange(follow);
  }

  #followScreen(current: string | undefined): void {
    const paused = current !== undefined;
    if (paused === this.#paused) return;
    this.#paused = paused;
    if (paused) this.#options.onPause?.();
    else this.#options.onResume?.();
  }

  #onKey(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const wantsPause = event.code === "Escape" || event.code === "KeyP";
    if (wantsPause && this.screens.current === undefined) {
      event.preventDefault();
      this.pause();
    }
    if (event.code === "KeyM" && !event.repeat) changeSettings({ muted: !settings().muted });
  }
}
