/**
 * The look of the projector's page. Its sizes follow the wall: the code and the address can be read from the last row,
 * and the cover takes the room that is left. With a board, which is what the class then looks at, all else shrinks.
 */
export const PROJECTOR_STYLE = `
.projector { display: grid; padding: 3vmin; height: 100vh; height: 100dvh; overflow: hidden; }
.projector main { display: grid; gap: 3vmin 4vmin; align-items: center; max-width: none; width: 100%;
  min-height: 0; grid-template: "qr now" minmax(0, 1fr) "join join" auto / auto minmax(0, 1fr); }
.projector .qr { grid-area: qr; width: min(42vw, 62vh); padding: 2vmin; background: #fff;
  border-radius: 14px; border: 1px solid var(--line); }
.projector .qr svg { display: block; width: 100%; height: auto; }
.projector .now { grid-area: now; display: flex; flex-direction: column; gap: 1.6vmin; height: 100%;
  min-height: 0; min-width: 0; justify-content: center; }
.projector .now > * { flex: none; }
.projector .now .cover { flex: 0 1 auto; min-height: 0; width: 100%; object-position: 50% 30%;
  border-radius: 14px; box-shadow: var(--shadow); }
.projector .now .mark { flex: 1 1 0; min-height: 0; width: 100%; height: auto; padding: 4vmin; }
.projector h1 { font-size: clamp(26px, 6.4vmin, 104px); line-height: 1.15; overflow: hidden;
  overflow-wrap: anywhere; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; }
.projector h1.long { font-size: clamp(24px, 5.2vmin, 84px); }
.projector .class { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 3vmin; }
.projector .players { font-size: clamp(20px, 4.6vmin, 80px); font-weight: 600; white-space: nowrap; }
.projector .waiting { flex: 1 1 0; min-width: min(100%, 18em); font-size: clamp(16px, 3vmin, 52px); line-height: 1.35;
  color: var(--soft); overflow: hidden; overflow-wrap: anywhere; display: -webkit-box;
  -webkit-box-orient: vertical; -webkit-line-clamp: 2; }
.projector .clock { font-size: clamp(36px, 11vmin, 190px); font-weight: 700; line-height: 1; }
.projector .clock.soon { color: var(--coral); }
.projector .then { font-size: clamp(18px, 3.4vmin, 60px); color: var(--soft); overflow-wrap: anywhere; }
.projector .join { grid-area: join; display: grid; justify-items: center; text-align: center; }
.projector .step { font-size: clamp(18px, 3vmin, 52px); line-height: 1.3; color: var(--soft); }
.projector .address { font-size: clamp(26px, min(6vw, 12vh), 14vh); font-weight: 700; line-height: 1.1;
  overflow-wrap: anywhere; }
.projector .address.long { font-size: clamp(24px, min(4.4vw, 10vh), 12vh); }
.projector .words { position: fixed; inset: 0; z-index: 1; display: grid; place-items: center;
  padding: 6vmin; background: var(--paper); text-align: center; font-weight: 700;
  font-size: clamp(40px, 14vmin, 260px); line-height: 1.2; overflow-wrap: anywhere;
  text-wrap: balance; white-space: pre-line; }
.projector .start { position: fixed; inset: 0; z-index: 1; display: grid; align-content: center;
  justify-items: center; gap: 4vmin; padding: 6vmin; background: var(--paper); text-align: center;
  font-size: clamp(20px, 4.4vmin, 84px); }
.projector .start > :first-child { font-weight: 700; font-size: clamp(32px, 9vmin, 170px); line-height: 1.1; }
.projector .start .number { display: grid; place-items: center; width: 1.6em; height: 1.6em;
  border-radius: 50%; background: var(--sun); color: #1f2430; font-weight: 700; line-height: 1;
  font-size: clamp(90px, 30vmin, 560px); }
.projector [hidden] { display: none !important; }

.projector .board { grid-area: board; align-self: stretch; display: grid; gap: 2vmin; min-height: 0;
  min-width: 0; padding: 3vmin 4vmin; grid-template-rows: auto minmax(0, 1fr);
  background: var(--card); border: 1px solid var(--line); border-radius: 14px; }
.projector .board h2 { font-size: clamp(22px, 5vmin, 84px); line-height: 1.2; overflow: hidden;
  text-overflow: ellipsis; white-space: nowrap; }
.projector .board ol { list-style: none; padding: 0; margin: 0; min-height: 0; overflow: hidden; }
.projector .board li { display: grid; grid-template-columns: 2.2em minmax(0, 1fr) auto; gap: 0 2vmin;
  align-items: center; height: 10%; font-size: clamp(16px, 4vmin, 72px); line-height: 1.2; }
.projector .board ol.few li { height: 19%; font-size: clamp(18px, 5.6vmin, 100px); }
.projector .board li + li { border-top: 1px solid var(--line); }
.projector .board .place { color: var(--soft); }
.projector .board .name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.projector .board .score { font-weight: 700; }
.projector .board .empty { display: block; padding: 0; color: var(--soft); text-align: start;
  font-size: clamp(18px, 3.6vmin, 64px); }
.projector main.has-board { gap: 3vmin 3vmin; grid-template: "now now board" minmax(0, 1fr)
  "qr join board" auto / auto minmax(0, 1fr) minmax(0, 1.7fr); }
.projector .has-board .qr { width: min(13vw, 22vh); padding: 1vmin; }
.projector .has-board .join { justify-items: start; text-align: start; }
.projector .has-board .step { font-size: clamp(14px, 2vmin, 40px); line-height: 1.3; }
.projector .has-board .address { font-size: clamp(16px, 2.1vw, 44px); }
.projector .has-board h1 { font-size: clamp(22px, 4.6vmin, 76px); }
.projector .has-board .players { font-size: clamp(18px, 3.4vmin, 60px); }
.projector .has-board .waiting { font-size: clamp(14px, 2.2vmin, 40px); min-width: 100%; }

.projector .tools { position: fixed; top: 1.5vmin; right: 1.5vmin; z-index: 2; display: flex; gap: 12px;
  align-items: center; opacity: .92; transition: opacity .2s; }
.projector .tools .button { background: var(--card); box-shadow: var(--shadow); padding: 8px 18px; gap: 10px; }
.projector .tools .button svg { width: 20px; height: 20px; }
.projector .tools .awake { max-width: 34em; padding: 8px 16px; font-size: 16px; line-height: 1.35;
  background: var(--card); border: 1px solid var(--line); border-radius: 14px; box-shadow: var(--shadow); }
.projector.still { cursor: none; }
.projector.still .tools:not(:focus-within) { opacity: 0; }

@media (max-aspect-ratio: 1/1) {
  .projector { height: auto; min-height: 100vh; overflow: auto; }
  .projector main, .projector main.has-board { grid-template: none; grid-template-columns: minmax(0, 1fr);
    justify-items: center; align-content: start; }
  .projector main > * { grid-area: auto !important; }
  .projector .qr { width: min(86vw, 44vh); order: 1; }
  .projector .join, .projector .has-board .join { order: 2; justify-items: center; text-align: center; }
  .projector .now { order: 3; height: auto; align-items: center; text-align: center; }
  .projector .now .cover { flex: none; width: auto; max-width: 100%; aspect-ratio: 3 / 2;
    max-height: 24vh; }
  .projector .board { order: 0; width: 100%; }
  .projector .class { justify-content: center; }
  /* Here it would lie over the heading. */
  .projector .tools { position: static; order: 1; justify-self: center; margin-top: 3vmin; }
  .projector .board li { height: auto; padding: 6px 0; }
}`;
