// The one script of a page. It puts the button in; everything else is loaded when it is pressed.

// These stand here and not in texts.js, which is not loaded before the press.
const LABEL = "チャットで質問する";
const FAILED = "開けませんでした。ページを読み直してください。";

// !important inside a shadow root wins over every rule of the page, so that no page can break this.
// A constructed sheet needs neither a second request nor an exception in the page's CSP.
const CSS = `
:host {
  all: initial !important;
  direction: ltr !important;
  position: fixed !important;
  z-index: 2147483647 !important;
  inset: auto 1rem max(1rem, env(safe-area-inset-bottom)) auto !important;
  color-scheme: light dark !important;
  font: medium/1.8 "Hiragino Sans", "BIZ UDPGothic", "Noto Sans JP", "Noto Sans CJK JP", Meiryo, sans-serif !important;
}
:host([data-position="left"]) { inset: auto auto max(1rem, env(safe-area-inset-bottom)) 1rem !important; }
.launcher {
  display: flex; align-items: center; gap: .6em;
  max-width: calc(100vw - 2rem); min-height: 56px; padding: .5em 1.4em .5em 1.1em;
  font: inherit; font-weight: 700; text-align: start;
  color: #fff; background: #0b5c66; border: 2px solid #fff; border-radius: 28px;
  box-shadow: 0 4px 16px #0005; cursor: pointer;
}
.launcher:hover { background: #084851; }
.launcher:focus-visible { outline: 3px solid #0b5c66; outline-offset: 2px; }
.launcher[hidden] { display: none; }
.bubble { flex: none; width: 1.5em; height: 1.15em; border: 2px solid; border-radius: .45em; position: relative; }
.bubble::before { content: ""; position: absolute; inset: 28% 20%; border-block: 2px solid; }
.bubble::after { content: ""; position: absolute; top: 100%; left: 25%; border: .25em solid; border-color: currentColor transparent transparent currentColor; }
@media (prefers-color-scheme: dark) {
  .launcher { color: #0d1f22; background: #84d3d9; border-color: #0d1f22; }
  .launcher:hover { background: #a5e2e6; }
  .launcher:focus-visible { outline-color: #84d3d9; }
}
@media print {
  :host { position: static !important; }
  .launcher { display: none; }
}`;

/** `<kokuho-chat>`: the button, and after the first press the chat. */
class KokuhoChat extends HTMLElement {
  #panel;
  #button = document.createElement("button");
  #label = document.createElement("span");

  connectedCallback() {
    if (this.shadowRoot) return;
    this.lang = "ja";
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS);
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    const bubble = document.createElement("span");
    bubble.className = "bubble";
    this.#label.textContent = this.dataset.label || LABEL;
    this.#button.type = "button";
    this.#button.className = "launcher";
    this.#button.ariaHasPopup = "dialog";
    this.#button.append(bubble, this.#label);
    this.#button.addEventListener("click", () => this.open());
    root.append(this.#button);
  }

  /** Opens the chat, loading it the first time. */
  async open() {
    try {
      this.#panel ??= import("./panel.js").then((module) =>
        module.createPanel(this.shadowRoot, this.#button, this.dataset.exit));
      (await this.#panel).open();
    } catch (error) {
      this.#panel = undefined;
      this.#label.textContent = FAILED;
      throw error;
    }
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
