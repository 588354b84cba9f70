import { button, el } from "./dom.js";
import { hint } from "./keys.js";
import { T } from "./texts.js";

const CONCLUSION = 2; // sentences that are read first, and mostly alone

/** Sentences to read aloud: the conclusion large, the rest as one comes to it. */
export const renderTold = (script) =>
  script.map((sentence, index) => el("p", index < CONCLUSION ? { class: "conclusion" } : {}, sentence));

/**
 * What is read aloud now: once something is computed that is what was `told`, a person each, and the
 * general words are folded away.
 */
export function renderScript({ script }, told, { copy, copyResult }) {
  const named = told.length > 1 || (told.length && told[0].key !== "unnamed");
  return el("div", { class: "stack words" },
    el("div", { class: "script" },
      el("div", { class: "row head" },
        el("h3", {}, T.script),
        el("span", { class: "row" },
          told.length > 0 && hint(button(T.copyOne, copyResult, { class: "quiet" }), "copyResult"),
          hint(button(T.copyScript, copy), "copy"))),
      told.length
        ? told.map(({ label, script: words, current }) =>
            el("div", { class: "told", role: "group", "aria-label": label, "data-current": current && told.length > 1 ? "" : null },
              named && el("h4", {}, label), renderTold(words)))
        : renderTold(script)),
    told.length > 0 && el("details", { class: "general" },
      el("summary", {}, T.generalScript), script.map((sentence) => el("p", {}, sentence))));
}

/** The same as it is copied. */
export const scriptText = ({ script }, told) =>
  told.length > 1 || (told.length && told[0].key !== "unnamed")
    ? told.map(({ label, script: words }) => [label, ...words].join("\n")).join("\n\n")
    : (told[0]?.script ?? script).join("\n");
