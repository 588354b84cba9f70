import { call } from "./api.js";
import { button, byId, el } from "./dom.js";
import { renderFacts } from "./facts.js";
import { patiently } from "./patience.js";
import { renderQuestion } from "./question.js";
import { renderResult } from "./result.js";
import { T } from "./texts.js";

const select = byId("matter");
const node = byId("calculation");

/** What is known of the caller's dates, and what the rules make of it. Lives in this page alone. */
export class Calculator {
  #loading = null;
  #awaited = false; // somebody came here before the question did

  /**
   * `act` has `copyResult()` and `open(id)`, and hears `calculated(answer)`, `failed(problem)` and
   * `corrected(fact)`, when what was known is known otherwise or no more.
   */
  constructor(act) {
    this.act = act;
    this.reset();
    select.onchange = () => this.choose(select.value);
    // Who chooses with the keys stays here until done.
    select.onkeydown = select.onblur = () => (this.#awaited = false);
    patiently(() => call("GET", "/desk/matters")).then((matters) => {
      select.append(...matters.map(({ id, title }) => el("option", { value: id }, title)));
      select.value = this.state.matter;
    }, act.failed);
  }

  reset() {
    this.restore({ state: { matter: "", facts: {}, skipped: [], asked: {} }, answer: null });
  }

  /** Takes back what `kept` gave. */
  restore({ state, answer }) {
    this.#loading?.abort();
    this.state = state;
    select.value = state.matter;
    this.#render(answer);
    if (state.matter && !answer) this.#calculate();
  }

  get kept() {
    return { state: this.state, answer: this.answer };
  }

  get script() {
    return this.answer?.result?.script.join("\n");
  }

  get started() {
    return Boolean(this.state.matter) || Object.keys(this.state.facts).length > 0;
  }

  /** Works out `matter`; what is known stays known, for the same person asks. */
  choose(matter, facts = {}) {
    for (const fact in facts) this.#learn(fact, facts[fact]);
    this.state.matter = matter;
    select.value = matter;
    if (matter) this.#calculate();
    else this.#render(null);
  }

  /** Goes to the question, else to the result or to the choice of a matter. */
  focus() {
    const found = node.querySelector(".question input, .question button") ?? node.querySelector(".value") ?? select;
    found.focus();
    found.select?.(); // what was typed and is wrong is typed over
    this.#awaited = found === select;
  }

  skip() {
    const { question } = this.answer ?? {};
    if (!question) return false;
    this.state.asked[question.fact] = question.label;
    this.state.skipped.push(question.fact);
    this.#calculate();
  }

  set = (fact, text) => {
    this.#learn(fact, text);
    this.#calculate();
  };

  forget = (fact) => {
    this.#learn(fact);
    this.state.skipped = this.state.skipped.filter((other) => other !== fact);
    this.#calculate();
  };

  /** `text`: undefined to forget it. */
  #learn(fact, text) {
    const { facts } = this.state;
    if (fact in facts && facts[fact] !== text) this.act.corrected(fact);
    if (text === undefined) delete facts[fact];
    else facts[fact] = text;
  }

  async #calculate() {
    this.#loading?.abort();
    const { signal } = (this.#loading = new AbortController());
    const { matter, facts, skipped } = this.state;
    const ask = () => call("POST", "/desk/calculate", { matter, facts, skipped }, signal);
    const answer = await patiently(ask, signal).catch((problem) => ({ problem }));
    if (signal.aborted) return;
    if (answer.problem) return this.act.failed(answer.problem);
    this.#render(answer);
    this.act.calculated(answer);
  }

  #render(answer) {
    // Whoever works here goes on here; whoever types elsewhere is left alone.
    const here = this.#awaited || node.contains(document.activeElement);
    this.answer = answer;
    node.replaceChildren(...parts(this, answer));
    if (here) this.focus();
  }
}

const general = ({ matter, title }, act) =>
  el("div", { class: "result stack" },
    el("p", { class: "value", tabindex: "-1" }, T.general),
    el("p", {}, T.generalHow),
    button(T.openCard(title), () => act.open(matter)));

function parts(calculator, answer) {
  if (!answer) return [el("p", { class: "empty" }, T.chooseMatter)];
  const { facts, question, result } = answer;
  // What is wrong with the answer to a question stands at the question.
  const asked = facts.find(({ fact, problem }) => problem && fact === question?.fact);
  return [
    question && renderQuestion(question, asked?.problem, calculator),
    result && renderResult(result, calculator.act.copyResult),
    // With what is known only the general answer is right.
    !question && !result && general(answer, calculator.act),
    renderFacts(facts.filter((fact) => fact !== asked), calculator),
  ].filter(Boolean);
}
