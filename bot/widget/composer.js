// The box in which the resident writes.

import { el, newId } from "./dom.js";
import { T } from "./texts.js";

/** The form, its `box`, and `giveBack(text)` for words that could not be sent. */
export function createComposer(send) {
  const [id, hint] = [newId(), newId()];
  const said = el("p", { id: hint, class: "small", role: "status" });
  const count = el("p", { class: "small", "aria-hidden": "true" });

  const fits = () => {
    // As the gateway counts: characters, not halves of them.
    const { length } = [...box.value];
    const message = length > 5000 ? T.over : length > 4500 ? T.near : "";
    // Only when it changes: a screen reader reads it again each time.
    if (said.textContent !== message) said.textContent = message;
    count.textContent = message && T.count(length);
    box.ariaInvalid = length > 5000;
    return length <= 5000;
  };
  const onsubmit = (event) => {
    event.preventDefault();
    const text = box.value.trim();
    if (text && fits()) {
      box.value = "";
      fits();
      send(text);
    }
    box.focus();
  };
  const onkeydown = (event) => {
    // While an input method composes, Enter belongs to it (229: where composing ends first).
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229) onsubmit(event);
  };
  const box = el("textarea", { id, rows: 1, enterkeyhint: "send", "aria-describedby": hint, onkeydown, oninput: fits });
  const node = el("form", { class: "composer", onsubmit },
    el("label", { for: id }, T.box),
    el("div", { class: "row" }, box, el("button", { class: "main" }, T.send)),
    said,
    count);
  const giveBack = (text) => {
    box.value = `${text}\n${box.value}`.trim();
    fits();
  };
  return { node, box, giveBack };
}
