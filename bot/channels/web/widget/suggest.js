import { call } from "./api.js";
import { el, newId } from "./dom.js";
import { T } from "./texts.js";

const [LEAST, MOST] = [2, 40]; // characters
const PAUSE = 200; // ms without a key

// Here, as few need it: the panel's own styles are loaded by everybody.
const STYLES = `
.composer { position: relative; }
.suggested {
  position: absolute; inset: auto .7em 100%; padding: 0; list-style-type: none; overflow: clip;
  background: var(--card); border: 1px solid var(--line); border-radius: 8px; box-shadow: 0 0 16px #0004;
}
.suggested li { margin: 0; padding: .5em .8em; min-height: var(--tap); cursor: pointer; }
.suggested [aria-selected="true"] { background: var(--tint); outline: 2px solid var(--accent); outline-offset: -2px; }
@media (hover: hover) { .suggested li:hover { background: var(--tint); } }`;

/** Titles of cards while one types; `talk` is told the one that is chosen. */
export function addSuggestions({ node, box }, talk) {
  const id = newId();
  const list = el("ul", { id, class: "suggested", role: "listbox", "aria-label": T.suggestions, hidden: "" });
  const status = el("p", { class: "unseen", role: "status" });
  let chosen = -1;
  let asked = 0;
  let timer;
  let quiet = 0; // until then the server wants to hear nothing

  const choose = (index) => {
    chosen = index;
    [...list.children].forEach((row, at) => (row.ariaSelected = at === index));
    const row = list.children[index];
    if (row) box.setAttribute("aria-activedescendant", row.id);
    else box.removeAttribute("aria-activedescendant");
  };
  const show = (titles) => {
    list.replaceChildren(...titles.map((title) =>
      el("li", { id: newId(), role: "option", onclick: () => send(title) }, title)));
    list.hidden = !titles.length;
    const told = titles.length ? T.suggested.replace("%", titles.length) : "";
    if (status.textContent !== told) status.textContent = told;
    choose(-1);
  };
  const close = () => {
    clearTimeout(timer);
    asked++;
    show([]);
  };
  const send = (title) => {
    close();
    box.value = "";
    talk.say(title);
    box.focus();
  };
  const ask = async () => {
    const mine = ++asked;
    const { titles } = await call("POST", "suggestions", { text: box.value.trim() }).catch(({ wait }) => {
      quiet = performance.now() + (wait ?? 5) * 1000;
      return { titles: [] };
    });
    if (mine === asked) show(titles);
  };
  // What answers a question of ours is no question.
  const isOpen = () => talk.state.items.at(-1)?.cards?.at(-1)?.kind === "question";

  const lookUp = () => {
    const { length } = [...box.value.trim()];
    if (length < LEAST || length > MOST || isOpen() || performance.now() < quiet) return close();
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  };
  box.addEventListener("input", lookUp);
  // Before the composer's own keys.
  box.addEventListener("keydown", (event) => {
    const { key, isComposing, keyCode, shiftKey } = event;
    const { length } = list.children;
    // Keys of the input method are its own (229: in Safari).
    if (isComposing || keyCode === 229) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    // Past the last one is the box itself again.
    if (step && length) choose(((chosen + step + length + 2) % (length + 1)) - 1);
    else if (key === "Enter" && chosen >= 0 && !shiftKey) {
      event.stopImmediatePropagation();
      send(list.children[chosen].textContent);
    } else {
      if (key === "Enter" && !shiftKey) close();
      return;
    }
    event.preventDefault();
  }, true);
  // A press would take the focus from the box before it is a click.
  list.onpointerdown = (event) => event.preventDefault();
  box.addEventListener("blur", close);
  node.addEventListener("submit", close);
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", id);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLES);
  box.getRootNode().adoptedStyleSheets.push(sheet);
  node.prepend(status, list);
  // Some write faster than this comes.
  lookUp();
  /** Closes the list; false where there was none. */
  return () => {
    const open = !list.hidden;
    close();
    return open;
  };
}
