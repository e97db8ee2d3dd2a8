import { unicodeWidth } from "@std/cli/unicode-width";
import type { Language, Text } from "../language.ts";
import type { OptionSpec, OptionTable } from "./options.ts";

/** The parts of a command's help other than its options. */
export interface CommandHelp {
  /** The word on the command line. */
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: Text;
  /** The forms of the command line, one a line, without the program's name. */
  readonly usage: readonly (string | Text)[];
  readonly options: OptionTable;
  /** Environment variables that the user may set, each with its effect. */
  readonly environment?: readonly { readonly name: string; readonly does: Text }[];
  /** A few commands to copy, each with its effect. */
  readonly examples: readonly { readonly command: string; readonly does: Text }[];
}

/** The variables that hold defaults of options. */
export const OPTION_VARIABLES = {
  name: "COPLAY_...",
  does: {
    en:
      "The default of the option of that name: COPLAY_LIMIT_RATE=2M for --limit-rate 2M; 1 turns on an " +
      "option without a value, and one that may be repeated takes a value a line",
    zh:
      "同名选项的默认值：COPLAY_LIMIT_RATE=2M 相当于 --limit-rate 2M；没有参数值的选项用 1 打开；" +
      "可重复的选项每行一个值",
  },
} as const;

const WORDS = {
  usage: { en: "Usage", zh: "用法" },
  options: { en: "Options", zh: "选项" },
  commands: { en: "Commands", zh: "命令" },
  environment: { en: "Environment", zh: "环境变量" },
  examples: { en: "Examples", zh: "示例" },
  mostUsed: { en: "Most used options", zh: "常用选项" },
  more: {
    en: "Run `coplay COMMAND --help` for the options of a command.",
    zh: "运行 `coplay 命令 --help` 查看该命令的选项。",
  },
} as const satisfies Record<string, Text>;

/** The widest column of option names; the text of a longer one starts on the next line. */
const NAME_COLUMNS = 28;
/** With less room than this beside the names, the texts go below them. */
const MIN_TEXT_COLUMNS = 32;
const TEXT_INDENT = 6;

/** The language and the width of help. */
interface Layout {
  readonly language: Language;
  readonly columns: number;
}

function heading(text: Text, language: Language): string {
  return text[language] + { en: ":", zh: "：" }[language];
}

function inLanguage(text: string | Text, language: Language): string {
  return typeof text === "object" ? text[language] : text;
}

/** A word or a Chinese character with its punctuation, or a gap between them: lines break nowhere else. */
const PIECE_REGEXP =
  /\s+|[（「『“‘]*(?:[\u2e80-\u2fff\u3003-\u9fff]|[^\s\u2e80-\u9fff\uff00-\uffef“”‘’…]+)[，。；：、！？）」』”’…]*|\S/gu;

/** Wraps a text to a width in columns: at spaces, and between Chinese characters. */
function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const [piece] of text.matchAll(PIECE_REGEXP)) {
    if (line !== "" && unicodeWidth(line + piece.trimEnd()) > columns) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else {
      line += piece;
    }
  }
  if (line.trim() !== "") lines.push(line.trimEnd());
  return lines;
}

function twoColumns(name: string, text: string, columns: number): string {
  const isNarrow = columns - NAME_COLUMNS < MIN_TEXT_COLUMNS;
  const indent = isNarrow ? TEXT_INDENT : NAME_COLUMNS;
  const lines = wrap(text, Math.max(MIN_TEXT_COLUMNS, columns) - indent);
  const head = `  ${name}`;
  const gap = indent - unicodeWidth(head);
  const first = gap >= 2 ? head + " ".repeat(gap) + (lines.shift() ?? "") : head;
  return [first, ...lines.map((line) => " ".repeat(indent) + line)].join("\n");
}

/** Formats the names of an option and its value as help shows them: `-j, --jobs N`. */
export function optionName(name: string, spec: OptionSpec, language: Language): string {
  // Where the choices do not fit, `value` names them in a word and the help text lists them.
  const value = inLanguage(spec.value ?? spec.choices?.join("|") ?? "", language);
  const long = spec.negatable ? `--[no-]${name}` : `--${name}`;
  const short = spec.short ? `-${spec.short}, ` : "";
  if (spec.kind === "flag") return short + long;
  return short + long + (spec.bare === undefined ? ` ${value}` : `[=${value}]`);
}

