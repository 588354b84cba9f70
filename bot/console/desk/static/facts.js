import { button, el, keepConverting, newId } from "./dom.js";
import { T } from "./texts.js";

/** What is known, as it was understood, and what was skipped; each can be changed. */
export function renderFacts(facts, calculator) {
  const { skipped, asked } = calculator.state;
  const rows = [
    ...facts.map((fact) => (fact.problem ? unclear(fact, calculator) : known(fact, calculator))),
    ...skipped.map((fact) =>
      row(asked[fact], T.skipped, button(T.askAgain, () => calculator.forget(fact), named(asked[fact], T.askAgain)))),
  ];
  return rows.length > 0 && el("div", { class: "stack facts" }, el("h3", {}, T.facts), el("ul", {}, rows));
}

const row = (label, said, ...buttons) =>
  el("li", { class: "row" }, el("span", { class: "small" }, label), el("b", {}, said), el("span", { class: "row end" }, buttons));

const named = (label, action) => ({ class: "quiet", "aria-label": T.factAction(label, action) });

function known({ fact, label, said }, calculator) {
  const text = calculator.state.facts[fact];
  const change = () => {
    const field = editor({ fact, label }, text, calculator);
    node.replaceWith(field);
    field.querySelector("input").select();
  };
  const remove = button(T.remove, () => calculator.forget(fact), named(label, T.remove));
  // A choice is a code: it is chosen anew instead.
  const typed = !/^[a-z_]*$/.test(text ?? "");
  const node = row(label, said, typed && button(T.change, change, named(label, T.change)), remove);
  return node;
}

const unclear = (fact, calculator) => editor(fact, calculator.state.facts[fact], calculator);

function editor({ fact, label, problem }, text, calculator) {
  const [id, problemId] = [newId(), newId()];
  const input = el("input", {
    id, value: text, autocomplete: "off", spellcheck: "false",
    "aria-invalid": problem && "true", "aria-describedby": problem && problemId,
    onkeydown: keepConverting,
  });
  const onsubmit = (event) => {
    event.preventDefault();
    if (input.value.trim()) calculator.set(fact, input.value.trim());
    else calculator.forget(fact);
  };
  return el("li", {},
    el("form", { class: "row", onsubmit, autocomplete: "off", novalidate: "" },
      el("label", { for: id, class: "small" }, label), input, el("button", {}, T.enter),
      button(T.remove, () => calculator.forget(fact), named(label, T.remove))),
    problem && el("p", { class: "error", id: problemId, role: "alert" }, problem));
}
