// The one script of a page: puts the button in, and loads the rest when it is pressed.

// These two stand here because texts.js comes later.
const LABEL = "チャットで質問する";
const FAILED = "開けませんでした。ページを読み直してください。";

// Constructed, so it needs no exception in the page's CSP; and !important in a shadow root beats the page.
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
.launcher {
  display: flex; align-items: center; gap: .6em; min-height: 56px; padding: .5em 1.3em;
  font: inherit; font-weight: 700; color: #fff; background: #0b5c66;
  border: 2px solid #fff; border-radius: 28px; box-shadow: 0 4px 16px #0005; cursor: pointer;
}
.launcher::before { content: ""; width: 1.3em; height: 1em; border: 2px solid; border-radius: .5em .5em .5em 0; }
.launcher:focus-visible { outline: 3px solid #0b5c66; box-shadow: 0 0 0 6px #fff; }
.launcher[hidden] { display: none; }
@media print {
  :host { position: static !important; }
  .launcher { display: none; }
}`);

/** `<kokuho-chat>`: the button, and after the first press the chat. */
class KokuhoChat extends HTMLElement {
  #panel;

  connectedCallback() {
    if (this.shadowRoot) return;
    this.lang = "ja";
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    const button = document.createElement("button");
    button.className = "launcher";
    button.ariaHasPopup = "dialog";
    button.textContent = this.dataset.label || LABEL;
    button.onclick = async () => {
      try {
        const { createPanel } = await import("./panel.js");
        this.#panel ??= createPanel(root, button, this.dataset.exit);
        (await this.#panel)();
      } catch (error) {
        button.textContent = FAILED;
        throw error;
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
