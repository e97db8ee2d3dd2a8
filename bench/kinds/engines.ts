import { type Kind, page, SAYS } from "./kind.ts";

/** A game of one classic script of an engine, and its own script. */
function classic(
  name: string,
  { packages, script, engine, code, body = "" }: {
    packages: readonly string[];
    /** The engine's file in its package. */
    engine: string;
    /** The path of that file in the game. */
    script: string;
    code: string;
    body?: string;
  },
): Kind {
  const own = `<script src="${script}"></script><script>${SAYS}${code}</script>`;
  return {
    name,
    packages,
    files: { "index.html": page(name, body + own), [script]: { of: engine } },
  };
}

/** A game of modules. */
function modern(
  name: string,
  { packages, code, files, head = "" }: {
    packages: readonly string[];
    code: string;
    files: Kind["files"];
    head?: string;
  },
): Kind {
  const own = `<script type="module" src="main.js"></script>`;
  return {
    name,
    packages,
    files: { "index.html": page(name, own, head), "main.js": `${SAYS}\n${code}`, ...files },
  };
}

const ON_RIGHT = (act: string) =>
  `addEventListener("keydown", ({ key }) => { if (key === "ArrowRight") { ${act} moved(); } });`;

/** A canvas of the game's own, and a box on it. */
const BOX =
  `const canvas = document.createElement("canvas"); canvas.width = 320; canvas.height = 240;
document.body.append(canvas); const pen = canvas.getContext("2d"); let x = 40;
const draw = () => { pen.fillStyle = "#fbf7ef"; pen.fillRect(0, 0, 320, 240);
pen.fillStyle = "#f2695c"; pen.fillRect(x, 100, 40, 40); };`;

