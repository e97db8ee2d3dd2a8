const FONT = 'system-ui,"PingFang SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif';

/** The style of a mark that is only a token, though it has words. @param mark selects the mark */
const tokenAlone = (mark: string) => `
  ${mark} .tab { padding: 0; width: 28px; min-width: 28px; background: none; overflow: visible; }
  ${mark} .says { position: absolute; width: 1px; height: 1px; clip-path: inset(50%); }
  ${mark} .token { width: 24px; height: 36px; border-radius: 0 10px 10px 0; font-size: 14px;
    box-shadow: 0 0 0 1px rgb(251 247 239/.7), 0 1px 4px rgb(0 0 0/.3); }
  ${mark}.asks .token { background: #ffc64d; animation: call 1.6s ease-in-out infinite; transform-origin: left; }
  ${mark}.asks .later { display: none; }
`;

/** The style of the mark at the edge and of the sheet. It lies in a shadow, where no game's style reaches. */
export const NAME_STYLE = `
:host { all: initial; }
/* Only what is seen takes touches: the host element stays where the mark is moved from. */
.mark, dialog { pointer-events: auto; }
* { box-sizing: border-box; font: 600 17px/1.3 ${FONT}; }
form { margin: 0; }
button { border: 0; margin: 0; cursor: pointer; -webkit-tap-highlight-color: transparent;
  touch-action: manipulation; }
button:focus-visible, input:focus-visible { outline: 3px solid #4f9de8; outline-offset: 2px; }
.mark { display: flex; align-items: center; max-width: calc(100vw - 24px); }
.tab { display: flex; align-items: center; gap: 10px; min-width: 48px; height: 48px; padding: 0 14px 0 8px;
  border-radius: 0 14px 14px 0; background: rgb(22 26 36/.82); color: #fbf7ef;
  transition: background .16s ease-out; overflow: hidden; }
.asks .tab { background: #ffc64d; color: #1f2430; border-radius: 0; padding-right: 6px; }
.token { flex: none; display: grid; place-items: center; width: 28px; height: 28px; border-radius: 9px;
  background: var(--colour); color: #1f2430; font-weight: 700; line-height: 1; overflow: hidden; }
.says { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; min-width: 0; padding: 4px 0; }
.later { display: none; flex: none; width: 48px; height: 48px; padding: 0; background: #ffc64d; color: #1f2430;
  border-radius: 0 14px 14px 0; font-size: 22px; }
.asks .later { display: block; }
/* No wider than what is seen of it: a board may lie below, and its taps are the game's. */
.tucked .tab { padding: 0; width: 24px; min-width: 24px; background: none; opacity: .6; }
.tucked .tab:hover, .tucked .tab:focus-visible { opacity: 1; }
.tucked .says, .tucked .later { display: none; }
.tucked .token { width: 24px; height: 36px; border-radius: 0 10px 10px 0; font-size: 14px;
  box-shadow: 0 0 0 1px rgb(251 247 239/.7), 0 1px 4px rgb(0 0 0/.3); }
/* Upright, the middle is where games have their buttons. */
@media (orientation: portrait) and (min-width: 601px) {
  .asks:not(.played) { translate: 0 34vh; }
}
/* On a phone games have their boards and buttons everywhere but at the very edge: the token alone asks. */
@media (max-width: 600px), (orientation: landscape) and (max-height: 480px) { ${
  tokenAlone(".mark:not(.told)")
}}
/* As soon as the game is played, its place is its own. */
${tokenAlone(".mark.played")}
/* Once it has asked, it keeps to the rim that boards of the width of a phone leave free. */
@media (max-width: 600px), (orientation: landscape) and (max-height: 480px) {
  .mark:not(.told).tucked :is(.tab, .token) { width: 20px; min-width: 20px; }
}
/* The smallest phones leave a smaller rim. */
@media (max-width: 374px) {
  .mark:not(.told).tucked :is(.tab, .token) { width: 16px; min-width: 16px; }
}
@media (prefers-reduced-motion: reduce) { .asks .token { animation: none !important; } }
@media (prefers-reduced-motion: no-preference) {
  .asks, .named { animation: arrive .22s ease-out; }
  dialog[open] { animation: arrive .22s ease-out; }
}
@keyframes call { 50% { transform: scale(1.15); } }
@keyframes arrive { from { transform: translateX(-100%); } }
dialog { position: fixed; inset: 0 auto auto 0; margin: max(16px, env(safe-area-inset-top)) 0 0; padding: 20px;
  width: min(400px, calc(100vw - 16px)); max-height: calc(100dvh - 16px); overflow: auto; border: 0;
  border-radius: 0 14px 14px 0; background: #fbf7ef; color: #1f2430; box-shadow: 0 6px 24px rgb(0 0 0/.35); }
dialog::backdrop { background: rgb(22 26 36/.35); }
dialog form { display: grid; grid-template-columns: 1fr 1fr; gap: 12px; }
label { grid-column: 1/-1; font-size: 22px; font-weight: 700; }
small { grid-column: 1/-1; font-size: 15px; font-weight: 400; color: #5a6172; }
input { grid-column: 1/-1; width: 100%; height: 52px; padding: 0 14px; border: 2px solid #1f2430; border-radius: 14px;
  background: #fff; color: #1f2430; font-size: 20px; -webkit-user-select: text; user-select: text; }
dialog button { min-height: 48px; padding: 0 20px; border-radius: 14px; background: #ffc64d; color: #1f2430; }
dialog button.quiet { background: none; box-shadow: inset 0 0 0 1px currentColor; }
@media (max-height: 420px) {
  dialog { width: min(640px, calc(100vw - 16px)); padding: 12px 16px; margin-top: 4px; }
  dialog form { grid-template-columns: 1fr auto auto; gap: 8px; }
  input { grid-column: 1; }
}
@media print {
  .mark { display: none; }
}
@media (prefers-color-scheme: dark) {
  dialog { background: #242a38; color: #f3efe6; }
  small { color: #aeb4c2; }
  input { background: #161a24; color: #f3efe6; border-color: #aeb4c2; }
  dialog button.quiet { color: #f3efe6; }
}
`;

/** The colours of the tokens; a name always has the same one. */
const COLOURS = ["#7fd0a8", "#ffc64d", "#f79a92", "#8fc1f2", "#c9b3f0", "#9fd8d2"];

export function colourOf(name: string): string {
  let sum = 0;
  for (const letter of name) sum += letter.codePointAt(0)!;
  return COLOURS[sum % COLOURS.length]!;
}
