// The head of the panel: title, leaving, and the menu with phone, reading help and erasing.

import { callBox } from "./card-body.js";
import { button, el, newId } from "./dom.js";
import { loadLook, saveLook } from "./storage.js";
import { T } from "./texts.js";

/** The head. `acts`: `close()`, `leave()`, `look(look)`. `titleId` names the dialog. */
export function createHead(talk, titleId, acts) {
  const id = newId();
  const menu = el("div", { id, class: "menu", hidden: "" });
  const opener = button(T.menu, () => toggle(menu.hidden), { "aria-expanded": "false", "aria-controls": id });
  const toggle = async (open) => {
    opener.ariaExpanded = open;
    menu.hidden = !open;
    if (!open) return opener.focus();
    const phone = callBox(talk.centre);
    menu.replaceChildren(phone, looks(acts.look), el("p", { class: "small" }, T.kept(talk.state.minutes)),
      eraser(talk, () => toggle(false)), el("p", { class: "small" }, T.leaveHint));
    await talk.refreshCentre();
    phone.replaceWith(callBox(talk.centre));
  };
  return el("header", null,
    el("div", { class: "row" },
      el("h2", { id: titleId, tabindex: -1 }, T.title),
      button(T.leave, acts.leave),
      opener,
      button(T.close, acts.close)),
    menu);
}

function looks(show) {
  const look = loadLook();
  const tick = (name) => {
    const onchange = ({ target }) => {
      look[name] = target.checked;
      saveLook(look);
      show(look);
    };
    const input = el("input", { type: "checkbox", onchange });
    input.checked = look[name];
    return el("label", null, input, T[name]);
  };
  return el("div", { class: "row" }, tick("furigana"), tick("large"));
}

/** Asks once more, in place, before everything is erased. */
function eraser(talk, close) {
  const start = button(T.erase, () => {
    node.replaceChildren(el("p", null, T.eraseAsk), yes, no);
    no.focus();
  });
  const yes = button(T.eraseYes, () => {
    close();
    talk.restart();
  }, { class: "main" });
  const no = button(T.eraseNo, () => {
    node.replaceChildren(start);
    start.focus();
  });
  const node = el("div", { class: "row", role: "group", "aria-label": T.eraseAsk }, start);
  return node;
}
