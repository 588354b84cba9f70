// The head of the panel: title, leaving, and the menu with phone, reading help and erasing.

import { button, el, icon, newId } from "./dom.js";
import { callBox } from "./links.js";
import { loadLook, saveLook } from "./storage.js";
import { T } from "./texts.js";

/** The head. `acts`: `close`, `leave`, `erase`, `look(look)`. `titleId` names the dialog. */
export function createHead(talk, titleId, acts) {
  const id = newId();
  const menu = el("div", { id, class: "menu", hidden: true });
  const fill = () => menu.replaceChildren(
    callBox(talk.centre),
    looks(acts.look),
    el("p", { class: "small" }, T.kept(talk.state.minutes)),
    eraser(acts.erase, () => toggle(false)),
    el("p", { class: "small" }, T.leaveHint));
  const toggle = async (open) => {
    opener.ariaExpanded = String(open);
    menu.hidden = !open;
    if (!open) return opener.focus();
    fill();
    await talk.refreshCentre();
    menu.querySelector(".call").replaceWith(callBox(talk.centre));
  };
  const opener = button([icon("menu"), T.menu], () => toggle(menu.hidden), {
    class: "tool", "aria-expanded": "false", "aria-controls": id,
  });
  return el("header", null,
    el("div", { class: "bar" },
      el("h2", { id: titleId, tabindex: -1 }, T.title),
      button([icon("leave"), T.leave], acts.leave, { class: "tool" }),
      opener,
      button([icon("close"), T.close], acts.close, { class: "tool" })),
    menu);
}

function looks(show) {
  const look = loadLook();
  const box = (name) => {
    const onchange = ({ target }) => {
      look[name] = target.checked;
      saveLook(look);
      show(look);
    };
    const input = el("input", { type: "checkbox", onchange });
    input.checked = Boolean(look[name]);
    return el("label", { class: "tick" }, input, T[name]);
  };
  return el("div", { class: "looks" }, box("furigana"), box("large"));
}

/** Asks once more, in place, before everything is erased. */
function eraser(erase, close) {
  const node = el("div", { class: "eraser" });
  const ask = () => {
    const yes = button(T.eraseYes, () => {
      close();
      erase();
    }, { class: "main" });
    const no = button(T.eraseNo, () => {
      node.replaceChildren(start);
      start.focus();
    });
    node.replaceChildren(el("p", { role: "alert" }, T.eraseAsk), yes, no);
    no.focus();
  };
  const start = button(T.erase, ask);
  node.append(start);
  return node;
}
