// One talk: what was said, what still has to be sent, and the gateway's side of it.
// `items` is all of it: a message waits in there until its answer has come, also over a reload.

import { call, Problem } from "./api.js";
import { claimTalk, clearTalk, loadTalk, randomId, saveTalk } from "./storage.js";
import { T } from "./texts.js";

const LONGEST_BACK_OFF = 15;

const newState = () => ({ tab: randomId(), token: null, minutes: 30, centre: T.centre, items: [] });
const isWaiting = (item) => item.state === "waiting";

/** `view` shows it: `add(item)`, `change(item)`, `clear()`, `status(text, busy)`, `giveBack(text)`. */
export class Talk {
  #running = null;
  #wake = null;

  constructor(view) {
    this.view = view;
  }

  get centre() {
    return this.state.centre;
  }

  /** Takes up the talk of this tab, or begins one. */
  async start() {
    this.state = (await loadTalk()) ?? newState();
    this.state.items.forEach((item) => this.view.add(item));
    if (!this.state.items.length) this.#begin();
    this.#run();
  }

  /** Sends typed words. */
  say(text) {
    this.#queue({ text });
  }

  /** Sends a choice; one of a talk that is gone has no token and goes as its words. */
  press(card, { label, token }) {
    if (card.kind === "question") card.answered = true;
    this.#queue({ text: label, press: token });
  }

  /** Keeps what a card has learned (answered, helped). */
  save() {
    saveTalk(this.state);
  }

  /** Asks anew whether the call centre is open. */
  async refreshCentre() {
    const { state } = this;
    state.centre = await call("GET", "centre").catch(() => state.centre);
  }

  /** Forgets everything here and on the gateway. Resolves to whether the gateway was reached. */
  end() {
    const { token } = this.state;
    clearTalk();
    this.state = newState();
    this.#wake?.();
    if (!token) return Promise.resolve(true);
    return call("DELETE", "conversation", { token, keepalive: true }).then(() => true, ({ status }) => status > 0);
  }

  /** Forgets everything and begins a new talk. */
  async restart() {
    const { minutes } = this.state;
    this.view.clear();
    this.view.status("");
    const ended = await this.end();
    this.#begin();
    this.#add({ who: "note", text: ended ? T.erased : T.erasedHere(minutes) });
    this.#run();
  }

  #begin() {
    claimTalk(this.state);
    this.#add({ who: "bot", cards: [T.first(this.state.minutes)] });
  }

  #add(item) {
    this.state.items.push(item);
    this.save();
    this.view.add(item);
  }

  #change(item, state) {
    item.state = state;
    this.save();
    this.view.change(item);
  }

  #queue(message) {
    this.#add({ who: "me", id: randomId(), state: "waiting", ...message });
    this.#wake?.();
    this.#run();
  }

  /** Keeps one sender at work for a talk, so that the order is kept and nothing goes out twice. */
  async #run() {
    const { state } = this;
    if (this.#running === state) return;
    this.#running = state;
    try {
      await this.#sendAll(state);
    } finally {
      if (this.#running === state) this.#running = null;
    }
  }

  /** Sends what waits, one after the other, until nothing is left or the gateway will not have it. */
  async #sendAll(state) {
    for (let tries = 0; state === this.state; ) {
      const item = state.items.find(isWaiting);
      if (state.token && !item) return;
      try {
        await (state.token ? this.#deliver(state, item, tries) : this.#open(state));
        tries = 0;
        this.view.status("");
      } catch (problem) {
        if (!(problem instanceof Problem)) throw problem;
        if (state === this.state && !(await this.#recover(state, item, problem, tries))) return;
        tries += 1;
      }
    }
  }

  async #open(state) {
    const opened = await call("POST", "conversations", { body: {} });
    if (state !== this.state) return;
    state.token = opened.conversation;
    state.centre = opened.centre;
    state.minutes = Math.round(opened.idle_seconds / 60);
    if (state.greeted) return this.save();
    state.greeted = true;
    this.#add({ who: "bot", cards: opened.cards });
  }

  async #deliver(state, item, tries) {
    // Said once a message, not once a try.
    if (!tries) this.view.status(T.thinking, true);
    const { id, text, press } = item;
    const answer = await call("POST", "messages", { token: state.token, body: press ? { id, press } : { id, text } });
    if (state !== this.state) return;
    state.centre = answer.centre;
    this.#change(item, "sent");
    this.#add({ who: "bot", cards: answer.cards, question: text });
  }

  /** Waits or puts things right. False: there is nothing more to try. */
  async #recover(state, item, { status, message, wait }, tries) {
    if (status === 429) {
      this.view.status(message);
      await this.#pause(wait);
    } else if (!status || status >= 500) {
      state.items.filter(isWaiting).forEach((waiting) => this.view.change(waiting, true));
      this.view.status(message);
      await this.#pause(Math.min(2 ** tries, LONGEST_BACK_OFF), true);
    } else if (!item) {
      this.view.status(message);
      return false;
    } else if ((status === 401 || status === 410) && !item.renewed) {
      item.renewed = true;
      this.#forgetTokens(state);
      this.#add({ who: "note", text: T.renewed });
    } else {
      this.#change(item, "refused");
      this.#add({ who: "note", text: message });
      this.view.status("");
      if (!item.press) this.view.giveBack(item.text);
    }
    return true;
  }

  /** The tokens of a talk that is gone mean nothing in the next one. */
  #forgetTokens(state) {
    state.token = null;
    for (const { cards = [] } of state.items) {
      for (const card of cards) card.choices?.forEach((choice) => delete choice.token);
    }
    state.items.filter(isWaiting).forEach((item) => delete item.press);
  }

  /** Some seconds; `early`: less when the network is back or the resident tries again. */
  #pause(seconds, early) {
    return new Promise((done) => {
      const end = () => {
        clearTimeout(timer);
        removeEventListener("online", end);
        this.#wake = null;
        done();
      };
      const timer = setTimeout(end, seconds * 1000);
      if (!early) return;
      addEventListener("online", end);
      this.#wake = end;
    });
  }
}
