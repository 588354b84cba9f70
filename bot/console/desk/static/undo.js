import { byId } from "./dom.js";
import { say, unsay } from "./line.js";
import { T } from "./texts.js";

const MOST = 10_000; // ms

const node = byId("undo");

/** One thing that can be taken back for ten seconds. */
export class Undo {
  #back = null;
  #timer;
  #text = "";

  constructor() {
    node.onclick = () => this.take();
  }

  /** Says `text` and offers `back`. */
  offer(text, back) {
    clearTimeout(this.#timer);
    this.#back = back;
    this.#text = text;
    this.#timer = setTimeout(() => this.drop(), MOST);
    node.hidden = false;
    say(text, "kept");
  }

  take() {
    const back = this.#back;
    if (!back) return false;
    this.drop();
    back();
    say(T.restored);
    byId("box").focus();
  }

  /** Forgets it. */
  drop() {
    if (!this.#back) return;
    clearTimeout(this.#timer);
    this.#back = null;
    node.hidden = true;
    unsay(this.#text);
  }
}
