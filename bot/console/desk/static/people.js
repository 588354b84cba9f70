import { call } from "./api.js";
import { button, byId, el } from "./dom.js";
import { patiently } from "./patience.js";
import { T } from "./texts.js";

const UNNAMED = "unnamed";
const MOST = 8;
/** What was heard of people where nothing was. */
export const NOBODY = { about: [], unowned: false };

const tabs = byId("people");
const relation = byId("relation");
const relations = new Map([...relation.options].map(({ value, text }) => [value, text]));

let count = 0;

/** Somebody of the call; `matter` is worked out by `facts`, their own and nobody else's. */
export const somebody = (key = UNNAMED, called = "", label = relations.get(key)) =>
  ({ id: ++count, key, called, label, matter: "", facts: {}, skipped: [], asked: {}, answer: null, stale: false });

const untouched = ({ facts, skipped, answer }) => !Object.keys(facts).length && !skipped.length && !answer?.result;

/** How a note may call them: a relation is no personal fact, a surname is. */
export const noted = ({ key, label }) => (key === UNNAMED ? "" : key.startsWith("named_") ? T.somebody : label);

/** The people of a call, a tab each. `act` hears `turned()`, `learnt(person, facts)`, `left(person)`. */
export class People {
  #heard = "";
  #card = "";
  #last = NOBODY;

  constructor(act) {
    this.act = act;
    relation.onchange = () => this.rename(relation.value);
    tabs.onkeydown = ({ key }) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
      if (!step) return;
      this.next(step);
      tabs.querySelector("[aria-selected=true]").focus();
    };
    byId("add").onclick = () => this.add();
    byId("remove").onclick = () => this.remove();
    this.reset();
  }

  reset() {
    this.restore({ all: [somebody()], at: 0, heard: "" });
  }

  get kept() {
    return { all: this.all, at: this.all.indexOf(this.person), heard: this.#heard };
  }

  restore({ all, at, heard }) {
    this.all = all;
    this.person = all[at];
    this.#heard = heard;
    this.#card = "";
    this.#last = NOBODY;
    this.show();
  }

  /** Is the call about one person whom nobody has named? */
  get isOne() {
    return this.all.length === 1 && this.person.key === UNNAMED;
  }

  get started() {
    return !this.isOne || !untouched(this.person) || Boolean(this.person.matter);
  }

  turnTo(person) {
    this.person = person;
    this.act.turned();
    this.show();
  }

  next(step = 1) {
    const { length } = this.all;
    if (length < 2) return false;
    this.turnTo(this.all[(this.all.indexOf(this.person) + step + length) % length]);
  }

  /** The next after whose tab is open, of whom something is asked for the same `matter`. */
  nextAsked(matter) {
    const at = this.all.indexOf(this.person);
    const others = [...this.all.slice(at + 1), ...this.all.slice(0, at)];
    return others.find((other) => other.matter === matter && !other.stale && other.answer?.question);
  }

  /** A tab for one more person, of whom nothing is known. False where there is no room. */
  add() {
    const nth = [1, 2, 3].find((n) => !this.all.some(({ key }) => key === `person_${n + 1}`));
    if (!nth || this.all.length >= MOST) return false;
    const person = somebody(`person_${nth + 1}`, "", T.nth[nth]);
    this.all.push(person);
    this.turnTo(person);
    relation.focus();
    return person;
  }

  remove() {
    const gone = this.person;
    if (!this.started) return false;
    const at = this.all.indexOf(gone);
    this.all = this.all.filter((person) => person !== gone);
    if (!this.all.length) this.all = [somebody()];
    this.act.left(gone);
    this.turnTo(this.all[Math.min(at, this.all.length - 1)]);
  }

  /** Says whose tab it is, by the relation to the caller. What is known stays: it was theirs. */
  rename(key) {
    const other = this.all.find((person) => person.key === key && person !== this.person);
    if (other) return this.turnTo(other);
    Object.assign(this.person, { key, called: "", label: relations.get(key) });
    this.act.turned(true);
    this.show();
  }

  /** The tab of somebody of whom a chat knew. Nobody named is never one of whom something is known. */
  meet(one) {
    if (one.key !== UNNAMED) return this.#join(one);
    if (!untouched(this.person)) this.add();
    return this.person;
  }

  /**
   * Takes in who is in what is new in `text`, each with what was told of them, and what all of it
   * chooses of the `card` that is opened with it. `about`: whom it is about, as before where nothing
   * is new; `unowned`: something was told of nobody knows whom.
   */
  async hear(text, signal, card = "") {
    if (text === this.#heard && card === this.#card) return this.#last;
    const fresh = this.#heard && text.startsWith(this.#heard) ? text.slice(this.#heard.length) : text;
    this.#heard = text;
    this.#card = card;
    const people = this.all.map(({ key, called, facts }) => ({ key, called, facts }));
    const ask = () => call("POST", "/desk/people", { text: fresh, said: text, card, people, speaking_of: this.person.key }, signal);
    const found = await patiently(ask, signal);
    const joined = new Map(found.people.map((one) => [one.key, this.#join(one)]));
    for (const { key, facts } of found.people) this.act.learnt(joined.get(key), facts);
    if (fresh) this.#last = { about: found.about.map((key) => joined.get(key)), unowned: found.unowned };
    this.show();
    return this.#last;
  }

  /** An empty box begins anew: the same words are then said again. */
  forgetWords() {
    this.#heard = this.#card = "";
    this.#last = NOBODY;
  }

  #join({ key, called, label }) {
    const known = this.all.find((person) => person.key === key);
    if (known) return known;
    const free = this.all.find((person) => person.key === UNNAMED && untouched(person));
    if (free) return Object.assign(free, { key, called, label });
    const person = somebody(key, called, label);
    this.all = [...this.all, person].slice(-MOST);
    return person;
  }

  show() {
    const inside = tabs.contains(document.activeElement);
    tabs.replaceChildren(...this.all.map((person) => this.#tab(person)));
    if (inside) tabs.querySelector("[aria-selected=true]").focus();
    const { key, label } = this.person;
    if (!relations.has(key)) relation.options[0].text = label;
    else relation.options[0].text = relations.get(UNNAMED);
    relation.value = relations.has(key) ? key : UNNAMED;
  }

  #tab(person) {
    const { label, answer, stale, key } = person;
    const selected = person === this.person;
    const state = !stale && (answer?.question ? T.asking : answer?.result?.value);
    return button(label, () => this.turnTo(person), {
      role: "tab", id: selected ? "person" : null, "aria-selected": selected, "aria-controls": "calculation",
      tabindex: selected ? 0 : -1, "data-key-of": key,
    }).appendChild(el("span", { class: "small" }, state || "")).parentNode;
  }
}
