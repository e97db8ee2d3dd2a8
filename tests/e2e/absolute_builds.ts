import type { Tree } from "../serve/host_fixture.ts";

/** Browsers ask for an icon of their own, where a page names none. */
export const ICON = '<link rel="icon" href="data:,">';
export const DOT = '<svg xmlns="http://www.w3.org/2000/svg" width="3" height="2"/>';

/** Counts how often it runs: twice where the browser takes two addresses for two modules. */
const STATE = `globalThis.starts=(globalThis.starts??0)+1;document.body.append(
document.createElement("canvas"));const e={score:10};`;

/** What a level does once it is loaded: it counts on the state that the game has. */
function endWith(score: string): string {
  return `const t=new Image;t.onload=()=>document.title="score "+${score}+" dot "+t.naturalWidth;`;
}

/** The output of `vite build`: a lazy chunk that both pages share, preloads, a style with an absolute url(). */
function viteBuild(base: string): Tree {
  const page = (script: string) =>
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>loading</title>${ICON}
    <script type="module" crossorigin src="${base}assets/${script}"></script>
    <link rel="modulepreload" crossorigin href="${base}assets/state-BRdbSdhH.js">
    <link rel="stylesheet" crossorigin href="${base}assets/index-DBqrgHYj.css">
    </head><body><p class="dot"></p></body></html>`;
  const main = `const m=["assets/level-D4Lh8bwA.js","assets/state-BRdbSdhH.js"];
    // A router takes the build's base off the path.
    const b="${base.slice(0, -1)}";if(!location.pathname.startsWith(b))throw new Error("no route");
    import{_ as e,s as a}from"./state-BRdbSdhH.js";
    e(()=>import("./level-D4Lh8bwA.js"),m).then(({play:t})=>t(a));`;
  return {
    "index.html": page("index-BcwwaiQs.js"),
    "second.html": page("second-DTZIi5cx.js"),
    "assets/index-BcwwaiQs.js": main,
    "assets/second-DTZIi5cx.js": main,
    "assets/state-BRdbSdhH.js": `${STATE}
      const i=function(t){return"${base}"+t},r=(t,d)=>Promise.all(d.map(u=>{const l=
      document.createElement("link");l.rel="modulepreload";l.crossOrigin="";l.href=i(u);
      document.head.append(l)})).then(t);export{r as _,e as s};`,
    "assets/level-D4Lh8bwA.js": `import{s as a}from"./state-BRdbSdhH.js";
      function r(o){o.score+=1;${endWith("a.score")}
      t.src=""+new URL("${base}assets/dot-CatPY3cB.svg",import.meta.url).href}export{r as play};`,
    "assets/index-DBqrgHYj.css": `.dot{background:url(${base}assets/dot-CatPY3cB.svg)}`,
    "assets/dot-CatPY3cB.svg": DOT,
  };
}

/** The output of `vite build` where one page has one lazy chunk: that imports the page's own script. */
function viteSingle(base: string): Tree {
  const { "assets/state-BRdbSdhH.js": state, "assets/level-D4Lh8bwA.js": level, ...rest } =
    viteBuild(base) as Record<string, string>;
  const { "second.html": _, "assets/second-DTZIi5cx.js": __, ...one } = rest;
  const preload = /.*modulepreload.*\n/;
  return {
    ...one,
    "index.html": one["index.html"]!.replace(preload, ""),
    "assets/index-BcwwaiQs.js": state!.replace(
      /export.*/,
      'export{e as s};r(()=>import("./level-D4Lh8bwA.js"),["assets/level-D4Lh8bwA.js"]).then(({play:t})=>t(e));',
    ),
    "assets/level-D4Lh8bwA.js": level!.replace("./state-BRdbSdhH.js", "./index-BcwwaiQs.js"),
  };
}

/** The output of webpack with `publicPath: "/"`: scripts put together from its path and a number. */
const WEBPACK_BUILD: Tree = {
  "index.html":
    `<!doctype html><head><meta charset=utf-8><title>loading</title>${ICON}<script defer src=/main.a7dd.js></script>
    <link href=/main.css rel=stylesheet></head><body></body></html>`,
  "main.a7dd.js": `(()=>{var p="/";${STATE}self.load=(f)=>f(e,p);var s=
    document.createElement("script");s.src=p+255+".73bc.js";document.head.append(s)})();`,
  "255.73bc.js": `self.load((a,p)=>{a.score+=1;${endWith("a.score")}t.src=p+"dot.svg"});`,
  "main.css": "body{background:url(/dot.svg)}",
  "dot.svg": DOT,
};

/** The output of Parcel: an import map leads to the lazy chunk, and there is no head. */
const PARCEL_BUILD: Tree = {
  "index.html": `<!DOCTYPE html><html lang=en><script type=importmap>{"imports":
    {"4wNRf":"/level.38a2.js","state":"/state.js"}}</script><link rel=stylesheet href=/b.css>
    <meta charset=utf-8><title>loading</title>${ICON}<p class=dot></p><script type=module src=/b.65e6.js></script>`,
  "b.65e6.js": `import{s as a}from"./state.js";import("4wNRf").then(({play:t})=>t(a));`,
  "level.38a2.js": `import{s as a}from"state";export function play(o){o.score+=1;
    ${endWith("a.score")}t.src=""+new URL("dot.svg",import.meta.url)}`,
  "state.js": `${STATE}export{e as s};`,
  "b.css": `@import "/c.css";`,
  "c.css": ".dot{background:url('/dot.svg')}",
  "dot.svg": DOT,
};

/** Modules written by hand, which name one another in every way there is. */
const MODULES: Tree = {
  "index.html": `<!doctype html><title>loading</title>${ICON}<body><script type="module">
    import { s as a } from "/lib/state.js";
    import { worker } from "/main.js";
    const { play } = await import("/lib/" + "level.js");
    const [again] = await Promise.all([import(\`/lib/\${"state"}.js\`), import("./lib/state.js")]);
    if (again.s !== a) throw new Error("two states");
    await worker;
    for (const set of [(tag) => tag.src = "/lib/state.js", (tag) => tag.setAttribute("src", "/lib/state.js")]) {
      const tag = document.createElement("script");
      tag.type = "module";
      set(tag);
      document.head.append(tag);
      await new Promise((resolve) => tag.onload = resolve);
    }
    play(a);
  </script>`,
  "main.js": `import "./lib/state.js";
    import worker from /* the file */ "/lib/worker.js";
    export { worker };
    export * from '/lib/state.js';`,
  "lib/state.js": `${STATE}export { e as s };`,
  "lib/level.js": `import { s as a } from "/lib/state.js";
    export function play(o) { o.score += 1; ${
    endWith("a.score")
  } t.src = new URL("/dot.svg", import.meta.url); }`,
  "lib/worker.js": `export default new Promise((resolve, reject) => {
      const worker = new Worker(new URL("/lib/thread.js?of=5#x", import.meta.url), { type: "module" });
      worker.onmessage = ({ data }) =>
        data === "starts 1 ?of=5 true" ? resolve() : reject(new Error(data));
    });`,
  "lib/thread.js": `import "/lib/once.js";
    import "./once.js";
    await import("/lib/once.js");
    const isOwn = location.href.endsWith("/lib/thread.js?of=5#x") && \`\${location}\` === location.href;
    postMessage("starts " + globalThis.starts + " " + location.search + " " + isOwn);`,
  "lib/once.js": "globalThis.starts = (globalThis.starts ?? 0) + 1;",
  "dot.svg": DOT,
};

/** Everything is named relative to a `<base>`, as Angular, Blazor and Flutter have it. */
function baseBuild(base: string): Tree {
  return {
    "index.html": `<!DOCTYPE html><html><head><base href="${base}"><title>loading</title>${ICON}
      </head><body><script src="main.js" type="module"></script></body></html>`,
    "main.js": `import{s as a}from"./state.js";
      const route=location.pathname.slice(new URL(document.baseURI).pathname.length);
      if(route!=="")throw new Error("no route "+route);
      import("./level.js").then(({play:t})=>t(a));`,
    "state.js": `${STATE}export{e as s};`,
    "level.js": `import{s as a}from"./state.js";
      export function play(o){o.score+=1;${endWith("a.score")}t.src="img/dot.svg"}`,
    "img/dot.svg": DOT,
  };
}

/** A page whose requests name no page: only what the page itself says can tell where its files are. */
const WITHOUT_REFERRER: Tree = {
  "index.html": `<!doctype html><meta name="referrer" content="no-referrer"><title>loading</title>
    ${ICON}<style>body { background: url("/dot.svg") }</style><body style="border-image:url(/dot.svg)">
    <img src="/dot.svg" srcset="/dot.svg 1x"><script src="/js/main.js"></script>`,
  "js/main.js": `${STATE}e.score+=1;addEventListener("load",()=>
    document.title="score "+e.score+" dot "+document.images[0].naturalWidth);`,
  "dot.svg": DOT,
};

/** Builds in the forms that bundlers and frameworks give them, by what they are. */
export const BUILDS: Readonly<Record<string, Tree>> = {
  vite: viteSingle("/"),
  "vite with two pages": viteBuild("/"),
  "vite for a repository": viteBuild("/my-repo/"),
  "vite for a group's project": viteBuild("/group/project/"),
  webpack: WEBPACK_BUILD,
  parcel: PARCEL_BUILD,
  "modules by hand": MODULES,
  "base of the root": baseBuild("/"),
  "base of a repository": baseBuild("/my-repo/"),
  "no referrer": WITHOUT_REFERRER,
};

/** Each build as a game, and a published one that has a file of every name of theirs. */
export function allGames(): Tree {
  const games: Record<string, Tree[string]> = { "a/index.html": "<title>A</title>" };
  for (const [id, tree] of Object.entries(BUILDS)) {
    for (const [path, content] of Object.entries(tree)) {
      games[`${id}/${path}`] = content;
      if (path !== "index.html") games[`a/${path}`] = "throw new Error('a file of another game')";
    }
  }
  return games;
}
