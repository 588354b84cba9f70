import { button, el, listed } from "./dom.js";
import { hint } from "./keys.js";
import { renderTold } from "./script.js";
import { T } from "./texts.js";

/**
 * What the rules come to for `who`: the value, how sure it is, why, and where it would turn. Its
 * words stand on the card of the matter; `onCard`: that one is open. `past`: the title of the
 * matter, where another one is spoken of now.
 */
export function renderResult({ script, value, confirm, source, met, boundaries }, { who, past, onCard, copyResult }) {
  return el("div", { class: past ? "result stack past" : "result stack", role: "group", "aria-label": T.result },
    past && el("p", { class: "small" }, T.past(past)),
    who && el("h3", { class: "who" }, who),
    el("p", { class: "value", tabindex: "-1" }, value ?? T.noValue),
    confirm && el("p", { class: "confirm" }, el("b", {}, "⚠ ", T.confirm), T.confirmWhy),
    !onCard && script.length > 0 && el("div", { class: "script" },
      el("div", { class: "row head" },
        el("h3", {}, T.resultScript),
        hint(button(T.copyScript, copyResult), "copyResult")),
      renderTold(script)),
    met.length > 0 && [el("h3", {}, T.rules), el("ul", { class: "met" }, met.map(rule))],
    listed(T.boundaries, boundaries.map(({ sentence }) => sentence)),
    source && el("p", { class: "small source" }, source));
}

const rule = ({ label, value, mark, source, decided }) =>
  el("li", decided ? { class: "decided" } : {},
    decided && el("span", { class: "pill" }, T.decided),
    el("span", {}, label),
    value && el("b", {}, value),
    el("span", { class: "small" }, [T.marks[mark], source].filter(Boolean).join(" / ")));
