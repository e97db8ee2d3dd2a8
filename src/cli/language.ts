/** The languages everything a person reads exists in. */
export type Language = "en" | "zh";

/** One message in every language. */
export type Text = Readonly<Record<Language, string>>;

/** The languages by their codes, in the order help lists them. */
export const LANGUAGES: readonly Language[] = ["en", "zh"];

/** `zh_CN.UTF-8`, `zh-Hant`, `zh` and `ZH` all ask for Chinese; anything else is undecided. */
function languageOfLocale(locale: string): Language | undefined {
  const code = locale.toLowerCase().split(/[_.@-]/)[0];
  return LANGUAGES.find((language) => language === code);
}

/**
 * Chooses the language of everything a person reads: `--lang`, else the first of `LC_ALL`, `LC_MESSAGES`
 * and `LANG` that is set, else English. POSIX lets the first win even where it names a language coplay lacks.
 *
 * @param args the raw command line, because a usage error must already be in the right language
 */
export function chooseLanguage(
  args: readonly string[],
  env: (name: string) => string | undefined,
): Language {
  const end = args.indexOf("--");
  const options = end < 0 ? args : args.slice(0, end);
  const at = options.findLastIndex((arg) => arg === "--lang" || arg.startsWith("--lang="));
  const asked = at < 0
    ? undefined
    : options[at] === "--lang"
    ? options[at + 1]
    : options[at]!.slice("--lang=".length);
  const locale = asked ?? (env("LC_ALL") || env("LC_MESSAGES") || env("LANG") || "en");
  return languageOfLocale(locale) ?? "en";
}

/** The command line without the `--lang` that may stand before the command, too. */
export function withoutLanguage(args: readonly string[]): readonly string[] {
  let length = 0;
  while (args[length] === "--lang" || args[length]?.startsWith("--lang=")) {
    length += args[length] === "--lang" ? 2 : 1;
  }
  return args.slice(length);
}
