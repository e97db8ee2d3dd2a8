// English and Chinese: which one the player reads, and texts that follow the choice.

import { fill } from "./fill.ts";
import { changeSettings, onSettingsChange, settings } from "./settings.ts";

/** The languages of every game. */
export type Language = "en" | "zh";

/** One text in both languages. */
export type Text = Readonly<Record<Language, string>>;

/** Each language by its own name. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: "English", zh: "中文" };

/** The values of `<html lang>`, by which browsers choose voices and fonts. */
const HTML_LANGUAGES: Readonly<Record<Language, string>> = { en: "en", zh: "zh-CN" };

/** The first language of the player's list that the games speak; English when none is. */
export function chooseLanguage(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const code = tag.toLowerCase().split("-")[0];
    if (code === "en" || code === "zh") return code;
  }
  return "en";
}

/** The browser's choice. It is asked for once, because games say texts in each frame. */
let browserChoice: Language | undefined;

/** The language everything is in now. */
export function language(): Language {
  return settings().language ??
    (browserChoice ??= chooseLanguage(globalThis.navigator?.languages ?? []));
}

/** Switches every bound text and remembers the choice. */
export function setLanguage(chosen: Language): void {
  changeSettings({ language: chosen });
}

export { fill } from "./fill.ts";

/** The text in the language of now, its `{name}` places filled. */
export function say(text: Text, values: Readonly<Record<string, string | number>> = {}): string {
  return fill(text[language()], values);
}

/** Calls `listener` now and again whenever the language changes; the function returned ends that. */
export function followLanguage(listener: (language: Language) => void): () => void {
  let last = language();
  listener(last);
  return onSettingsChange(() => {
    const next = language();
    if (next === last) return;
    last = next;
    listener(next);
  });
}

const bound = new Map<string, WeakRef<Element>>();
const texts = new WeakMap<Element, Map<string, () => string>>();
let boundCount = 0;

/**
 * Keeps an element's text, or one of its attributes, in the language of now.
 *
 * @param text a text, or a function where values are part of it
 * @param attribute undefined for the element's text content
 */
export function bindText(element: Element, text: Text | (() => string), attribute = ""): void {
  const read = typeof text === "function" ? text : () => say(text);
  let known = texts.get(element);
  if (!known) {
    known = new Map();
    texts.set(element, known);
    bound.set(`${boundCount++}`, new WeakRef(element));
  }
  known.set(attribute, read);
  writeText(element, attribute, read());
}

/** Writes only what changes: a live region that is written again is read out again. */
function writeText(element: Element, attribute: string, text: string): void {
  if (attribute) {
    if (element.getAttribute(attribute) !== text) element.setAttribute(attribute, text);
  } else if (element.textContent !== text) element.textContent = text;
}

/** Writes every bound text anew; called by itself when the language changes. */
export function refreshTexts(): void {
  for (const [key, reference] of bound) {
    const element = reference.deref();
    if (!element) bound.delete(key);
    else for (const [attribute, read] of texts.get(element)!) writeText(element, attribute, read());
  }
}

/** Sets `<html lang>` and the page's title, and keeps both and all bound texts in step. */
export function followLanguageInPage(name: Text): void {
  followLanguage((chosen) => {
    document.documentElement.lang = HTML_LANGUAGES[chosen];
    document.title = name[chosen];
    refreshTexts();
  });
}