export const ENGINES: readonly Kind[] = [
  classic("phaser", {
    packages: ["phaser@4.2.1"],
    engine: "phaser/dist/phaser.min.js",
    script: "lib/phaser.min.js",
    code: `new Phaser.Game({ type: Phaser.AUTO, width: 320, height: 240, scene: { create() {
      const box = this.add.rectangle(60, 120, 40, 40, 0xf2695c);
      this.input.keyboard.on("keydown-RIGHT", () => { box.x += 60; moved(); }); ready(); } } });`,
  }),
  classic("pixi", {
    packages: ["pixi.js@8.22.0"],
    engine: "pixi.js/dist/pixi.min.js",
    script: "js/pixi.min.js",
    code: `(async () => { const app = new PIXI.Application();
      await app.init({ width: 320, height: 240 }); document.body.append(app.canvas);
      const box = new PIXI.Graphics().rect(0, 100, 40, 40).fill(0x2f9e6b); app.stage.addChild(box);
      ${ON_RIGHT("box.x += 60;")} ready(); })();`,
  }),
  modern("three with an import map", {
    packages: ["three@0.187.0"],
    head: `<script type="importmap">{"imports": {"three": "./vendor/three.module.js"}}</script>`,
    files: {
      "vendor/three.module.js": { of: "three/build/three.module.js" },
      "vendor/three.core.js": { of: "three/build/three.core.js" },
    },
    code: `import * as THREE from "three";
      const view = new THREE.WebGLRenderer(); view.setSize(320, 240); document.body.append(view.domElement);
      const scene = new THREE.Scene(); const eye = new THREE.PerspectiveCamera(60, 4 / 3); eye.position.z = 4;
      const box = new THREE.Mesh(new THREE.BoxGeometry(), new THREE.MeshNormalMaterial()); scene.add(box);
      const draw = () => view.render(scene, eye); draw();
      ${ON_RIGHT("box.position.x += 1; draw();")} ready();`,
  }),
  classic("babylon", {
    packages: ["babylonjs@9.35.0"],
    engine: "babylonjs/babylon.js",
    script: "babylon.js",
    body: `<canvas id="c" width="320" height="240"></canvas>`,
    code: `const engine = new BABYLON.Engine(document.getElementById("c"));
      const scene = new BABYLON.Scene(engine); new BABYLON.FreeCamera("eye", new BABYLON.Vector3(0, 0, -5), scene);
      new BABYLON.HemisphericLight("sun", new BABYLON.Vector3(0, 1, 0), scene);
      const box = BABYLON.MeshBuilder.CreateBox("box", {}, scene);
      engine.runRenderLoop(() => scene.render()); ${ON_RIGHT("box.position.x += 1;")}
      scene.executeWhenReady(ready);`,
  }),
  modern("kaplay", {
    packages: ["kaplay@3001.0.19"],
    files: { "kaplay.mjs": { of: "kaplay/dist/kaplay.mjs" } },
    code: `import kaplay from "./kaplay.mjs";
      const k = kaplay({ width: 320, height: 240, global: false });
      const box = k.add([k.rect(40, 40), k.pos(40, 100), k.color(242, 105, 92)]);
      ${ON_RIGHT("box.pos.x += 60;")} k.onLoad(ready);`,
  }),
  classic("kaboom", {
    packages: ["kaboom@3000.1.17"],
    engine: "kaboom/dist/kaboom.js",
    script: "kaboom.js",
    code: `const k = kaboom({ width: 320, height: 240, global: false });
      const box = k.add([k.rect(40, 40), k.pos(40, 100), k.color(47, 158, 107)]);
      ${ON_RIGHT("box.pos.x += 60;")} k.onLoad(ready);`,
  }),
  classic("excalibur", {
    packages: ["excalibur@0.32.0"],
    engine: "excalibur/build/dist/excalibur.min.js",
    script: "excalibur.min.js",
    code: `const game = new ex.Engine({ width: 320, height: 240, suppressPlayButton: true });
      const box = new ex.Actor({ x: 60, y: 120, width: 40, height: 40, color: ex.Color.Red });
      game.add(box); ${
      ON_RIGHT("box.pos = ex.vec(box.pos.x + 60, 120);")
    } game.start().then(ready);`,
  }),
  classic("littlejs", {
    packages: ["littlejsengine@1.20.0"],
    engine: "littlejsengine/dist/littlejs.min.js",
    script: "littlejs.min.js",
    code: `let box; const nothing = () => {};
      engineInit(() => { box = vec2(-4, 0); ready(); }, () => {}, nothing,
        () => box && drawRect(box, vec2(3), new Color(1, .4, .3)), nothing);
      ${ON_RIGHT("box = vec2(box.x + 3, 0);")}`,
  }),
  classic("p5", {
    packages: ["p5@2.3.4"],
    engine: "p5/lib/p5.min.js",
    script: "p5.min.js",
    code: `let x = 40; function setup() { createCanvas(320, 240); ready(); }
      function draw() { background(240); fill(242, 105, 92); square(x, 100, 40); }
      function keyPressed() { if (keyCode === RIGHT_ARROW || key === "ArrowRight") { x += 60; moved(); } }`,
  }),
  classic("kontra", {
    packages: ["kontra@10.0.2"],
    engine: "kontra/kontra.min.js",
    script: "kontra.min.js",
    body: `<canvas width="320" height="240"></canvas>`,
    code:
      `kontra.init(); const box = kontra.Sprite({ x: 40, y: 100, width: 40, height: 40, color: "#f2695c" });
      kontra.GameLoop({ update() {}, render() { box.render(); } }).start();
      ${ON_RIGHT("box.x += 60;")} ready();`,
  }),
  classic("playcanvas", {
    packages: ["playcanvas@2.23.3"],
    engine: "playcanvas/build/playcanvas.min.js",
    script: "playcanvas.min.js",
    body: `<canvas id="c" width="320" height="240"></canvas>`,
    code: `const app = new pc.Application(document.getElementById("c")); app.start();
      const eye = new pc.Entity(); eye.addComponent("camera", { clearColor: new pc.Color(.9, .9, .8) });
      eye.setPosition(0, 0, 5); app.root.addChild(eye);
      const box = new pc.Entity(); box.addComponent("render", { type: "box" }); app.root.addChild(box);
      ${ON_RIGHT("box.translate(1, 0, 0);")} ready();`,
  }),
  classic("crafty", {
    packages: ["craftyjs@0.9.0"],
    engine: "craftyjs/dist/crafty-min.js",
    script: "crafty-min.js",
    body: `<div id="stage"></div>`,
    code: `Crafty.init(320, 240, document.getElementById("stage")); Crafty.background("#fbf7ef");
      const box = Crafty.e("2D, Canvas, Color, Keyboard").attr({ x: 40, y: 100, w: 40, h: 40 }).color("#2f9e6b");
      box.bind("KeyDown", ({ key }) => { if (key === Crafty.keys.RIGHT_ARROW) { box.x += 60; moved(); } });
      ready();`,
  }),
  classic("matter", {
    packages: ["matter-js@0.20.0"],
    engine: "matter-js/build/matter.min.js",
    script: "matter.min.js",
    code: `const { Engine, Render, Bodies, Body, Composite } = Matter;
      const engine = Engine.create({ gravity: { y: 0 } });
      const view = Render.create({ element: document.body, engine, options: { width: 320, height: 240, wireframes: false } });
      const box = Bodies.rectangle(60, 120, 40, 40); Composite.add(engine.world, box); Render.run(view);
      ${ON_RIGHT("Body.translate(box, { x: 60, y: 0 });")} ready();`,
  }),
  classic("planck", {
    packages: ["planck@1.5.0"],
    engine: "planck/dist/planck.min.js",
    script: "planck.min.js",
    code: `${BOX} const world = new planck.World({ gravity: { x: 0, y: 0 } });
      const body = world.createBody({ type: "dynamic" }); body.createFixture(new planck.Box(1, 1), 1);
      ${
      ON_RIGHT(
        "body.setLinearVelocity({ x: 60, y: 0 }); for (let t = 0; t < 60; t++) world.step(1 / 60); x = 40 + body.getPosition().x; draw();",
      )
    }
      draw(); ready();`,
  }),
  classic("rot", {
    packages: ["rot-js@2.2.1"],
    engine: "rot-js/dist/rot.min.js",
    script: "rot.min.js",
    code: `const display = new ROT.Display({ width: 20, height: 10, fontSize: 20 });
      document.body.append(display.getContainer()); let x = 2;
      const draw = () => { display.clear(); display.draw(x, 5, "@", "#ffc64d"); }; draw();
      ${ON_RIGHT("x += 3; draw();")} ready();`,
  }),
  classic("konva", {
    packages: ["konva@10.9.1"],
    engine: "konva/konva.min.js",
    script: "konva.min.js",
    body: `<div id="stage"></div>`,
    code: `const stage = new Konva.Stage({ container: "stage", width: 320, height: 240 });
      const layer = new Konva.Layer(); stage.add(layer);
      const box = new Konva.Rect({ x: 40, y: 100, width: 40, height: 40, fill: "#f2695c" }); layer.add(box);
      ${ON_RIGHT("box.x(box.x() + 60);")} ready();`,
  }),
  classic("paper", {
    packages: ["paper@0.12.20"],
    engine: "paper/dist/paper-full.min.js",
    script: "paper-full.min.js",
    body: `<canvas id="c" width="320" height="240"></canvas>`,
    code:
      `paper.setup("c"); const box = new paper.Path.Rectangle({ point: [40, 100], size: [40, 40], fillColor: "#4f9de8" });
      ${ON_RIGHT("box.translate([60, 0]);")} ready();`,
  }),
  classic("two", {
    packages: ["two.js@0.8.24"],
    engine: "two.js/build/two.min.js",
    script: "two.min.js",
    code: `const two = new Two({ width: 320, height: 240 }).appendTo(document.body);
      const box = two.makeRectangle(60, 120, 40, 40); box.fill = "#f2695c"; two.update();
      ${ON_RIGHT("box.translation.x += 60; two.update();")} ready();`,
  }),
  classic("zdog", {
    packages: ["zdog@1.1.3"],
    engine: "zdog/dist/zdog.dist.min.js",
    script: "zdog.dist.min.js",
    body: `<canvas id="c" width="320" height="240"></canvas>`,
    code: `const view = new Zdog.Illustration({ element: "#c" });
      const box = new Zdog.Rect({ addTo: view, width: 60, height: 60, stroke: 12, color: "#ffc64d", translate: { x: -80 } });
      view.updateRenderGraph(); ${
      ON_RIGHT("box.translate.x += 80; view.updateRenderGraph();")
    } ready();`,
  }),
  classic("easel", {
    packages: ["easeljs@1.0.2"],
    engine: "easeljs/lib/easeljs.min.js",
    script: "easeljs.min.js",
    body: `<canvas id="c" width="320" height="240"></canvas>`,
    code: `const stage = new createjs.Stage("c"); const box = new createjs.Shape();
      box.graphics.beginFill("#2f9e6b").drawRect(40, 100, 40, 40); stage.addChild(box); stage.update();
      ${ON_RIGHT("box.x += 60; stage.update();")} ready();`,
  }),
];
