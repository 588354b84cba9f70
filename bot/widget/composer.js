// The box in which the resident writes.

import { el, icon, newId } from "./dom.js";
import { T } from "./texts.js";

const LONGEST = 5000;
const NEAR = 4500;

/** The form, its `box`, and `giveBack(text)` for words that could not be sent. */
export function createComposer(send) {
  const [id, hint] = [newId(), newId()];
  const said = el("p", { id: hint, class: "hint small", role: "status" });
  const count = el("p", { class: "count small", "aria-hidden": "true" });

  const check = (complaint = "") => {
    // As the gateway counts: characters, not halves of them.
    const length = [...box.value].length;
    const message = length > LONGEST ? T.over : length > NEAR ? T.near : complaint;
    // Set only when it changes: a screen reader reads it again each time.
    if (said.textContent !== message) said.textContent = message;
    count.textContent = length > NEAR ? T.count(length) : "";
    box.removeAttribute("aria-invalid");
    if (length > LONGEST) box.setAttribute("aria-invalid", "true");
    return length <= LONGEST;
  };
  const submit = (event) => {
    event.preventDefault();
    const text = box.value.trim();
    if (check(text ? "" : T.empty) && text) {
      box.value = "";
      check();
      send(text);
    }
    box.focus();
  };
  const onkeydown = (event) => {
    // While an input method composes, Enter belongs to it (229: browsers that end composing first).
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229) submit(event);
  };
  const box = el("textarea", {
    id, rows: 1, enterkeyhint: "send", autocomplete: "off", "aria-describedby": hint,
    onkeydown, oninput: () => check(),
  });
  const node = el("form", { class: "composer", novalidate: true, onsubmit: submit },
    el("label", { for: id }, T.box),
    el("div", { class: "row" }, box, el("button", { class: "main send" }, icon("send"), T.send)),
    said,
    count);
  const giveBack = (text) => {
    box.value = [text, box.value].filter(Boolean).join("\n");
    check();
  };
  return { node, box, giveBack };
}
