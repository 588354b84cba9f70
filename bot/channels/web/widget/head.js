import { call } from "./api.js";
import { callBox } from "./card.js";
import { button, el, later, newId } from "./dom.js";
import { load, save } from "./storage.js";
import { T } from "./texts.js";

/** The title, the languages, 「閉じる」, and the menu with all that a thumb must not hit by chance. */
export function createHead(title, talk, { setLook, close, leave, choose }) {
  const look = load("localStorage") ?? {};
  // Whoever has not chosen reads easy Japanese with readings.
  const shown = () => ({ furigana: T.code.endsWith("-easy"), ...look });
  const tick = (name) => {
    const onchange = () => {
      look[name] = input.checked;
      save("localStorage", look);
      setLook(shown());
    };
    const input = el("input", { type: "checkbox", onchange });
    input.checked = shown()[name];
    return el("label", {}, input, T[name]);
  };
  const toggle = async () => {
    menu.hidden = !menu.hidden;
    opener.ariaExpanded = !menu.hidden;
    if (menu.hidden) return opener.focus();
    const { state } = talk;
    phone.replaceChildren(callBox(state.centre));
    state.centre = await call("GET", "centre").catch(() => state.centre);
    phone.replaceChildren(callBox(state.centre));
  };
  const erase = () => {
    toggle();
    talk.restart();
  };
  const id = newId();
  const opener = button(T.menu, toggle, { "aria-expanded": false, "aria-controls": id });
  const phone = el("div");
  const menu = el("div", { id, class: "menu", hidden: "" },
    phone,
    el("div", { class: "row" }, tick("furigana"), tick("large")),
    el("p", { class: "small" }, T.kept),
    el("details", { ontoggle: ({ target }) => target.scrollIntoView() }, el("summary", {}, T.erase), `${T.eraseAsk} `, button(T.eraseYes, erase, { class: "main" })),
    el("div", {}, button(T.leave, leave), el("p", { class: "small" }, T.leaveHint)));
  queueMicrotask(() => setLook(shown()));
  return el("div", { class: "head" },
    el("div", { class: "row" }, title, T.languages[1] && languages(choose), opener, button(T.close, close)), menu);
}

// The other names need letters that no page has used yet: they come once the first screen is there.
function languages(choose) {
  const name = ([code, tag, said]) => el("option", { value: code, lang: tag }, said);
  const own = T.languages.findIndex(([code]) => code === T.code);
  const list = el("select", { "aria-label": "Language", onchange: ({ target }) => choose(target.value) }, name(T.languages[own]));
  later(() => {
    list.prepend(...T.languages.slice(0, own).map(name));
    list.append(...T.languages.slice(own + 1).map(name));
  });
  return list;
}
