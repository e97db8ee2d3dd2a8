import { assertEquals } from "@std/assert";
import {
  digestAuthorization,
  type DigestChallenge,
  findDigestChallenge,
} from "../../src/http/digest_auth.ts";

const PLAIN: DigestChallenge = {
  realm: "r",
  nonce: "n",
  opaque: undefined,
  algorithm: undefined,
  isCounted: false,
  isStale: false,
};

const CHALLENGES: [header: string, expected: DigestChallenge | undefined][] = [
  ['Digest realm="r", nonce="n"', PLAIN],
  ['digest REALM="r",NONCE="n"', PLAIN],
  ["Digest realm=r, nonce=n", PLAIN],
  ['Digest realm="a, \\"b\\"=c", nonce="n=="', { ...PLAIN, realm: 'a, "b"=c', nonce: "n==" }],
  ['Digest realm="r", nonce="n", qop="auth,auth-int"', { ...PLAIN, isCounted: true }],
  ['Digest realm="r", nonce="n", qop=auth', { ...PLAIN, isCounted: true }],
  ['Digest realm="r", nonce="n", qop="auth-int"', undefined],
  ['Digest realm="r", nonce="n", stale=TRUE', { ...PLAIN, isStale: true }],
  ['Digest realm="r", nonce="n", opaque="o"', { ...PLAIN, opaque: "o" }],
  ['Digest realm="r", nonce="n", charset=UTF-8, userhash=false, domain="/ /x"', PLAIN],
  ['Basic realm="b", Digest realm="r", nonce="n"', PLAIN],
  ['Negotiate, NTLM, Digest realm="r", nonce="n", Basic realm="b"', PLAIN],
  [
    'Digest realm="r", nonce="n", algorithm=SHA-256, Digest realm="r", nonce="n", algorithm=MD5',
    { ...PLAIN, algorithm: "SHA-256" },
  ],
  [
    'Digest realm="r", nonce="n", algorithm=WHIRLPOOL, Digest realm="r", nonce="n", algorithm=MD5',
    { ...PLAIN, algorithm: "MD5" },
  ],
  ['Digest nonce="n"', undefined],
  ['Digest realm="r"', undefined],
  ['Basic realm="Digest realm=r, nonce=n"', undefined],
  ["Digest", undefined],
  ["", undefined],
  ['Digest realm="r', undefined],
];

for (const [header, expected] of CHALLENGES) {
  Deno.test(`findDigestChallenge reads ${header}`, () => {
    assertEquals(findDigestChallenge(header), expected);
  });
}

/** RFC 7616 §3.9.1. */
const EXAMPLE = {
  challenge: {
    realm: "http-auth@example.org",
    nonce: "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
    opaque: "FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS",
    isCounted: true,
    isStale: false,
  },
  request: {
    login: "Mufasa",
    password: "Circle of Life",
    method: "GET",
    target: "/dir/index.html",
    count: 1,
    cnonce: "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
  },
};

for (
  const [algorithm, response] of [
    ["MD5", "8ca523f5e9506fed4657c9700eebdbec"],
    ["SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"],
  ] as const
) {
  Deno.test(`digestAuthorization gives RFC 7616's own example for ${algorithm}`, () => {
    const { challenge, request } = EXAMPLE;
    assertEquals(
      digestAuthorization({ ...challenge, algorithm }, request),
      'Digest username="Mufasa", realm="http-auth@example.org", ' +
        `nonce="${challenge.nonce}", uri="/dir/index.html", algorithm=${algorithm}, qop=auth, ` +
        `nc=00000001, cnonce="${request.cnonce}", response="${response}", ` +
        `opaque="${challenge.opaque}"`,
    );
  });
}

Deno.test("digestAuthorization gives RFC 2069's form where nothing is counted", () => {
  const { request } = EXAMPLE;
  const challenge = {
    ...PLAIN,
    realm: "testrealm@host.com",
    nonce: "dcd98b7102dd2f0e8b11d0f600bfb0c093",
  };
  assertEquals(
    digestAuthorization(challenge, { ...request, password: "CircleOfLife" }),
    'Digest username="Mufasa", realm="testrealm@host.com", ' +
      'nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", uri="/dir/index.html", ' +
      'response="1949323746fe6a43ef61f9606e7febea"',
  );
});

Deno.test("digestAuthorization escapes what would end a quoted text, and sends UTF-8", () => {
  const login = 'a"\\é';
  const header = digestAuthorization(PLAIN, { ...EXAMPLE.request, login });
  assertEquals(header.startsWith('Digest username="a\\"\\\\\xc3\xa9", realm="r"'), true, header);
});
