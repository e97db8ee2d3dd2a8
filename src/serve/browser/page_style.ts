import { PROJECTOR_STYLE } from "./projector_style.ts";

/** The look of the host's own pages, light and dark. */
export const PAGE_STYLE = `
:root {
  --ink: #1f2430; --soft: #5a6172; --paper: #fbf7ef; --card: #ffffff; --line: #e6dfd0;
  --leaf: #217a52; --on-leaf: #ffffff; --sun: #ffc64d; --coral: #b83a30; --sky: #2468ad;
  --shadow: 0 6px 20px rgb(31 36 48 / .10);
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #f3efe6; --soft: #aeb4c2; --paper: #161a24; --card: #212735; --line: #323a4b;
    --leaf: #56c793; --on-leaf: #10241a; --coral: #ff9a90; --sky: #8cc0f7;
    --shadow: 0 6px 20px rgb(0 0 0 / .35);
  }
}
* { box-sizing: border-box; margin: 0; }
html { -webkit-text-size-adjust: 100%; }
body {
  min-height: 100vh; min-height: 100dvh; padding: max(24px, env(safe-area-inset-top)) 16px 48px;
  background: var(--paper); color: var(--ink); font: 18px/1.5 system-ui, "PingFang SC",
  "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; font-variant-numeric: tabular-nums;
}
a { color: var(--sky); }
h1 { font-size: 28px; line-height: 1.25; text-wrap: balance; }
h2 { font-size: 20px; line-height: 1.3; text-wrap: balance; }
p { text-wrap: pretty; }
:lang(zh) { word-break: auto-phrase; }
:focus-visible { outline: 3px solid var(--sky); outline-offset: 3px; border-radius: 14px; }
main, header.top { max-width: 1080px; margin-inline: auto; }
header.top { display: flex; align-items: center; gap: 12px; margin-bottom: 24px; }
header.top strong { font-size: 22px; }
.mark { width: 42px; height: 28px; flex: none; }
.soft { color: var(--soft); }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 14px; }
.button {
  display: inline-flex; align-items: center; justify-content: center; min-height: 48px; border: 0;
  padding: 10px 24px; border-radius: 14px; background: var(--leaf); color: var(--on-leaf);
  font: inherit; font-weight: 600; text-decoration: none; cursor: pointer;
}
.button.quiet { background: transparent; color: var(--ink); border: 1px solid var(--line); }
.button.sun { background: var(--sun); color: #1f2430; }
.button:disabled { opacity: .55; cursor: default; }
.tag {
  display: inline-block; padding: 2px 12px; border-radius: 999px; background: var(--sun);
  color: #1f2430; font-size: 15px; font-weight: 600;
}
.cover {
  display: block; width: 100%; height: auto; aspect-ratio: 3 / 2; object-fit: cover; background: var(--line);
  border-radius: 13px 13px 0 0;
}
svg.cover text { font-weight: 700; }

.lobby .hero { display: grid; overflow: hidden; box-shadow: var(--shadow); text-decoration: none;
  color: inherit; margin-bottom: 32px; }
.lobby .hero .words { display: grid; gap: 12px; align-content: center; justify-items: start;
  padding: 24px; }
.lobby .hero h1 { font-size: 34px; }
.lobby .hero .button { gap: 10px; min-height: 64px; padding: 12px 36px; font-size: 24px; }
.lobby .hero .button svg { width: 20px; height: 24px; }
.lobby .hero:hover .button, .lobby .hero:focus-visible .button { filter: brightness(1.08); }
.lobby .shelf { display: grid; gap: 16px; padding: 0; list-style: none;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 240px), 1fr)); }
.lobby .shelf a { display: block; height: 100%; color: inherit; text-decoration: none;
  overflow: hidden; transition: transform .16s ease-out, box-shadow .16s ease-out; }
.lobby .shelf .words { display: grid; gap: 4px; padding: 12px 16px 16px; }
.lobby .shelf a:hover, .lobby .shelf a:focus-visible { transform: translateY(-3px);
  box-shadow: var(--shadow); }
.lobby h2 + .shelf { margin-top: 16px; }
.lobby .count { display: flex; align-items: center; gap: 6px; font-size: 16px; color: var(--soft); }
.lobby .count svg { width: 22px; height: 16px; flex: none; }
@media (min-width: 720px) {
  .lobby .hero { grid-template-columns: 3fr 2fr; }
  .lobby .hero .cover { border-radius: 13px 0 0 13px; height: 100%; }
}
@media (max-width: 719px) {
  .lobby .shelf { grid-template-columns: repeat(auto-fill, minmax(150px, 1fr)); gap: 12px; }
  .lobby .shelf p.about { display: none; }
  .lobby .shelf .words { padding: 10px 12px 12px; }
  .lobby .shelf h2 { font-size: 18px; }
  .lobby .hero .button { width: 100%; }
}

.empty { display: grid; justify-items: center; gap: 16px; padding: 48px 24px; text-align: center; }
.empty svg { width: min(280px, 70vw); height: auto; }

.admin main, .admin header.top, .notice header.top { max-width: 640px; }
.admin #signed-in { display: grid; gap: 24px; grid-template-columns: minmax(0, 1fr); }
.admin .hand { display: grid; gap: 12px; grid-template-columns: minmax(0, 1fr); }
.admin #address { margin-left: auto; overflow-wrap: anywhere; }
.admin .thumb { display: grid; gap: 8px 12px; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
  align-items: end; }
.admin #front, .admin #round { display: contents; }
.admin .thumb .button { min-height: 60px; padding: 8px 12px; font-size: 19px; line-height: 1.2; }
.admin #round .button { white-space: nowrap; }
.admin .thumb p { grid-column: 1 / -1; order: -1; font-size: 16px; line-height: 1.35; }
.admin .pair { display: flex; min-width: 0; }
.admin .pair .button { flex: 1; min-width: 0; }
.admin .pair select { width: 92px; min-height: 60px; padding: 8px; background: transparent;
  border: 1px solid var(--line); border-left: 0; border-radius: 0 14px 14px 0; }
.admin .pair .button:not(:has(+ [hidden])) { border-radius: 14px 0 0 14px; }
@media (max-width: 959px) {
  body.admin { padding-bottom: 120px; }
  .admin .thumb { position: fixed; inset: auto 0 0 0; z-index: 2; background: var(--paper);
    border-top: 1px solid var(--line); max-width: 640px; margin-inline: auto;
    padding: 8px 16px max(8px, env(safe-area-inset-bottom)); }
}
.admin #front .button.quiet { border: 2px solid var(--sun); }
.admin #covered { overflow-wrap: anywhere; }
.admin #queue summary { padding: 10px 16px; display: grid; align-content: center; }
.admin #queue .inside { display: grid; gap: 8px; padding: 0 16px 16px; }
.admin #queue-form { display: grid; gap: 8px; padding-top: 8px; }
.admin #queue-now { overflow-wrap: anywhere; }
.admin #queue small { display: block; font-size: 16px; }
.admin #clock { margin-left: auto; }
.admin #queue-form .button { flex: 1; }
.admin #scores summary { padding: 10px 16px; display: grid; align-content: center; }
.admin #scores .inside { display: grid; gap: 12px; padding: 0 16px 16px; grid-template-columns: minmax(0, 1fr); }
.admin #scores .bar .button { flex: 1; }
.admin select { min-height: 48px; padding: 8px 16px; border-radius: 14px; border: 1px solid var(--soft);
  background: var(--paper); color: var(--ink); font: inherit; width: 100%; }
.admin #scores-levels { max-height: 60vh; overflow-y: auto; display: grid; gap: 16px; }
.admin #scores table { width: 100%; border-collapse: collapse; line-height: 1.3; }
.admin #scores caption { padding-bottom: 4px; font-weight: 600; text-align: start; overflow-wrap: anywhere; }
.admin #scores th { font-weight: 400; font-size: 16px; color: var(--soft); text-align: start;
  white-space: nowrap; }
.admin #scores :is(th, td) { padding: 8px 12px 8px 0; }
.admin #scores td { border-top: 1px solid var(--line); white-space: nowrap; }
.admin #scores td:nth-child(2) { width: 100%; white-space: normal; overflow-wrap: anywhere; }
.admin #scores :is(th, td):nth-child(3) { text-align: end; }
.admin #scores td:nth-child(3) { font-weight: 600; }
.admin #scores :is(th, td):last-child { padding-right: 0; color: var(--soft); font-size: 16px;
  text-align: end; }
.admin .rows { display: grid; gap: 8px; padding: 0; list-style: none; margin: 0 0 16px; }
.admin .rows li { display: grid; grid-template-columns: auto minmax(0, 1fr) auto; gap: 4px 12px;
  align-items: center; padding: 8px 12px; min-height: 66px; }
.admin .rows .button { padding: 8px 16px; }
.admin .rows .face { width: 72px; height: 48px; border-radius: 8px; object-fit: cover;
  background: var(--line); display: grid; place-items: center; font-weight: 700; }
.admin .rows .name { display: grid; gap: 2px; justify-items: start; line-height: 1.3; }
.admin .rows .name strong { overflow: hidden; overflow-wrap: anywhere; display: -webkit-box;
  -webkit-box-orient: vertical; -webkit-line-clamp: 3; }
.admin .rows .number { color: var(--soft); font-weight: 400; margin-right: .4em; }
.admin .rows li.on { border: 2px solid var(--leaf); }
.admin .rows .why { color: var(--coral); font-size: 16px; overflow-wrap: anywhere; }
.admin .rows .notice { font-size: 15px; overflow-wrap: anywhere; }
.admin .bar { display: flex; gap: 12px; align-items: center; justify-content: space-between; }
.admin summary { min-height: 48px; cursor: pointer; }
.admin #class summary { padding: 12px 16px; display: grid; gap: 4px; grid-template-columns: minmax(0, 1fr); }
.admin #class summary .bar { font-size: 20px; }
.admin summary .bar::after { content: "▾"; color: var(--soft); transition: rotate .16s; }
.admin details[open] > summary .bar::after { rotate: 180deg; }
.admin #now { flex: 1; min-width: 0; }
.admin #now, .admin #waiting { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.admin #players { list-style: none; padding: 0 16px 8px; max-height: 50vh; overflow-y: auto; }
.admin #players li { display: flex; justify-content: space-between; gap: 16px; padding: 8px 0;
  border-top: 1px solid var(--line); }
.admin #players li > :first-child { min-width: 0; overflow-wrap: anywhere; }
.admin #players li > :last-child { flex: none; max-width: 45%; text-align: end; }
.admin #players small { display: block; font-size: 15px; }
.admin #players .unname { min-width: 48px; min-height: 48px; margin: -12px 0; padding: 0 8px; border: 0;
  background: none; color: var(--soft); font: inherit; cursor: pointer; }
.admin #players .unname.sure { color: var(--coral); font-weight: 600; }
.admin #players .wait { color: var(--coral); font-weight: 600; }
.admin .find { position: sticky; top: 0; z-index: 1; padding: 12px 0; background: var(--paper); }
.admin #adding .card { display: block; padding: 16px; }
.admin #adding summary { font-weight: 600; cursor: pointer; min-height: 32px; }
.admin .drop { display: block; margin: 12px 0; padding: 24px 16px; border: 2px dashed var(--line);
  border-radius: 14px; color: var(--soft); text-align: center; cursor: pointer; }
.admin .drop.over, .admin .drop:focus-within { border-color: var(--leaf); color: var(--ink); }
.admin .drop input { position: absolute; width: 1px; height: 1px; opacity: 0; }
.admin #uploads .name { flex: 1; min-width: 0; overflow-wrap: anywhere; }
.admin #uploads .button { flex: none; white-space: nowrap; }
.admin .send { display: flex; gap: 8px; padding: 0; margin: 0; }
.admin .send input { flex: 1; min-width: 0; }
.admin #uploads { margin-top: 12px; }
.admin #uploads .card { display: flex; padding: 8px 16px; box-shadow: none; }
.admin #uploads progress { width: 96px; accent-color: var(--leaf); }
.admin #broken summary { display: flex; align-items: center; gap: 6px; color: var(--soft); }
.admin #broken summary::before { content: "+"; width: 1em; font-weight: 700; }
.admin #broken[open] summary::before { content: "–"; }
@media (max-width: 420px) {
  .admin header.top strong { display: none; }
  .admin #address { font-size: 17px; }
  .admin .thumb .button { font-size: 17px; }
  .admin .pair select { width: 84px; font-size: 16px; }
  .admin .rows li { gap: 4px 8px; padding: 8px; }
  .admin .rows .face { width: 54px; height: 36px; }
  .admin .rows .name strong { font-size: 16px; -webkit-line-clamp: 4; }
  .admin .rows .button, .admin #scores .button { padding: 8px 12px; font-size: 16px; }
}
@media (min-width: 960px) {
  .admin main, .admin header.top { max-width: 1080px; }
  .admin #sign-in { max-width: 640px; }
  .admin #signed-in { grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); gap: 32px;
    grid-template-rows: auto 1fr; align-items: start; }
  .admin #signed-in > :nth-child(2) { grid-area: 1 / 2 / span 2; }
  .admin .hand { position: sticky; top: 24px; }
  .admin #players { max-height: 42vh; }
}
.admin #sign-in { display: grid; gap: 12px; padding: 24px; }
.admin input { min-height: 48px; padding: 8px 16px; border-radius: 14px; border: 1px solid var(--soft);
  background: var(--paper); color: var(--ink); font: inherit; width: 100%; }
.admin [role=alert]:not(:empty) { padding: 12px 16px; margin-bottom: 16px; color: var(--coral);
  border: 2px solid currentColor; border-radius: 14px; }
.admin [hidden] { display: none !important; }

.notice main { max-width: 640px; display: grid; gap: 16px; }
.notice .card { padding: 24px; display: grid; gap: 16px; justify-items: start; }
.notice .scene { width: 132px; height: 88px; }
.notice .buttons { display: flex; flex-wrap: wrap; gap: 12px; }
.notice details { width: 100%; border-top: 1px solid var(--line); padding-top: 4px; }
.notice summary { min-height: 48px; display: flex; align-items: center; gap: 8px; font-weight: 600;
  cursor: pointer; }
.notice summary::before { content: "+"; width: 1em; color: var(--leaf); font-weight: 700; }
.notice details[open] summary::before { content: "–"; }
.notice ol { padding-left: 28px; display: grid; gap: 8px; padding-bottom: 16px; }
.notice code { overflow-wrap: anywhere; font-family: ui-monospace, Menlo, Consolas, monospace;
  font-size: 16px; }
${PROJECTOR_STYLE}
@media (prefers-reduced-motion: reduce) { * { transition: none !important; } }
`;
