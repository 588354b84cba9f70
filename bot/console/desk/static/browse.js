import { call } from "./api.js";
import { button, byId, el } from "./dom.js";
import { patiently } from "./patience.js";

const dialog = byId("index");
const field = byId("index-words");
const list = byId("index-list");

const folded = (text) => text.normalize("NFKC").toLowerCase();

/** All answers by topic, id and word. `open` gets the id of the one that is chosen. */
export class Browse {
  #topics = null;
  #only = null;

  constructor(open) {
    this.open = open;
    field.oninput = () => this.#show();
    // The first one that is left.
    byId("index-form").onsubmit = (event) => {
      event.preventDefault();
      list.querySelector("button")?.click();
    };
  }

  /** With `only`, one topic as long as no word is typed. */
  async show(only) {
    if (dialog.open) return dialog.close();
    this.#only = only;
    field.value = "";
    list.replaceChildren();
    dialog.showModal();
    field.focus();
    this.#topics ??= await patiently(() => call("GET", "/desk/answers"));
    this.#show();
  }

  #show() {
    const wanted = folded(field.value).split(/\s+/).filter(Boolean);
    const fits = ({ id, title, lead }) => wanted.every((word) => folded(`${id} ${title} ${lead}`).includes(word));
    const among = (this.#topics ?? []).filter(({ title }) => wanted.length || !this.#only || title === this.#only);
    const found = among.map((topic) => ({ ...topic, answers: topic.answers.filter(fits) }));
    list.replaceChildren(...found.filter(({ answers }) => answers.length).map((topic) => this.#topic(topic)));
    byId("index-none").hidden = Boolean(list.firstChild) || !this.#topics;
  }

  #topic({ title, answers }) {
    return el("section", {},
      el("h3", {}, title),
      el("ul", {}, answers.map(({ id, title: name }) => el("li", {}, button(name, () => this.#choose(id), { class: "quiet" }), el("span", { class: "small" }, id)))));
  }

  #choose(id) {
    dialog.close();
    this.open(id);
  }
}
