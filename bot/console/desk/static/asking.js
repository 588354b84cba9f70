import { call } from "./api.js";
import { patiently } from "./patience.js";

const NOTHING = { kind: "none", items: [], say: null, reduced: false };

/**
 * Asks for suggestions: at once when nothing is under way, else for the newest text as soon as the
 * answer is there. So no key waits for a timer and the server never has two texts of one operator.
 * `show` gets the answers to the newest text and no other.
 */
export class Asking {
  #newest = "";
  #shown = "";
  #under = null;
  #began = 0;

  constructor(show) {
    this.show = show;
  }

  /** Is what is shown the answer to what was typed? */
  get settled() {
    return this.#shown === this.#newest;
  }

  ask(text) {
    this.#newest = text;
    this.#began = performance.now();
    if (text) this.#run();
    else {
      this.#under?.abort();
      this.#settle("", NOTHING);
    }
  }

  async #run() {
    if (this.#under) return;
    const under = (this.#under = new AbortController());
    while (!this.settled && !under.signal.aborted) await this.#once(under.signal);
    this.#under = null;
    if (!this.settled) this.#run();
  }

  async #once(signal) {
    let sent = this.#newest;
    const send = () => call("POST", "/desk/suggest", { text: (sent = this.#newest) }, signal);
    const answer = await patiently(send, signal).catch(() => NOTHING);
    if (sent === this.#newest && !signal.aborted) this.#settle(sent, answer);
  }

  #settle(text, answer) {
    this.#shown = text;
    this.show(answer);
    const start = this.#began;
    // From the key to the picture; figures only.
    if (text) requestAnimationFrame(() => performance.measure("suggestions", { start }));
  }
}
