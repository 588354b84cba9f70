import { call } from "./api.js";
import { button, byId, el } from "./dom.js";
import { say } from "./line.js";
import { once } from "./patience.js";
import { T } from "./texts.js";

const form = byId("consultation");
const input = byId("number");
const node = byId("asked");

/** The number that a resident got in the chat: what was asked and computed there. */
export class Consultation {
  found = null;
  #under = null;

  /** `act` has `open(id)` and `tag()`, the caller's language, and hears `taken(found)`. */
  constructor(act) {
    this.act = act;
    form.onsubmit = (event) => {
      event.preventDefault();
      this.#take(input.value.trim());
    };
  }

  async #take(number) {
    // Figures that are not six are a slip; words (いちにさん…) are the server's to read.
    const figures = number.normalize("NFKC").replace(/[\s-]/g, "");
    if (!/^\d{6}$|\D/.test(figures)) return say(T.sixDigits, "trouble");
    // A number is good for one use: it is never sent twice by itself, and stays until it worked.
    if (this.#under) return;
    const { signal } = (this.#under = new AbortController());
    form.ariaBusy = "true";
    const ask = () => call("POST", "/desk/consultations", { number }, signal);
    const found = await once(ask, { signal, doubt: T.numberFailed });
    if (signal.aborted) return; // the call that it was for is over
    this.#over();
    if (!found) return input.select();
    input.value = "";
    this.act.taken(found);
    this.show(found);
    say(T.taken);
  }

  #over() {
    this.#under = null;
    form.ariaBusy = null;
  }

  /** `found`: null for none. What is on its way is of another call. */
  show(found) {
    this.#under?.abort();
    this.#over();
    this.found = found;
    node.hidden = !found;
    node.replaceChildren(...(found ? [el("h3", {}, T.asked(found.minutes)), el("ul", {}, found.asked.map((one) => this.#row(one))), this.#people(found.people)].filter(Boolean) : []));
  }

  /** Whose results were told, each by name. */
  #people(people) {
    const rows = people.filter(({ name, value }) => name || value);
    return el("dl", {}, rows.map(({ name, title, value, known }) =>
      [el("dt", {}, [name, title].filter(Boolean).join(" ")), [value, ...known].map((line) => el("dd", {}, line))]));
  }

  #row({ words, id, title }) {
    return el("li", {}, el("p", { lang: this.act.tag() }, words), id && button(title, () => this.act.open(id), { class: "quiet" }));
  }
}
