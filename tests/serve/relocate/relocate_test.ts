import { assertEquals } from "@std/assert";
import { makeLead, type Site } from "../../../src/serve/relocate/lead.ts";
import { relocateImports, replacePrefix } from "../../../src/serve/relocate/module_addresses.ts";
import { relocateImportMap } from "../../../src/serve/relocate/import_map.ts";
import { relocatePage } from "../../../src/serve/relocate/page_addresses.ts";
import { relocateStyle } from "../../../src/serve/relocate/style_addresses.ts";

const FILES = ["x.js", "lib/x.js", "lib", "img/a.png", "img", "dist/own.js", "play.html"];

function leadOf(site: Site = { prefix: "/", folder: "" }) {
  const spell = (rawPath: string) =>
    FILES.includes(rawPath.replace(/\/$/, "")) ? rawPath : undefined;
  return makeLead({ gameId: "my game", site, spell });
}

const lead = leadOf();
const HOME = "/games/my%20game";

Deno.test("an absolute address leads to a file of the game, and nothing else leads anywhere", () => {
  const led: [address: string, to: string | undefined][] = [
    ["/x.js", `${HOME}/x.js`],
    ["/x.js?v=/2#a", `${HOME}/x.js?v=/2#a`],
    ["/lib/", `${HOME}/lib/`],
    ["/", `${HOME}/`],
    ["/#level", `${HOME}/#level`],
    ["/missing.js", undefined],
    ["//x.js", undefined],
    ["/\\x.js", undefined],
    ["x.js", undefined],
    ["./x.js", undefined],
    ["https://host/x.js", undefined],
    ["/.coplay/live.js", undefined],
    [`${HOME}/x.js`, undefined],
  ];
  for (const [address, to] of led) assertEquals(lead(address), to, address);
});

Deno.test("an address with the build's prefix leads to what follows it, in the build's folder", () => {
  const leadRepo = leadOf({ prefix: "/my-repo/", folder: "dist/" });
  assertEquals(leadRepo("/my-repo/own.js"), `${HOME}/dist/own.js`);
  assertEquals(leadRepo("/my-repo/x.js"), `${HOME}/x.js`);
  assertEquals(leadRepo("/my-repo"), `${HOME}/dist/`);
  assertEquals(leadRepo("/my-repo/?a=1"), `${HOME}/dist/?a=1`);
  assertEquals(leadRepo("/my-repository/x.js"), undefined);
});

/** Scripts and what becomes of them; `@` stands for the address of the game. */
const SCRIPTS: readonly [script: string, relocated: string][] = [
  [`import"/x.js";`, `import"@/x.js";`],
  [`import a, { b as c } from '/x.js';`, `import a, { b as c } from '@/x.js';`],
  [`export * from "/lib/x.js"`, `export * from "@/lib/x.js"`],
  [`import j from "/x.js" with { type: "json" };`, `import j from "@/x.js" with { type: "json" };`],
  [`const a = import(/* late */ '/x.js');`, `const a = import(/* late */ "@/x.js");`],
  ["import(`/x.js`)", 'import("@/x.js")'],
  [`import("/lib/" + name + ".js")`, `import("@/lib/" + name + ".js")`],
  ["import(`/lib/${name}.js`)", "import(`@/lib/${name}.js`)"],
  [`import("/" + name)`, `import("@/" + name)`],
  [
    `new Worker(new URL("/x.js", import.meta.url))`,
    `new Worker(new URL("@/x.js", import.meta.url))`,
  ],
  [`import("/none/" + name)`, `import("/none/" + name)`],
  [`import "./x.js"; import "x"; import "https://h/x.js";`, ""],
  [`// import "/x.js"\nconst a = 'import "/x.js"';`, ""],
  [`fetch("/x.js"); const a = { from: "/x.js" };`, ""],
  [`const a = /import "\\/x.js"/; import "/missing.js";`, ""],
  [`this is no script, from "/x.js" (`, ""],
];

for (const [script, relocated] of SCRIPTS) {
  Deno.test(`a script names its modules within the game: ${script}`, () => {
    assertEquals(relocateImports(script, lead), relocated.replaceAll("@", HOME) || script);
  });
}

Deno.test("a script's texts that begin with the prefix begin with the game's path instead", () => {
  const source = `const a="/my-repo/",b='/my-repo/x.js',c=\`/my-repo/\${a}\`,d="/my-repo";` +
    `"https://h/my-repo/","/my-repository/","x/my-repo/"`;
  const home = "/games/a/";
  assertEquals(
    replacePrefix(source, { prefix: "/my-repo/", home }),
    `const a="/games/a/",b='/games/a/x.js',c=\`/games/a/\${a}\`,d="/games/a";` +
      `"https://h/my-repo/","/my-repository/","x/my-repo/"`,
  );
});

