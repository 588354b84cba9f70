import { call } from "./api.js";
import { copy } from "./copy.js";
import { button, byId, el, write } from "./dom.js";
import { say } from "./line.js";
import { T } from "./texts.js";

const KEPT = 8; // sentences of the caller, which are sent to be understood
const SHOWN = 3; // lines

const said = byId("live-said");
const cards = byId("live-cards");
const connect = byId("live-connect");

/**
 * What is being said, as recognition writes it, and the cards that it surely is about. Silence leaves
 * what was shown: a caller who says thank you has not changed the matter. All of it lives in this page.
 */
export class Live {
  #lines = [];
  #sentences = [];
  #items = [];
  #source = null;
  #asking = new AbortController();

  constructor(open) {
    this.open = open;
    const section = byId("live");
    const toggle = byId("live-open");
    toggle.onclick = () => {
      section.hidden = !section.hidden;
      toggle.ariaExpanded = !section.hidden;
    };
    connect.onclick = () => (this.#source ? this.#close() : this.#listen());
    byId("live-token").onclick = () => this.#token();
  }

  /** Something was said by `speaker`; not `final` while it may still change. Without `follow` no card
   * comes of it. */
  hear({ text, speaker, final }, follow = true) {
    if (this.#lines.at(-1)?.final === false) this.#lines.pop();
    this.#lines = [...this.#lines, { text, speaker, final }].slice(-SHOWN);
    this.#show();
    if (!follow || !final || speaker !== "caller") return;
    this.#sentences = [...this.#sentences, text].slice(-KEPT);
    this.#follow();
  }

  /** Opens the first card; false where there is none. */
  openFirst() {
    const [first] = this.#items;
    if (!first) return false;
    this.open(first.id);
  }

  /** The call is over. */
  forget() {
    this.#asking.abort();
    this.#lines = [];
    this.#sentences = [];
    this.#show();
    this.#suggest({ kind: "none", items: [] }, true);
  }

  async #follow() {
    this.#asking.abort();
    const { signal } = (this.#asking = new AbortController());
    const answer = await call("POST", "/desk/follow", { sentences: this.#sentences }, signal).catch(() => null);
    if (answer && !signal.aborted) this.#suggest(answer);
  }

  #suggest({ kind, items, say: told }, forget = false) {
    if (kind === "none" && !forget) return;
    this.#sentences = []; // what is said next may be another matter
    this.#items = items;
    cards.className = kind === "help" ? "count help" : "row";
    if (kind === "help") write(cards, T.found("help", 0, told));
    else cards.replaceChildren(...items.map(({ id, title }) => button(title, () => this.open(id))));
  }

  #show() {
    said.hidden = !this.#lines.length;
    said.replaceChildren(...this.#lines.map(({ text, speaker, final }) =>
      el("li", final ? {} : { class: "small" }, el("span", { class: "small" }, T.speakers[speaker]), text)));
  }

  #listen() {
    this.#source = new EventSource("/desk/transcript");
    this.#source.onopen = () => this.#mark(true);
    this.#source.onmessage = ({ data }) => this.hear(JSON.parse(data));
    this.#source.onerror = () => {
      if (this.#source?.readyState !== EventSource.CLOSED) return; // it comes back by itself
      this.#close();
      say(T.liveLost, "trouble");
    };
  }

  #close() {
    this.#source?.close();
    this.#source = null;
    this.#mark(false);
  }

  #mark(open) {
    connect.ariaPressed = open;
    write(connect, open ? T.liveOn : T.liveOff);
    byId("live-token").hidden = !open;
  }

  async #token() {
    const found = await call("POST", "/desk/transcript/token").catch((problem) => say(problem.message, "trouble"));
    if (found) copy(found.token, T.liveToken);
  }
}
