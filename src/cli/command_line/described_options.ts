import type { Language } from "../language.ts";
import type { CommandHelp } from "./help.ts";
import type { OptionSpec } from "./options.ts";

/** The form of an option's value, as far as a shell can complete it. */
export type ValueForm = "none" | "choice" | "file" | "folder" | "other";

/** One option as completions need it. */
export interface DescribedOption {
  /** Its names as they are typed, the long one first: `--jobs`, `-j`, `--no-resume`. */
  readonly names: readonly string[];
  readonly text: string;
  readonly form: ValueForm;
  readonly choices: readonly string[];
}

function formOf(spec: OptionSpec): ValueForm {
  if (spec.kind === "flag") return "none";
  if (spec.choices) return "choice";
  const value = typeof spec.value === "object" ? spec.value.en : spec.value ?? "";
  if (value.includes("FILE")) return "file";
  return value.includes("DIR") ? "folder" : "other";
}

/** Describes the options of a command, in the table's order. */
export function describeOptions(help: CommandHelp, language: Language): DescribedOption[] {
  return Object.entries(help.options).flatMap(([name, spec]) => {
    const text = (spec.brief ?? spec.help)[language];
    const names = [`--${name}`, ...(spec.short ? [`-${spec.short}`] : [])];
    const option = { names, text, form: formOf(spec), choices: spec.choices ?? [] };
    if (!spec.negatable) return [option];
    return [option, { names: [`--no-${name}`], text, form: "none" as const, choices: [] }];
  });
}
