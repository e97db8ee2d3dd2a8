/** The file ~/.netrc: user names and passwords by host. */
import type { Text } from "../cli/language.ts";
import type { LineProblem } from "./line_problem.ts";

/** A user name and password for one host or for all. */
export interface NetrcEntry {
  /** The host in lower case; undefined for `default`, which covers every host. */
  readonly machine: string | undefined;
  readonly login: string | undefined;
  readonly password: string | undefined;
}

/** The entries of a netrc file, and its problems. */
export interface Netrc {
  readonly entries: readonly NetrcEntry[];
  readonly problems: readonly LineProblem[];
}

interface Token {
  readonly text: string;
  readonly line: number;
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };
const KEYWORDS = new Set(["machine", "default", "login", "password", "account", "macdef"]);
const QUOTE_PROBLEM: Text = { en: "a quote is not closed", zh: "引号没有闭合" };

type Draft = { machine: string | undefined; login?: string; password?: string };

/** Reads words and quoted words one after another, and counts lines. */
class NetrcReader {
  readonly #text: string;
  #at = 0;
  #line = 1;
  readonly problems: LineProblem[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  #advance(to: number): string {
    const passed = this.#text.slice(this.#at, to);
    this.#line += passed.split("\n").length - 1;
    this.#at = to;
    return passed;
  }

  /** Finds the next match of the (global) pattern from here on, or the end. */
  #find(pattern: RegExp): number {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.#text)?.index ?? this.#text.length;
  }

  skipLine(): void {
    this.#advance(this.#find(/\n/g));
  }

  /** Skips a macro, which ends with an empty line. */
  skipMacro(): void {
    this.#advance(this.#find(/\n[ \t\r]*\n/g));
  }

  next(): Token | undefined {
    this.#advance(this.#find(/\S/g));
    if (this.#at >= this.#text.length) return undefined;
    const line = this.#line;
    if (this.#text[this.#at] !== '"') return { text: this.#advance(this.#find(/\s/g)), line };
    const quoted = /"((?:[^"\\\n]|\\[^\n])*)"?/y;
    quoted.lastIndex = this.#at;
    const [whole, inner = ""] = quoted.exec(this.#text)!;
    if (whole.length < inner.length + 2) this.problems.push({ line, text: QUOTE_PROBLEM });
    this.#advance(this.#at + whole.length);
    return { text: inner.replace(/\\(.)/g, (_, c: string) => ESCAPES[c] ?? c), line };
  }

  /** Reads the word that must follow a keyword. */
  value(keyword: Token): string | undefined {
    const token = this.next();
    if (token !== undefined) return token.text;
    const text = { en: `${keyword.text} has no value`, zh: `${keyword.text} 缺少值` };
    this.problems.push({ line: keyword.line, text });
    return undefined;
  }
}

/** Reads login, password or account into the current entry. */
function readField(reader: NetrcReader, keyword: Token, draft: Draft | undefined): void {
  const value = reader.value(keyword);
  if (value === undefined) return;
  if (draft === undefined) {
    reader.problems.push({
      line: keyword.line,
      text: {
        en: `${keyword.text} stands before the first machine`,
        zh: `${keyword.text} 出现在第一个 machine 之前`,
      },
    });
  } else if (keyword.text === "login" || keyword.text === "password") draft[keyword.text] = value;
}

/**
 * Reads a netrc file: `machine`, `default`, `login`, `password`, `account` (not used), `macdef` (skipped), `#`
 * comments where a keyword may stand, and quoted values with `\"`, `\\`,
 * `\n`.
 *
 * @returns the entries in order, and the problems, whose texts never quote a word that might be a password
 */
export function parseNetrc(text: string): Netrc {
  const reader = new NetrcReader(text.replace(/^\ufeff/, ""));
  const drafts: Draft[] = [];
  for (let token; (token = reader.next()) !== undefined;) {
    if (token.text.startsWith("#")) reader.skipLine();
    else if (token.text === "macdef") reader.skipMacro();
    else if (token.text === "default") drafts.push({ machine: undefined });
    else if (token.text === "machine") {
      const machine = reader.value(token);
      if (machine !== undefined) drafts.push({ machine: machine.toLowerCase() });
    } else if (KEYWORDS.has(token.text)) readField(reader, token, drafts.at(-1));
    else {
      const problem = {
        en: "a word stands where machine, default, login or password should",
        zh: "此处应为 machine、default、login 或 password",
      };
      reader.problems.push({ line: token.line, text: problem });
    }
  }
  const entries = drafts.map(({ machine, login, password }) => ({ machine, login, password }));
  return { entries, problems: reader.problems };
}

/**
 * Finds the entry for a host: the first of its own, else `default`.
 *
 * @param login the URL's user, if it names one; then only that user's entry counts
 */
export function findNetrcEntry(
  entries: readonly NetrcEntry[],
  host: string,
  login?: string,
): NetrcEntry | undefined {
  const candidates = entries.filter((entry) =>
    login === undefined || entry.login === undefined || entry.login === login
  );
  return candidates.find(({ machine }) => machine === host.toLowerCase()) ??
    candidates.find(({ machine }) => machine === undefined);
}
