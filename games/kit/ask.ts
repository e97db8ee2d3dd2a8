// A question before something is thrown away.

import { type Action, addButton, addText, type Label } from "./controls.ts";
import type { Shell } from "./shell.ts";

/** A question with two answers. */
export type Question = {
  readonly title: Label;
  /** What would be gone. */
  readonly text: Label;
  /** Keeps it; the way back from the question means the same. */
  readonly stay: { readonly label: Label; readonly run?: () => void };
  /** Throws it away; all screens close before it runs. */
  readonly go: Action;
};

/** Asks over whatever is open. */
export function askFirst(shell: Shell, { title, text, stay, go }: Question): void {
  shell.screens.open({
    id: "ask",
    title,
    ...(stay.run && { onBack: stay.run }),
    build: (panel) => {
      addText(panel, "p", text);
      addButton(panel, {
        label: stay.label,
        icon: "play",
        primary: true,
        run: () => shell.screens.back(),
      });
      shell.addActions(panel, [go]);
    },
  });
}
