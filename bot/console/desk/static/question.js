import { button, el, keepConverting, newId } from "./dom.js";
import { hint } from "./keys.js";
import { T } from "./texts.js";

/** The one next question: the sentence to say, and where its answer goes. */
export function renderQuestion({ fact, ask, input, choices }, problem, calculator) {
  const [askId, hintId, problemId] = [newId(), newId(), newId()];
  const figures = figuresOf(choices ?? []);
  return el("form", { class: "question stack", autocomplete: "off", novalidate: "", onsubmit },
    el("h3", {}, T.next),
    el("p", { class: "say", id: askId }, ask),
    input !== "choice" && field(),
    problem && el("p", { class: "error", id: problemId, role: "alert" }, problem),
    choices?.length && el("div", { class: "row", role: "group", "aria-labelledby": askId },
      choices.map(({ value, label }, index) => choice(label, figures[index], () => calculator.set(fact, value)))),
    hint(button(T.skip, () => calculator.skip(), { class: "quiet" }), "skip"));

  function field() {
    const value = problem ? calculator.state.facts[fact] : "";
    return [
      el("div", { class: "row" },
        el("input", {
          name: "answer", value, autocomplete: "off", spellcheck: "false", "aria-labelledby": askId,
          "aria-describedby": problem ? `${problemId} ${hintId}` : hintId, "aria-invalid": problem && "true", onkeydown: keepConverting,
        }),
        el("button", { class: "main" }, T.enter)),
      el("p", { id: hintId, class: "small" }, T.examples[input]),
    ];
  }

  function onsubmit(event) {
    event.preventDefault();
    const text = event.target.elements.answer?.value.trim();
    if (text) calculator.set(fact, text);
  }
}

const NONE = "none"; // どれもない has the same key in every question

function figuresOf(choices) {
  let next = 1;
  return choices.map(({ value }) => (value === NONE ? 0 : next++));
}

/** A choice that its figure presses, too. */
function choice(label, figure, act) {
  const node = button(label, act, { "data-figure": figure, "aria-keyshortcuts": `Alt+${figure}` });
  node.append(el("kbd", { "aria-hidden": "true" }, String(figure)));
  return node;
}
