// The server puts the words of the city in.
const LABEL = "launcher";
const FAILED = "launcher_failed";
const RELEASE = "release";
const CODE = "code";

const load = () => {
  let chosen;
  try {
    chosen = JSON.parse(localStorage.getItem("kokuho-chat"))?.language;
  } catch {
    // Storage may be forbidden.
  }
  return import(`./${RELEASE}/${chosen ?? CODE}/panel.js`);
};

// Constructed: no matter to a CSP. !important: stronger than the page.
const sheet = new CSSStyleSheet();
sheet.replaceSync(`
:host {
  all: initial !important;
  direction: ltr !important;
  position: fixed !important;
  z-index: 2147483647 !important;
  inset: auto 1rem 1rem auto !important;
  color-scheme: light dark !important;
  font: medium/1.8 "Hiragino Sans", "BIZ UDPGothic", "Noto Sans JP", "Noto Sans CJK JP", Meiryo, sans-serif !important;
}
:host([data-position="left"]) { inset: auto auto 1rem 1rem !important; }
.opener {
  padding: .6em 1.3em; font: inherit; font-weight: 700; cursor: pointer;
  color: #fff; background: #0b5c66; border: 2px solid; border-radius: 2em; box-shadow: 0 4px 16px #0006;
}
.opener:focus-visible { outline: 3px solid #0b5c66; box-shadow: 0 0 0 6px #fff; }
.opener[hidden] { display: none; }
.opener[aria-busy="true"]::after { content: " …"; }
.unread { display: block; font-size: .8em; line-height: 1.2; }
@media print {
  :host { position: static !important; }
  .opener { display: none; }
}`);

class KokuhoChat extends HTMLElement {
  connectedCallback() {
    if (this.shadowRoot) return;
    this.lang = "language";
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    const button = document.createElement("button");
    button.className = "opener";
    button.ariaHasPopup = "dialog";
    button.textContent = this.dataset.label || LABEL;
    let panel;
    // On its way before the finger is up, or the key is down.
    button.onpointerenter = button.onfocus = () => load().catch(() => {});
    button.onclick = async () => {
      button.ariaBusy = true;
      try {
        const { createPanel } = await load();
        panel ??= createPanel(root, button, this.dataset.exit);
        (await panel)();
      } catch (error) {
        button.textContent = FAILED;
        throw error;
      } finally {
        button.ariaBusy = false;
      }
    };
    root.append(button);
  }
}

if (!customElements.get("kokuho-chat")) {
  customElements.define("kokuho-chat", KokuhoChat);
  if (!document.querySelector("kokuho-chat")) {
    const script = [...document.scripts].find(({ src }) => src === import.meta.url);
    const chat = document.createElement("kokuho-chat");
    Object.assign(chat.dataset, script?.dataset);
    document.body.append(chat);
  }
}
