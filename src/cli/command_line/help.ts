import { unicodeWidth } from "@std/cli/unicode-width";
import type { Language, Text } from "../language.ts";
import type { OptionSpec, OptionTable } from "./options.ts";

/** What help says about a command beside its options. */
export interface CommandHelp {
  /** One line, as the list of commands shows it. */
  readonly summary: Text;
  /** How the command is called, a line a form, without the program's name. */
  readonly usage: readonly (string | Text)[];
  readonly options: OptionTable;
  /** Variables of the environment that a user may set, each with what it does. */
  readonly environment?: readonly { readonly name: string; readonly does: Text }[];
  /** A few commands to copy, each with what it does. */
  readonly examples: readonly { readonly command: string; readonly does: Text }[];
}

const WORDS = {
  usage: { en: "Usage", zh: "用法" },
  options: { en: "Options", zh: "选项" },
  commands: { en: "Commands", zh: "命令" },
  environment: { en: "Environment", zh: "环境变量" },
  examples: { en: "Examples", zh: "示例" },
  more: {
    en: "Run `coplay COMMAND --help` for the options of a command.",
    zh: "运行 `coplay 命令 --help` 查看该命令的选项。",
  },
} as const satisfies Record<string, Text>;

/** The widest that the column of option names grows before its text moves to the next line. */
const NAME_COLUMNS = 28;
/** Where less than this is left for the text beside the names, it goes below them instead. */
const MIN_TEXT_COLUMNS = 32;
const TEXT_INDENT = 6;

/** How help is laid out. */
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

/** What cannot be broken: a word or a Chinese character, with the punctuation that belongs to it; or a gap. */
const PIECE_REGEXP =
  /\s+|[（「『“‘]*(?:[\u2e80-\u2fff\u3003-\u9fff]|[^\s\u2e80-\u9fff\uff00-\uffef“”‘’…]+)[，。；：、！？）」』”’…]*|\S/gu;

/** Breaks a text into lines of so many columns: at spaces, and between Chinese characters. */
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

function optionName(name: string, spec: OptionSpec, language: Language): string {
  // Choices that do not fit are named in the text, and have a word here.
  const value = inLanguage(spec.value ?? spec.choices?.join("|") ?? "", language);
  const long = spec.negatable ? `--[no-]${name}` : `--${name}`;
  const short = spec.short ? `-${spec.short}, ` : "";
  if (spec.kind === "flag") return short + long;
  return short + long + (spec.bare === undefined ? ` ${value}` : `[=${value}]`);
}

/** The help of one command, made from the table that also parses its options. */
export function commandHelp(help: CommandHelp, layout: Layout): string {
  const { language, columns } = layout;
  const usage = help.usage.map((line) => `  coplay ${inLanguage(line, language)}`);
  const blocks = [
    `${heading(WORDS.usage, language)}\n${usage.join("\n")}`,
    wrap(help.summary[language], columns).join("\n"),
    ...optionBlocks(help.options, layout),
  ];
  const variables = (help.environment ?? []).map(({ name, does }) =>
    twoColumns(name, does[language], columns)
  );
  if (variables.length > 0) {
    blocks.push(`${heading(WORDS.environment, language)}\n${variables.join("\n")}`);
  }
  const examples = help.examples.map(({ command, does }) => {
    const lines = wrap(does[language], columns - TEXT_INDENT);
    return [`  ${command}`, ...lines.map((line) => " ".repeat(TEXT_INDENT) + line)].join("\n");
  });
  if (examples.length > 0) {
    blocks.push(`${heading(WORDS.examples, language)}\n${examples.join("\n")}`);
  }
  return blocks.join("\n\n") + "\n";
}

/** The options under their headings, in the table's order. */
function optionBlocks(options: OptionTable, { language, columns }: Layout): string[] {
  const groups = new Map<string, string[]>();
  for (const [name, spec] of Object.entries(options)) {
    const group = heading(spec.group ?? WORDS.options, language);
    const row = twoColumns(optionName(name, spec, language), spec.help[language], columns);
    groups.set(group, [...(groups.get(group) ?? []), row]);
  }
  return [...groups].map(([group, rows]) => `${group}\n${rows.join("\n")}`);
}

/** The help of the program: its commands, a line each. */
export function programHelp(
  commands: Readonly<Record<string, Text>>,
  { language, columns }: Layout,
): string {
  const rows = Object.entries(commands).map(([name, text]) =>
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
