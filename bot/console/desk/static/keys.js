import { byId, el, isConverting } from "./dom.js";
import { T } from "./texts.js";

/**
 * Every key of the screen: the list that is shown and what happens are both made from this table.
 * Letters go with Alt alone and by their place on the keyboard, so that they work with kana input;
 * D, E and F stay the browser's. `box`: only in the box.
 */
export const KEYS = [
  { name: "box", keys: "Alt+Q" },
  { name: "open", keys: "Enter", box: true },
  { name: "line", keys: "Shift+Enter", box: true },
  { name: "next", keys: "↓", box: true },
  { name: "previous", keys: "↑", box: true },
  { name: "pageDown", keys: "PageDown", box: true },
  { name: "pageUp", keys: "PageUp", box: true },
  { name: "card", keys: "Alt+J" },
  { name: "copy", keys: "Alt+C" },
  { name: "right", keys: "Alt+Y" },
  { name: "wrong", keys: "Alt+N" },
  { name: "calculator", keys: "Alt+K" },
  { name: "choice", keys: "Alt+1〜9" },
  { name: "none", keys: "Alt+0" },
  { name: "skip", keys: "Alt+W" },
  { name: "copyResult", keys: "Alt+G" },
  { name: "person", keys: "Alt+P" },
  { name: "add", keys: "Alt+A" },
  { name: "rename", keys: "Alt+I" },
  { name: "remove", keys: "Alt+R" },
  { name: "language", keys: "Alt+Z" },
  { name: "show", keys: "Alt+S" },
  { name: "number", keys: "Alt+B" },
  { name: "live", keys: "Alt+V" },
  { name: "browse", keys: "Alt+L" },
  { name: "desks", keys: "Alt+T" },
  { name: "memo", keys: "Alt+O" },
  { name: "note", keys: "Alt+M" },
  { name: "clear", keys: "Alt+X" },
  { name: "undo", keys: "Alt+U" },
  { name: "help", keys: "Alt+H" },
  { name: "escape", keys: "Esc" },
];

const NAMES = { ArrowUp: "↑", ArrowDown: "↓", Escape: "Esc" };
const REPEATS = ["next", "previous", "pageDown", "pageUp", "line"];

/** The figure of a key, by its place; with Alt not of the number pad, which makes characters then. */
export const figure = ({ code, altKey }) => (altKey ? /^Digit(\d)$/ : /^(?:Digit|Numpad)(\d)$/).exec(code)?.[1];

const chord = (event) => {
  const held = ["Ctrl", "Alt", "Shift", "Meta"].filter((name) => event[`${name.toLowerCase()}Key`]);
  // Outside of fields a figure chooses alone, too.
  const chooses = held.join() === "Alt" || (!held.length && !event.target.matches("input, textarea, select"));
  if (chooses && figure(event)) return figure(event) === "0" ? "Alt+0" : "Alt+1〜9";
  const key = event.altKey && event.code.startsWith("Key") ? event.code.slice(3) : (NAMES[event.key] ?? event.key);
  return [...held, key].join("+");
};

/** From now on each key does what `actions` has under its name; false leaves it to the browser. */
export function listen(actions) {
  const box = byId("box");
  addEventListener("keydown", (event) => {
    if (isConverting(event)) return;
    // An Enter that is held down answers one question, not the next one too, which has the focus then.
    if (event.repeat && event.key === "Enter" && event.target !== box) return event.preventDefault();
    const pressed = chord(event);
    const found = KEYS.find(({ keys, box: inBox }) => keys === pressed && (!inBox || event.target === box));
    const open = document.querySelector("dialog[open]");
    if (!found || (open && !(open.id === "keys" && found.name === "help"))) return;
    if (event.repeat && !REPEATS.includes(found.name)) event.preventDefault();
    else if (actions[found.name](event) !== false) event.preventDefault();
  });
}

/** Shows the key on what does the same; a screen reader knows it as the key of the button. */
export function hint(node, name) {
  const { keys } = KEYS.find((key) => key.name === name);
  (byId(node.dataset.for) ?? node).setAttribute("aria-keyshortcuts", keys);
  node.append(el("kbd", { "aria-hidden": "true" }, keys));
  return node;
}

/** The list of all keys. */
export const listOfKeys = () =>
  el("dl", { class: "keys" }, KEYS.map(({ name, keys }) => el("div", {}, el("dt", {}, el("kbd", {}, keys)), el("dd", {}, T.keys[name]))));
