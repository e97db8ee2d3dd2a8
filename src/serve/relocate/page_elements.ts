import { Tokenizer } from "htmlparser2";

/** A range of a page's text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** An attribute as it is written, entities and all. */
export interface PageAttribute extends Span {
  /** In lower case. */
  readonly name: string;
  readonly value: string;
}

/** The start tag of an element, and the text between it and the next tag. */
export interface PageElement {
  /** In lower case. */
  readonly name: string;
  readonly attributes: readonly PageAttribute[];
  /** The text of a script or style, whose markup is none; empty at the tag's end for others. */
  readonly text: Span;
  /** Whether it lies in a `<template>` or `<noscript>`, of which browsers that run scripts load nothing. */
  readonly isInert: boolean;
}

const INERT_NAMES = new Set(["template", "noscript"]);

const ignore = () => {};

/** What a page has besides elements and their texts. */
const IGNORED = {
  onattribentity: ignore,
  oncdata: ignore,
  oncomment: ignore,
  ondeclaration: ignore,
  onend: ignore,
  onprocessinginstruction: ignore,
  ontextentity: ignore,
};

/** Lists the elements of a page in the order of their start tags. */
export function readElements(page: string, { isXml }: { isXml: boolean }): PageElement[] {
  const elements: (Omit<PageElement, "text"> & { text: Span })[] = [];
  let attributes: PageAttribute[] = [];
  let name = "";
  let attribute = "";
  let value: Span | undefined;
  let inertDepth = 0;
  const close = (end: number) => {
    const isInert = inertDepth > 0;
    elements.push({ name, attributes, text: { start: end + 1, end: end + 1 }, isInert });
    attributes = [];
    if (INERT_NAMES.has(name)) inertDepth++;
  };
  const tokenizer = new Tokenizer({ xmlMode: isXml, decodeEntities: false }, {
    ...IGNORED,
    onopentagname: (start, end) => name = page.slice(start, end).toLowerCase(),
    onattribname(start, end) {
      attribute = page.slice(start, end).toLowerCase();
      value = undefined;
    },
    onattribdata: (start, end) => value = { start: value?.start ?? start, end },
    onattribend() {
      if (value) {
        attributes.push({ ...value, name: attribute, value: page.slice(value.start, value.end) });
      }
    },
    onopentagend: close,
    onselfclosingtag: close,
    ontext(start, end) {
      const last = elements.at(-1);
      if (last && (last.name === "script" || last.name === "style") && last.text.end === start) {
        last.text = { start: last.text.start, end };
      }
    },
    onclosetag(start, end) {
      if (INERT_NAMES.has(page.slice(start, end).toLowerCase())) {
        inertDepth = Math.max(0, inertDepth - 1);
      }
    },
  });
  tokenizer.write(page);
  tokenizer.end();
  return elements;
}