Deno.test("an import map leads into the game, and keeps the names that scripts may still use", () => {
  const map = {
    imports: { "x": "/x.js", "/lib/": "/lib/", "y": "./y.js", "z": "https://h/z.js", "n": null },
    scopes: { "/lib/": { x: "/lib/x.js" } },
    integrity: { "/x.js": "sha384-abc" },
  };
  assertEquals(JSON.parse(relocateImportMap(JSON.stringify(map), lead)), {
    imports: {
      "x": `${HOME}/x.js`,
      "/lib/": `${HOME}/lib/`,
      [`${HOME}/lib/`]: `${HOME}/lib/`,
      "y": "./y.js",
      "z": "https://h/z.js",
      "n": null,
    },
    scopes: { "/lib/": { x: `${HOME}/lib/x.js` }, [`${HOME}/lib/`]: { x: `${HOME}/lib/x.js` } },
    integrity: { "/x.js": "sha384-abc", [`${HOME}/x.js`]: "sha384-abc" },
  });
  assertEquals(relocateImportMap("{ broken", lead), "{ broken");
  assertEquals(relocateImportMap("[]", lead), "[]");
});

Deno.test("a style sheet's addresses lead into the game", () => {
  const css = `@import "/x.js"; @import url('/lib/x.js');
    a{background:url(/img/a.png),url( "/img/a.png?1#b" )} b{src:url(/none.png) url(data:/x.js) url(x.js)}`;
  assertEquals(
    relocateStyle(css, lead),
    `@import "${HOME}/x.js"; @import url('${HOME}/lib/x.js');
    a{background:url(${HOME}/img/a.png),url( "${HOME}/img/a.png?1#b" )} b{src:url(/none.png) url(data:/x.js) url(x.js)}`,
  );
});

/** Pages and what becomes of them; `@` stands for the address of the game. */
const PAGES: readonly [name: string, page: string, relocated: string][] = [
  ["a script", `<script src="/x.js"></script>`, `<script src="@/x.js"></script>`],
  ["no quotes", `<script src=/x.js></script>`, `<script src=@/x.js></script>`],
  ["a base", `<base href="/">`, `<base href="@/">`],
  [
    "pictures of several sizes",
    `<img srcset="/img/a.png 1x,/img/a.png 2x, b.png 3x">`,
    `<img srcset="@/img/a.png 1x,@/img/a.png 2x, b.png 3x">`,
  ],
  [
    "a refresh",
    `<meta http-equiv=refresh content="0; url=/play.html">`,
    `<meta http-equiv=refresh content="0; url=@/play.html">`,
  ],
  [
    "a style",
    `<style>a{b:url(/x.js)}</style><p style="b:url(/x.js)">`,
    `<style>a{b:url(@/x.js)}</style><p style="b:url(@/x.js)">`,
  ],
  [
    "an inline module",
    `<script type=module>import "/x.js"</script>`,
    `<script type=module>import "@/x.js"</script>`,
  ],
  [
    "an address with a quote of its own",
    `<a title="'/x.js'" href='/x.js'>`,
    `<a title="'/x.js'" href='@/x.js'>`,
  ],
  ["a mere slash", `<option value="/"><a href="/">`, `<option value="/"><a href="@/">`],
  ["data in a script", `<script type="application/json">{"a":"/x.js"}</script>`, ""],
  [
    "a comment and a text",
    `<!-- <script src="/x.js"> --><textarea><img src="/x.js"></textarea>src="/x.js"`,
    "",
  ],
  ["markup in a script", `<script>a = '<img src="/x.js">'</script>`, ""],
  ["a tag that never ends", `<script src="/x.js`, ""],
];

for (const [name, page, relocated] of PAGES) {
  Deno.test(`a page names its files within the game: ${name}`, () => {
    const relocateScript = (source: string) => relocateImports(source, lead);
    assertEquals(
      relocatePage(page, { lead, isXml: false, relocateScript }),
      relocated.replaceAll("@", HOME) || page,
    );
  });
}

Deno.test("a page of XML keeps its form", () => {
  const page = `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head>
    <script src="/x.js"/><style/><link href="/lib/x.js"/></head><body><p/></body></html>`;
  const options = { lead, isXml: true, relocateScript: (source: string) => source };
  assertEquals(
    relocatePage(page, options),
    page.replace("/x.js", `${HOME}/x.js`).replace("/lib/", `${HOME}/lib/`),
  );
});
