import type { CommandHelp } from "./help.ts";
import type { Language } from "../language.ts";
import { type DescribedOption, describeOptions } from "./described_options.ts";

/** The data for completions. */
export interface CompletionSource {
  readonly commands: readonly CommandHelp[];
  /** Further words that may stand first, each with what may follow it. */
  readonly words: Readonly<Record<string, readonly string[]>>;
  readonly language: Language;
}

/** Formats the completions of one shell as a script for it. */
type Format = (source: CompletionSource) => string;

/** The shells that there are completions for. */
export const COMPLETIONS: Readonly<Record<"bash" | "zsh" | "fish" | "powershell", Format>> = {
  bash,
  zsh,
  fish,
  powershell,
};

function firstWords({ commands, words }: CompletionSource): string[] {
  return [...commands.map(({ name }) => name), ...Object.keys(words)];
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function bash(source: CompletionSource): string {
  const cases = source.commands.map((command) => {
    const options = describeOptions(command, source.language);
    const names = options.flatMap(({ names }) => names).join(" ");
    return `    ${command.name})\n${bashValues(options)}      words=${quoted(names)} ;;\n`;
  });
  const others = Object.entries(source.words).map(([word, next]) =>
    `    ${word}) words=${quoted(next.join(" "))} ;;\n`
  );
  return `# Completions of coplay for bash.
_coplay() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} words=''
  # Bash makes a word of its own of the = in --name=value.
  [ "$cur" = = ] && cur=''
  [ "$prev" = = ] && prev=\${COMP_WORDS[COMP_CWORD-2]}
  case \${COMP_CWORD}-\${COMP_WORDS[1]} in
    1-*) words=${quoted(firstWords(source).join(" "))} ;;
    *) case \${COMP_WORDS[1]} in
${[...cases, ...others].join("")}    esac ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
complete -o default -F _coplay coplay
`;
}

/** The part of bash's function that completes values: the choices, or the names of files. */
function bashValues(options: readonly DescribedOption[]): string {
  const rows = options.flatMap(({ names, form, choices }) => {
    const pattern = names.join("|");
    if (form === "none") return [];
    if (form === "choice") {
      return [
        `        ${pattern}) COMPREPLY=($(compgen -W ${
          quoted(choices.join(" "))
        } -- "$cur")); return ;;`,
      ];
    }
    const files = form === "folder" ? "compgen -d" : "compgen -f";
    // Without a word of its own bash completes the names of files.
    return [`        ${pattern}) COMPREPLY=($(${files} -- "$cur")); return ;;`];
  });
  return `      case $prev in\n${rows.join("\n")}\n      esac\n`;
}

/** Escapes a text for zsh's `_arguments`, where brackets and colons are signs. */
function zshText(text: string): string {
  return text.replace(/[[\]:\\]/g, "\\$&");
}

const ZSH_VALUES = { file: ":file:_files", folder: ":folder:_files -/", other: ":value: " };

function zsh(source: CompletionSource): string {
  const cases = source.commands.map((command) => {
    const rows = describeOptions(command, source.language).flatMap((option) =>
      option.names.map((name) => `        ${quoted(zshOption(name, option))} \\\n`)
    );
    return `      ${command.name})\n      _arguments -s \\\n${
      rows.join("")
    }        '*:file:_files' ;;\n`;
  });
  const others = Object.entries(source.words).map(([word, next]) =>
    `      ${word}) _values ${word} ${next.map(quoted).join(" ")} ;;\n`
  );
  const commands = source.commands.map(({ name, summary }) =>
    quoted(`${name}:${zshText(summary[source.language])}`)
  );
  return `#compdef coplay
# Completions of coplay for zsh.
_coplay() {
  local -a commands
  commands=(${[...commands, ...Object.keys(source.words)].join(" ")})
  if (( CURRENT == 2 )); then
    _describe command commands
  else
    local command=$words[2]
    shift words
    (( CURRENT-- ))
    case $command in
${[...cases, ...others].join("")}    esac
  fi
}
# It may be loaded by fpath, or read at once.
if [ "$funcstack[1]" = _coplay ]; then _coplay "$@"; else compdef _coplay coplay; fi
`;
}

function zshOption(name: string, { text, form, choices }: DescribedOption): string {
  const value = form === "none"
    ? ""
    : form === "choice"
    ? `:value:(${choices.join(" ")})`
    : ZSH_VALUES[form];
  // A long option takes its value after = as well.
  const equals = value !== "" && name.startsWith("--") ? "=" : "";
  return `*${name}${equals}[${zshText(text)}]${value}`;
}

function fishQuoted(text: string): string {
  return `'${text.replace(/[\\']/g, "\\$&")}'`;
}

function fish(source: CompletionSource): string {
  const first = [
    ...source.commands.map(({ name, summary }) =>
      `complete -c coplay -f -n __fish_use_subcommand -a ${name} -d ${
        fishQuoted(summary[source.language])
      }`
    ),
    ...Object.keys(source.words).map((word) =>
      `complete -c coplay -f -n __fish_use_subcommand -a ${word}`
    ),
  ];
  const options = source.commands.flatMap((command) =>
    describeOptions(command, source.language).map((option) => fishOption(command.name, option))
  );
  const others = Object.entries(source.words).flatMap(([word, next]) =>
    next.length === 0
      ? []
      : [`complete -c coplay -f -n '__fish_seen_subcommand_from ${word}' -a '${next.join(" ")}'`]
  );
  return ["# Completions of coplay for fish.", ...first, ...options, ...others, ""].join("\n");
}

const FISH_VALUES = {
  none: "",
  file: "-r -F",
  folder: "-x -a '(__fish_complete_directories)'",
  other: "-x",
};

function fishOption(command: string, { names, text, form, choices }: DescribedOption): string {
  const [long = "", short] = names;
  const value = form === "choice" ? `-x -a '${choices.join(" ")}'` : FISH_VALUES[form];
  return [
    `complete -c coplay -n '__fish_seen_subcommand_from ${command}'`,
    `-l ${long.slice(2)}`,
    ...(short ? [`-s ${short.slice(1)}`] : []),
    ...(value === "" ? [] : [value]),
    `-d ${fishQuoted(text)}`,
  ].join(" ");
}

function powershellQuoted(text: string): string {
  // PowerShell takes these as quotes, too.
  return `'${text.replace(/['‘’‚‛]/g, "$&$&")}'`;
}

function powershell(source: CompletionSource): string {
  const list = (values: readonly string[]) => values.map(powershellQuoted).join(", ");
  const next = [
    ...source.commands.map((command) => {
      const options = describeOptions(command, source.language);
      return [command.name, options.flatMap(({ names }) => names)] as const;
    }),
    ...Object.entries(source.words).filter(([, words]) => words.length > 0),
  ];
  const choices = source.commands.flatMap((command) =>
    describeOptions(command, source.language)
      .filter(({ form }) => form === "choice")
      .flatMap(({ names, choices }) =>
        names.map((name) => [`${command.name} ${name}`, choices] as const)
      )
  );
  const rows = (all: readonly (readonly [string, readonly string[]])[]) =>
    all.map(([words, values]) => `        ${powershellQuoted(words)} { ${list(values)}; break }\n`)
      .join("");
  return `# Completions of coplay for PowerShell.
Register-ArgumentCompleter -Native -CommandName coplay, coplay.exe -ScriptBlock {
  param($typed, $line, $at)
  $words = @($line.CommandElements | ForEach-Object { $_.ToString() })
  if ($typed -ne '') { $words = @($words | Select-Object -SkipLast 1) }
  $values = if ($words.Count -le 1) { ${list(firstWords(source))} } else {
    switch -CaseSensitive ("$($words[1]) $($words[-1])") {
${rows(choices)}      default { switch ($words[1]) {
${rows(next)}      } }
    }
  }
  $values | Where-Object { $_ -clike "$typed*" } | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }
}
`;
}
