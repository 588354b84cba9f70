import { byId, write } from "./dom.js";

const node = byId("timer");
const two = (number) => String(number).padStart(2, "0");

/** How long the call has lasted, from the first thing that was done in it. */
export class Timer {
  #began = null;
  #ticking;

  /** The moment at which the call began; null before. */
  get began() {
    return this.#began;
  }

  begin(moment = Date.now()) {
    if (this.#began !== null) return;
    this.#began = moment;
    this.#ticking = setInterval(() => this.#show(), 1000);
    this.#show();
  }

  end() {
    clearInterval(this.#ticking);
    this.#began = null;
    this.#show();
  }

  #show() {
    const seconds = this.#began === null ? 0 : Math.max(0, Math.floor((Date.now() - this.#began) / 1000));
    write(node, `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`);
  }
}
