import { button, el, listed } from "./dom.js";
import { hint } from "./keys.js";
import { T } from "./texts.js";

/** What the rules come to: the value, how sure it is, why, and where it would turn. */
export function renderResult({ script, value, confirm, source, met, boundaries }, copyResult) {
  return el("div", { class: "result stack", role: "group", "aria-label": T.result },
    el("p", { class: "value", tabindex: "-1" }, value ?? T.noValue),
    confirm && el("p", { class: "confirm" }, el("b", {}, "⚠ ", T.confirm), T.confirmWhy),
    script.length > 0 && el("div", { class: "script" },
      el("div", { class: "row head" },
        el("h3", {}, T.resultScript),
        hint(button(T.copyScript, copyResult), "copyResult")),
      script.map((sentence) => el("p", {}, sentence))),
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
