import { call } from "./api.js";
import { byId, el, write } from "./dom.js";
import { say } from "./line.js";
import { T } from "./texts.js";

const choice = byId("practice");
const next = byId("practice-next");
const told = byId("practice-told");

/**
 * Sample callers for who is new: their sentences come one by one, as in a call, and what is opened and
 * worked out is checked. No card comes up by itself. `hear` gets each line; `start` begins an empty call.
 */
export class Practice {
  #calls = null;
  #call = null;
  #at = 0;
  #right = false;

  constructor({ hear, start }) {
    Object.assign(this, { hear, start });
    byId("live-open").addEventListener("click", () => this.#load());
    choice.onchange = () => this.#begin(this.#calls?.[choice.value] ?? null);
    next.onclick = () => this.#next();
  }

  /** Is it a sample call that is open? */
  get running() {
    return this.#call !== null;
  }

  opened({ id }) {
    if (!this.#call) return;
    this.#right = id === this.#call.card;
    this.#tell(!this.#right ? T.practice.other : this.#call.value ? T.practice.calculate : this.#done());
  }

  calculated({ result }) {
    if (!this.#call?.value || !result?.value) return;
    this.#tell(result.value === this.#call.value ? this.#done() : T.practice.value);
  }

  /** The call is over. */
  forget() {
    this.#call = null;
    choice.value = "";
    next.hidden = true;
    told.replaceChildren();
  }

  async #load() {
    if (this.#calls) return;
    this.#calls = await call("GET", "/desk/practice").catch((problem) => say(problem.message, "trouble") ?? null);
    choice.append(...(this.#calls ?? []).map(({ title }, number) => el("option", { value: number }, title)));
  }

  #begin(chosen) {
    this.start(); // it forgets the sample call before, too
    if (!chosen) return;
    this.#call = chosen;
    choice.value = this.#calls.indexOf(chosen);
    this.#at = 0;
    next.hidden = false;
    this.#next();
    next.focus();
  }

  #next() {
    const line = this.#call.lines[this.#at++];
    if (line) this.hear({ ...line, final: true });
    next.hidden = this.#at >= this.#call.lines.length;
    this.#tell(next.hidden ? T.practice.open : T.practice.listen);
  }

  #done() {
    return `${T.practice.right} ${this.#call.learn}`;
  }

  #tell(text) {
    write(told, text);
  }
}
