import { type Kind, page, SAYS } from "./kind.ts";

/** A picture that styles name by an absolute address. */
const TILE =
  `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="40" height="40" rx="9" fill="#f2695c"/></svg>`;

/** The main module: it loads a level later, which shares the state, and counts how often it starts. */
const MAIN = `${SAYS}
import { state } from "./state.js";
import "./style.css";
state.starts++;
const stage = document.createElement("div"); stage.id = "stage"; document.body.append(stage);
import("./level.js").then(({ start }) => start({ ready, moved }));`;

const LEVEL = `import { state } from "./state.js";
export function start({ ready, moved }) {
  const box = document.createElement("div"); box.className = "box"; document.getElementById("stage").append(box);
  addEventListener("keydown", ({ key }) => { if (key !== "ArrowRight") return;
    state.x += 60; box.style.translate = state.x + "px"; moved(); });
  if (state.starts !== 1) console.error("started " + state.starts + " times");
  ready();
}`;

const STATE = `export const state = { starts: 0, x: 0 };`;

const styleOf = (picture: string) =>
  `#stage { width: 320px; height: 240px; background: #fbf7ef; padding-top: 100px; }
.box { width: 40px; height: 40px; background: url("${picture}"); }`;

const SOURCES = {
  "src/main.js": MAIN,
  "src/level.js": LEVEL,
  "src/state.js": STATE,
};

function vite(name: string, base: string): Kind {
  return {
    name,
    packages: ["vite@8.4.0"],
    files: {
      ...SOURCES,
      "index.html": page(name, `<script type="module" src="/src/main.js"></script>`),
      "src/style.css": styleOf("/tile.svg"),
      "public/tile.svg": TILE,
    },
    build: { command: ["vite", "build", "--base", base, "--logLevel", "error"], to: "dist" },
  };
}

const WEBPACK = `module.exports = { mode: "production", entry: "./src/main.js", performance: false,
  output: { path: __dirname + "/dist", publicPath: "/", filename: "[name].[contenthash].js" },
  module: { rules: [{ test: /\\.css$/, use: ["style-loader", "css-loader"] }, { test: /\\.svg$/, type: "asset/resource" }] },
  plugins: [new (require("html-webpack-plugin"))({ title: "webpack" })] };`;

const ROLLUP = `export default { input: { main: "src/main.js", other: "src/level.js" },
  output: { dir: "dist/assets", format: "es" } };`;

const REACT = `${SAYS}
import { createElement, useEffect, useState } from "react";
import { createRoot } from "react-dom/client";
function Game() {
  const [x, setX] = useState(40);
  useEffect(() => { addEventListener("keydown", ({ key }) => {
    if (key === "ArrowRight") { setX((x) => x + 60); moved(); } }); ready(); }, []);
  return createElement("div", { style: { width: 40, height: 40, background: "#f2695c", marginLeft: x } });
}
createRoot(document.body.appendChild(document.createElement("main"))).render(createElement(Game));`;

const VUE = `${SAYS}
import { createApp, h, ref } from "vue";
const x = ref(40);
addEventListener("keydown", ({ key }) => { if (key === "ArrowRight") { x.value += 60; moved(); } });
createApp({ render: () => h("div", { style: { width: "40px", height: "40px", background: "#2f9e6b", marginLeft: x.value + "px" } }) })
  .mount(document.body.appendChild(document.createElement("main"))); ready();`;

export const BUILDS: readonly Kind[] = [
  vite("vite as it comes", "/"),
  vite("vite for a project of GitHub Pages", "/my-repo/"),
  vite("vite with relative addresses", "./"),
  {
    name: "webpack from the root",
    packages: [
      "webpack@5.113.0",
      "webpack-cli@7.3.1",
      "html-webpack-plugin@5.6.8",
      "style-loader@4.0.0",
      "css-loader@7.1.5",
    ],
    files: {
      ...SOURCES,
      "webpack.config.js": WEBPACK,
      "src/style.css": styleOf("./tile.svg"),
      "src/tile.svg": TILE,
    },
    build: { command: ["webpack", "--stats", "errors-only"], to: "dist" },
  },
  {
    name: "parcel",
    packages: ["parcel@2.16.4"],
    files: {
      ...SOURCES,
      "index.html": page("parcel", `<script type="module" src="src/main.js"></script>`),
      "src/style.css": styleOf("./tile.svg"),
      "src/tile.svg": TILE,
    },
    build: {
      command: [
        "parcel",
        "build",
        "index.html",
        "--no-cache",
        "--dist-dir",
        "dist",
        "--log-level",
        "error",
      ],
      to: "dist",
    },
  },
  {
    name: "rollup with two entries",
    packages: ["rollup@4.68.8"],
    files: {
      "src/main.js": MAIN.replace(`import "./style.css";`, ""),
      "src/level.js": LEVEL,
      "src/state.js": STATE,
      "rollup.config.mjs": ROLLUP,
      "dist/index.html": page(
        "rollup",
        `<script type="module" src="/assets/main.js"></script>`,
        `<link rel="stylesheet" href="/style.css">`,
      ),
      "dist/style.css": styleOf("/tile.svg"),
      "dist/tile.svg": TILE,
    },
    build: { command: ["rollup", "-c", "--silent"], to: "dist" },
  },
  {
    name: "esbuild and React",
    packages: ["esbuild@0.28.2", "react@19.3.1", "react-dom@19.3.1"],
    files: {
      "src/main.js": REACT,
      "dist/index.html": page("React", `<script src="/main.js"></script>`),
    },
    build: {
      command: [
        "esbuild",
        "src/main.js",
        "--bundle",
        "--minify",
        "--outfile=dist/main.js",
        "--log-level=error",
      ],
      to: "dist",
    },
  },
  {
    name: "vite and Vue",
    packages: ["vite@8.4.0", "vue@3.5.45"],
    files: {
      "index.html": page("Vue", `<script type="module" src="/src/main.js"></script>`),
      "src/main.js": VUE,
    },
    build: { command: ["vite", "build", "--logLevel", "error"], to: "dist" },
  },
  {
    name: "Preact by an absolute import map",
    packages: ["preact@11.2.0"],
    files: {
      "index.html": page(
        "Preact",
        `<script type="module" src="/main.js"></script>`,
        `<script type="importmap">{"imports": {"preact": "/vendor/preact.mjs"}}</script>`,
      ),
      "vendor/preact.mjs": { of: "preact/dist/preact.mjs" },
      "main.js": `${SAYS}
import { h, render } from "preact"; let x = 40;
const draw = () => render(h("div", { style: { width: "40px", height: "40px", background: "#4f9de8", marginLeft: x + "px" } }), document.body);
addEventListener("keydown", ({ key }) => { if (key === "ArrowRight") { x += 60; draw(); moved(); } }); draw(); ready();`,
    },
  },
];
