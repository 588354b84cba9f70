import { call } from "./api.js";
import { button, byId, el } from "./dom.js";
import { renderFacts } from "./facts.js";
import { patiently } from "./patience.js";
import { People } from "./people.js";
import { renderQuestion } from "./question.js";
import { renderResult } from "./result.js";
import { T } from "./texts.js";

const select = byId("matter");
const node = byId("calculation");

/** What is known of each person of the call, and what the rules make of it. Lives in this page alone. */
export class Calculator {
  #loading = new Map(); // by person
  #done = null; // whose result has just come
  #awaited = false; // somebody came here before the question did

  /**
   * `act` has `copyResult()`, `open(id)`, `card()` and `language()`, and hears `calculated(answer, person)`,
   * `failed(problem)`, `shown()`, `left(person)`, `wentOn(done, person)` and `corrected(fact, person)`,
   * when what was known is known otherwise or no more.
   */
  constructor(act) {
    this.act = act;
    this.people = new People({
      turned: (renamed) => this.#turned(renamed),
      learnt: (person, facts) => this.#take(person, facts),
      left: (person) => {
        this.#stop(person);
        act.left(person);
      },
    });
    this.#render();
    select.onchange = () => this.choose(select.value);
    // Who chooses with the keys stays here until done.
    select.onkeydown = select.onblur = () => (this.#awaited = false);
    patiently(() => call("GET", "/desk/matters")).then((matters) => {
      select.append(...matters.map(({ id, title }) => el("option", { value: id }, title)));
      select.value = this.state.matter;
    }, act.failed);
  }

  /** What is known of whose tab is open. */
  get state() {
    return this.people.person;
  }

  get answer() {
    return this.state.answer;
  }

  reset() {
    this.people.all.forEach((person) => this.#stop(person));
    this.people.reset();
    this.#render();
  }

  /** Takes back what `kept` gave. */
  restore(kept) {
    this.people.restore(kept);
    this.people.all.forEach((person) => person.matter && !person.answer && this.#calculate(person));
    this.#render();
  }

  get kept() {
    return this.people.kept;
  }

  get script() {
    return this.answer?.result?.script.join("\n");
  }

  get started() {
    return this.people.started;
  }

  /** The results for `matter`, one a person. */
  results(matter) {
    return this.people.all
      .filter(({ answer, stale }) => answer?.result && answer.matter === matter && !stale)
      .map(({ id, key, label, answer }) => ({ key, label, script: answer.result.script, foreign: answer.foreign, current: id === this.state.id }));
  }

  /** Works out `matter` for whose tab is open; what is known stays known, for the same person asks. */
  choose(matter) {
    this.#choose(this.state, matter);
    this.#render();
  }

  /** A card is open, and the question was about `about`. What is of another matter is past. */
  opened({ id, matter }, about = []) {
    const people = about.length ? about : [this.state];
    if (matter) people.forEach((person) => this.#choose(person, matter));
    for (const person of this.people.all) person.stale = Boolean(person.matter) && person.matter !== id;
    if (people.includes(this.state)) this.#render();
    else this.people.turnTo(people[0]);
    this.people.show();
  }

  /** What a chat knew of each person: their facts, to their own tab. */
  takeOver(people) {
    const met = people.map((one) => this.people.meet(one));
    people.forEach(({ facts }, i) => {
      for (const fact in facts) this.#learn(met[i], fact, facts[fact]);
    });
    // Of somebody's several matters the first is the one that was open.
    people.forEach(({ matter }, i) => met.indexOf(met[i]) === i && this.#choose(met[i], matter));
    if (met.length) this.people.turnTo(met[0]);
  }

  /** All that was worked out is said in another language too. */
  retell() {
    this.people.all.forEach((person) => person.matter && this.#calculate(person));
  }

  /** Goes to the question, else to the result or to the choice of a matter. */
  focus({ preventScroll = false } = {}) {
    const found = node.querySelector(".question input, .question button") ?? node.querySelector(".value") ?? select;
    found.focus({ preventScroll: preventScroll || found.matches(".value") });
    found.select?.(); // what was typed and is wrong is typed over
    this.#awaited = found === select;
  }

  /** Presses the choice with this figure on it; false where there is none. */
  pick(figure) {
    const found = node.querySelector(`.question [data-figure="${figure}"]`);
    if (!found) return false;
    found.click();
  }

  skip() {
    const { question } = this.answer ?? {};
    if (!question) return false;
    this.state.asked[question.fact] = question.label;
    this.state.skipped.push(question.fact);
    this.#calculate(this.state);
  }

  set = (fact, text) => {
    this.#learn(this.state, fact, text);
    this.#calculate(this.state);
  };

  forget = (fact) => {
    const { state } = this;
    this.#learn(state, fact);
    state.skipped = state.skipped.filter((other) => other !== fact);
    this.#calculate(state);
  };

  #take(person, facts) {
    for (const fact in facts) this.#learn(person, fact, facts[fact]);
    if (person.matter && Object.keys(facts).length) this.#calculate(person);
  }

  /** `text`: undefined to forget it. */
  #learn(person, fact, text) {
    const { facts } = person;
    if (fact in facts && facts[fact] !== text) this.act.corrected(fact, person);
    if (text === undefined) delete facts[fact];
    else facts[fact] = text;
  }

  #choose(person, matter) {
    if (person.answer?.matter !== matter) person.answer = null;
    person.matter = matter;
    if (matter) this.#calculate(person);
    else this.#stop(person);
  }

  #turned(renamed) {
    if (renamed && this.state.matter) this.#calculate(this.state); // the words have another name
    this.#render();
  }

  #stop(person) {
    this.#loading.get(person.id)?.abort();
    this.#loading.delete(person.id);
    if (this.#done === person) this.#done = null;
  }

  async #calculate(person) {
    this.#stop(person);
    const loading = new AbortController();
    const { signal } = loading;
    this.#loading.set(person.id, loading);
    person.stale = false;
    const { matter, key, called, facts, skipped } = person;
    const ask = () => call("POST", "/desk/calculate", { matter, person: { key, called }, facts, skipped, language: this.act.language() }, signal);
    const answer = await patiently(ask, signal).catch((problem) => ({ problem }));
    if (signal.aborted) return;
    this.#loading.delete(person.id);
    if (answer.problem) return this.act.failed(answer.problem);
    const wasDone = person.answer && !person.answer.question;
    if (person === this.state && answer.result && !answer.question && !wasDone) this.#done = person;
    person.answer = answer;
    this.act.calculated(answer, person);
    this.people.show();
    if (person === this.state) this.#render();
    else this.act.shown();
    if (!this.#loading.size) this.#goOn();
  }

  /**
   * Once a result stands on its card, the next person of the household is asked. A result that was
   * there before and is mended is not left.
   */
  #goOn() {
    const done = this.#done;
    this.#done = null;
    if (done !== this.state || done.matter !== this.act.card()) return;
    const next = this.people.nextAsked(done.matter);
    if (!next) return;
    const here = node.contains(document.activeElement);
    if (here) document.activeElement.blur();
    this.people.turnTo(next);
    if (here) this.focus({ preventScroll: true }); // zoomed in, the result is read first
    this.act.wentOn(done, next);
  }

  #render() {
    // Whoever works here goes on here; whoever types elsewhere is left alone.
    const here = this.#awaited || node.contains(document.activeElement);
    select.value = this.state.matter;
    this.act.shown();
    node.replaceChildren(...parts(this));
    if (here) this.focus();
    if (here && this.answer?.result && !this.answer.question) this.act.told();
  }
}

const general = ({ matter, title }, act) =>
  el("div", { class: "result stack" },
    el("p", { class: "value", tabindex: "-1" }, T.general),
    el("p", {}, T.generalHow),
    button(T.openCard(title), () => act.open(matter)));

function parts(calculator) {
  const { answer, act, people, state } = calculator;
  if (!answer) return state.matter ? [] : [el("p", { class: "empty" }, T.chooseMatter)];
  const { facts, question, result } = answer;
  // What is wrong with the answer to a question stands at the question.
  const asked = facts.find(({ fact, problem }) => problem && fact === question?.fact);
  return [
    question && renderQuestion(question, asked?.problem, calculator),
    result && renderResult(result, { who: people.isOne ? "" : state.label, past: state.stale && answer.title, onCard: act.card() === answer.matter, copyResult: act.copyResult }),
    // With what is known only the general answer is right.
    !question && !result && general(answer, act),
    renderFacts(facts.filter((fact) => fact !== asked), calculator),
  ].filter(Boolean);
}