function usageBlocks({ usage, summary }: CommandHelp, { language, columns }: Layout): string[] {
  const lines = usage.map((line) => `  coplay ${inLanguage(line, language)}`);
  return [
    `${heading(WORDS.usage, language)}\n${lines.join("\n")}`,
    wrap(summary[language], columns).join("\n"),
  ];
}

/** Formats the most used options of one command, for one screen of a terminal. */
export function briefHelp(help: CommandHelp, layout: Layout): string {
  const { language, columns } = layout;
  const rows = Object.entries(help.options).flatMap(([name, spec]) =>
    spec.brief ? [twoColumns(optionName(name, spec, language), spec.brief[language], columns)] : []
  );
  const all = {
    en: `Run \`coplay ${help.name} --help all\` for all options, variables and examples.`,
    zh: `运行 \`coplay ${help.name} --help all\` 查看全部选项、环境变量和示例。`,
  };
  return [
    ...usageBlocks(help, layout),
    `${heading(WORDS.mostUsed, language)}\n${rows.join("\n")}`,
    wrap(all[language], columns).join("\n"),
  ].join("\n\n") + "\n";
}

/** Formats the whole help of one command, from the same table that parses its options. */
export function commandHelp(help: CommandHelp, layout: Layout): string {
  const { language, columns } = layout;
  const blocks = [...usageBlocks(help, layout), ...optionBlocks(help.options, layout)];
  const variables = [...help.environment ?? [], OPTION_VARIABLES].map(({ name, does }) =>
    twoColumns(name, does[language], columns)
  );
  blocks.push(`${heading(WORDS.environment, language)}\n${variables.join("\n")}`);
  const examples = help.examples.map(({ command, does }) => {
    const lines = wrap(does[language], columns - TEXT_INDENT);
    return [`  ${command}`, ...lines.map((line) => " ".repeat(TEXT_INDENT) + line)].join("\n");
  });
  if (examples.length > 0) {
    blocks.push(`${heading(WORDS.examples, language)}\n${examples.join("\n")}`);
  }
  return blocks.join("\n\n") + "\n";
}

/** Formats the options under their headings, in the table's order. */
function optionBlocks(options: OptionTable, { language, columns }: Layout): string[] {
  const groups = new Map<string, string[]>();
  for (const [name, spec] of Object.entries(options)) {
    const group = heading(spec.group ?? WORDS.options, language);
    const row = twoColumns(optionName(name, spec, language), spec.help[language], columns);
    groups.set(group, [...(groups.get(group) ?? []), row]);
  }
  return [...groups].map(([group, rows]) => `${group}\n${rows.join("\n")}`);
}

/** Words that print something about the commands, in the program's help. */
const PRINTED = {
  "help COMMAND": { en: "Show the help of a command", zh: "显示命令的帮助" },
  "completions SHELL": {
    en: "Print completions for bash, zsh, fish or powershell",
    zh: "输出 bash、zsh、fish 或 powershell 的补全脚本",
  },
  man: { en: "Print the manual page", zh: "输出手册页" },
} as const satisfies Record<string, Text>;

/** Formats the help of the program: its commands, one a line. */
export function programHelp(
  commands: Readonly<Record<string, Text>>,
  { language, columns }: Layout,
): string {
  const rows = Object.entries({ ...commands, ...PRINTED }).map(([name, text]) =>
    twoColumns(name, text[language], columns)
  );
  const usage = {
    en: "  coplay COMMAND [OPTIONS] ...\n  coplay --version",
    zh: "  coplay 命令 [选项] ...\n  coplay --version",
  }[language];
  return [
    `${heading(WORDS.usage, language)}\n${usage}`,
    `${heading(WORDS.commands, language)}\n${rows.join("\n")}`,
    wrap(WORDS.more[language], columns).join("\n"),
  ].join("\n\n") + "\n";
}
