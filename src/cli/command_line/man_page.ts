import type { CommandHelp } from "./help.ts";
import { OPTION_VARIABLES, optionName } from "./help.ts";
import type { Language, Text } from "../language.ts";

/** The data for the manual page. */
export interface ManSource {
  readonly commands: readonly CommandHelp[];
  readonly version: string;
  readonly language: Language;
}

const WORDS = {
  name: { en: "NAME", zh: "名称" },
  does: {
    en: "fetch many files at once, and host browser games",
    zh: "同时下载许多文件，并发布网页游戏",
  },
  synopsis: { en: "SYNOPSIS", zh: "用法" },
  options: { en: "Options", zh: "选项" },
  environment: { en: "ENVIRONMENT", zh: "环境变量" },
  examples: { en: "EXAMPLES", zh: "示例" },
} as const satisfies Record<string, Text>;

/** Escapes a text for roff: a backslash, a hyphen that is to be copied, and a control sign that begins a line. */
function roff(text: string): string {
  return text.replaceAll("\\", "\\e").replaceAll("-", "\\-").replace(/^[.']/gm, "\\&$&");
}

function inLanguage(text: string | Text, language: Language): string {
  return typeof text === "object" ? text[language] : text;
}

/** Formats the manual page, in roff's man macros, from the same tables that make the help. */
export function manPage({ commands, version, language }: ManSource): string {
  const say = (text: Text) => roff(text[language]);
  const usage = commands.flatMap((command) =>
    command.usage.map((line) => `.B coplay\n${roff(inLanguage(line, language))}\n`)
  );
  const variables = [
    ...commands.flatMap(({ environment = [] }) => environment),
    OPTION_VARIABLES,
  ];
  const examples = commands.flatMap(({ examples }) => examples);
  return [
    `.TH COPLAY 1 "" "coplay ${version}"\n`,
    `.SH ${say(WORDS.name)}\ncoplay \\- ${say(WORDS.does)}\n`,
    `.SH ${say(WORDS.synopsis)}\n${usage.join(".br\n")}`,
    ...commands.map((command) => commandSection(command, language)),
    `.SH ${say(WORDS.environment)}\n`,
    ...variables.map(({ name, does }) => `.TP\n.B ${roff(name)}\n${say(does)}\n`),
    `.SH ${say(WORDS.examples)}\n`,
    ...examples.map(({ command, does }) => `.TP\n.B ${roff(command)}\n${say(does)}\n`),
  ].join("");
}

function commandSection(command: CommandHelp, language: Language): string {
  const groups = new Map<string, string>();
  for (const [name, spec] of Object.entries(command.options)) {
    const group = (spec.group ?? WORDS.options)[language];
    const row = `.TP\n.B ${roff(optionName(name, spec, language))}\n${roff(spec.help[language])}\n`;
    groups.set(group, (groups.get(group) ?? "") + row);
  }
  const title = `coplay ${command.name}`;
  const parts = [...groups].map(([group, rows]) => `.SS ${roff(group)}\n${rows}`);
  return `.SH ${roff(title)}\n${roff(command.summary[language])}.\n${parts.join("")}`;
}
