/** What can happen to a page that whoever listens must know. */
export interface PageEvents {
  /** It is looked at again, or the network is back. */
  readonly wake: () => void;
  /** It has loaded. */
  readonly ready: () => void;
}

/**
 * Keeps the stream open. One that has been silent for three beats is dead, whatever the system says:
 * tablets sleep. The page is left only for a host that answers, or players would end at an error page.
 */
export function keepStream(path: string, leave: () => void): PageEvents {
  const id = Math.random().toString(36).slice(2);
  let source: EventSource;
  let seen = "";
  let heardMs = 0;
  let hasLoaded = false;
  const silence = () => Date.now() - heardMs;
  const rest = () => {
    source.close();
    heardMs = Infinity;
  };
  const report = () => {
    const hasNews = hasLoaded && source.readyState === 1;
    if (hasNews) fetch(`/.coplay/ready?page=${id}`, { method: "POST" }).catch(() => {});
  };
  const open = () => {
    source?.close();
    heardMs = Date.now();
    source = new EventSource(
      `/.coplay/events?page=${id}&seen=${seen}&path=${encodeURIComponent(path)}`,
    );
    source.onopen = report;
    source.onmessage = ({ lastEventId }) => {
      seen = lastEventId;
      heardMs = Date.now();
    };
    source.addEventListener("move", ({ data }) => {
      rest();
      setTimeout(() => fetch("/.coplay/state").then(leave, open), data);
    });
    source.addEventListener("tap", ({ data }) => {
      const src = { src: data };
      self.document?.head.append(Object.assign(document.createElement("script"), src));
    });
    // This browser has too many pages open: this one listens again when it is looked at.
    source.addEventListener("rest", rest);
  };
  open();
  setInterval(() => silence() > (source.readyState > 1 ? 2e3 : 45e3) && open(), 5e3);
  return {
    wake: () => (source.readyState > 1 || silence() > 2e4) && open(),
    ready() {
      hasLoaded = true;
      report();
    },
  };
}
