import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  chooseIfRange,
  type EntityTag,
  formatEtag,
  holdsIfMatch,
  holdsIfNoneMatch,
  holdsIfRange,
  matchesStrongly,
  matchesWeakly,
  parseEtag,
  parseEtagList,
} from "../../src/http/etag.ts";

function tag(opaque: string, isWeak = false): EntityTag {
  return { isWeak, opaque };
}

// RFC 9110 §8.8.3
const TAGS: [header: string, EntityTag | undefined][] = [
  ['"xyzzy"', tag("xyzzy")],
  ['W/"xyzzy"', tag("xyzzy", true)],
  ['""', tag("")],
  [' "a" ', tag("a")],
  ['"a,b"', tag("a,b")],
  ['"a\\"', tag("a\\")],
  ['"\xe9"', tag("\xe9")],
  ['w/"xyzzy"', undefined],
  ['W/ "xyzzy"', undefined],
  ["xyzzy", undefined],
  ['"a b"', undefined],
  ['"a"b"', undefined],
  ['"a\x7f"', undefined],
  ['"a', undefined],
  ["W/", undefined],
  ["*", undefined],
  ["", undefined],
];

for (const [header, expected] of TAGS) {
  Deno.test(`parseEtag reads ${JSON.stringify(header)}`, () => {
    assertEquals(parseEtag(header), expected);
  });
}

// RFC 9110 §8.8.3.2, its table
const COMPARISONS: [a: EntityTag, b: EntityTag, strong: boolean, weak: boolean][] = [
  [tag("1", true), tag("1", true), false, true],
  [tag("1", true), tag("2", true), false, false],
  [tag("1", true), tag("1"), false, true],
  [tag("1"), tag("1"), true, true],
];

for (const [a, b, strong, weak] of COMPARISONS) {
  Deno.test(`tags ${formatEtag(a)} and ${formatEtag(b)} compare as the RFC says`, () => {
    assertEquals(matchesStrongly(a, b), strong);
    assertEquals(matchesStrongly(b, a), strong);
    assertEquals(matchesWeakly(a, b), weak);
    assertEquals(matchesWeakly(b, a), weak);
  });
}

// RFC 9110 §13.1.1, §13.1.2
const LISTS: [header: string, "*" | EntityTag[] | undefined][] = [
  ["*", "*"],
  [" * ", "*"],
  ['"a"', [tag("a")]],
  ['"a", W/"b"', [tag("a"), tag("b", true)]],
  ['"a,b" , "c"', [tag("a,b"), tag("c")]],
  [',, "a" ,, "b",', [tag("a"), tag("b")]],
  ['"a" "b"', undefined],
  ['"a", b', undefined],
  ['"a", *', undefined],
  [",", undefined],
  ["", undefined],
];

for (const [header, expected] of LISTS) {
  Deno.test(`parseEtagList reads ${JSON.stringify(header)}`, () => {
    assertEquals(parseEtagList(header), expected);
  });
}

const CONDITIONS: [
  header: string,
  etag: string | undefined,
  ifMatch: boolean,
  ifNoneMatch: boolean,
][] = [
  ["*", '"a"', true, false],
  ["*", undefined, true, false],
  ['"a"', '"a"', true, false],
  ['W/"a"', '"a"', false, false],
  ['"a"', 'W/"a"', false, false],
  ['"b", "a"', '"a"', true, false],
  ['"a,b"', '"a"', false, true],
  ['"b"', '"a"', false, true],
  ["a", '"a"', false, true],
  ['"a"', undefined, false, true],
  ["", '"a"', false, true],
];

for (const [header, etag, ifMatch, ifNoneMatch] of CONDITIONS) {
  Deno.test(`conditions on ${JSON.stringify(header)} hold or not for ${etag}`, () => {
    assertEquals(holdsIfMatch(header, etag), ifMatch, "If-Match");
    assertEquals(holdsIfNoneMatch(header, etag), ifNoneMatch, "If-None-Match");
  });
}

const MODIFIED = "Sun, 06 Nov 1994 08:49:37 GMT";
const SECOND_AFTER = "Sun, 06 Nov 1994 08:49:38 GMT";

Deno.test("holdsIfRange requires the same strong tag or exactly the same date", () => {
  const current = { etag: '"a"', lastModified: MODIFIED, date: SECOND_AFTER };
  assert(holdsIfRange('"a"', current));
  assert(holdsIfRange(MODIFIED, current));
  assert(holdsIfRange("Sunday, 06-Nov-94 08:49:37 GMT", current));
  assert(!holdsIfRange('"b"', current));
  assert(!holdsIfRange('W/"a"', current));
  assert(!holdsIfRange('"a"', { etag: 'W/"a"' }));
  assert(!holdsIfRange('W/"a"', { etag: 'W/"a"' }));
  assert(!holdsIfRange(SECOND_AFTER, current));
  assert(!holdsIfRange(MODIFIED, { ...current, date: MODIFIED }), "changed within this second");
  assert(!holdsIfRange(MODIFIED, { etag: '"a"' }));
  assert(!holdsIfRange("a", current));
  assert(!holdsIfRange("", current));
});

Deno.test("chooseIfRange never sends a validator that proves nothing", () => {
  assertEquals(chooseIfRange({ etag: '"a"', lastModified: MODIFIED }), '"a"');
  assertEquals(chooseIfRange({ etag: 'W/"a"', lastModified: MODIFIED }), MODIFIED);
  assertEquals(chooseIfRange({ etag: "bare", lastModified: MODIFIED }), MODIFIED);
  assertEquals(chooseIfRange({ lastModified: MODIFIED, date: SECOND_AFTER }), MODIFIED);
  assertEquals(chooseIfRange({ lastModified: MODIFIED, date: MODIFIED }), undefined);
  assertEquals(chooseIfRange({ lastModified: "yesterday" }), undefined);
  assertEquals(chooseIfRange({ etag: 'W/"a"', lastModified: null }), undefined);
  assertEquals(chooseIfRange({}), undefined);
});

const anyTag = fc.record({
  isWeak: fc.boolean(),
  opaque: fc.string({
    unit: fc.integer({ min: 0x21, max: 0xff }).filter((code) => code !== 0x22 && code !== 0x7f)
      .map((code) => String.fromCharCode(code)),
  }),
});

Deno.test("parseEtag reads what formatEtag writes, alone and in a list", () => {
  fc.assert(fc.property(fc.array(anyTag, { minLength: 1 }), (tags) => {
    assertEquals(tags.map(formatEtag).map(parseEtag), tags);
    assertEquals(parseEtagList(tags.map(formatEtag).join(",")), tags);
  }));
});
