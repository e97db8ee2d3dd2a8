/** The languages of everything that people read. */
export type Language = "en" | "zh";

/** One message in every language. */
export type Text = Readonly<Record<Language, string>>;

/** The codes of the languages, in the order that help lists them. */
export const LANGUAGES: readonly Language[] = ["en", "zh"];

/** Reads a locale: `zh_CN.UTF-8`, `zh-Hant`, `zh` and `ZH` mean Chinese; undefined for other languages. */
function languageOfLocale(locale: string): Language | undefined {
  const code = locale.toLowerCase().split(/[_.@-]/)[0];
  return LANGUAGES.find((language) => language === code);
}

/**
 * Chooses the language of everything that people read: `--lang`, else the first of `COPLAY_LANG`, `LC_ALL`,
 * `LC_MESSAGES` and `LANG` that is set, else the system's, which is all that Windows has. By POSIX the first one counts
 * even if it names a language coplay lacks.
 *
 * @param args the raw command line, because even a usage error must be in the right language
 * @param surroundings `system` returns the system's language @default {navigator.language}
 */
export function chooseLanguage(
  args: readonly string[],
  { env, system = () => navigator.language }: {
    env: (name: string) => string | undefined;
    system?: () => string;
  },
): Language {
  const end = args.indexOf("--");
  const options = end < 0 ? args : args.slice(0, end);
  const at = options.findLastIndex((arg) => arg === "--lang" || arg.startsWith("--lang="));
  const asked = at < 0
    ? undefined
    : options[at] === "--lang"
    ? options[at + 1]
    : options[at]!.slice("--lang=".length);
  const locale = asked ??
    (env("COPLAY_LANG") || env("LC_ALL") || env("LC_MESSAGES") || env("LANG") || system());
  return languageOfLocale(locale) ?? "en";
}

/** Removes a `--lang` before the command. */
export function withoutLanguage(args: readonly string[]): readonly string[] {
  let length = 0;
  while (args[length] === "--lang" || args[length]?.startsWith("--lang=")) {
    length += args[length] === "--lang" ? 2 : 1;
  }
  return args.slice(length);
}
