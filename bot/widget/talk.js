// One talk. `items` is what was said; a message waits in there until its answer has come.

import { call } from "./api.js";
import { claimTalk, clearTalk, loadTalk, randomId, saveTalk } from "./storage.js";
import { T } from "./texts.js";

const isWaiting = ({ state }) => state === "waiting";
const newState = () => ({ tab: randomId(), minutes: 30, centre: T.centre, items: [] });

/** What is said and sent; `log` shows it, `showStatus` tells how it goes. */
export class Talk {
  #sender;
  #wake;

  constructor(log, showStatus, giveBack) {
    Object.assign(this, { log, showStatus, giveBack });
  }

  /** Takes up the talk of this tab, or begins one. */
  async start() {
    this.state = loadTalk();
    if (!this.state || !(await claimTalk(this.state))) return this.#begin();
    this.state.items.forEach((item) => this.log.add(item));
    this.#send();
  }

  /** Sends words, or the choice that `press` is the token of. */
  say(text, press) {
    this.#add({ who: "me", id: randomId(), state: "waiting", text, press });
    this.#wake?.();
    this.#send();
  }

  /** Keeps what a card has learned. */
  save() {
    saveTalk(this.state);
  }

  /** Forgets everything, here at once. Fails if the gateway cannot be told. */
  async end() {
    const { token } = this.state;
    clearTalk();
    this.state = newState();
    if (token) await call("DELETE", "conversation", null, token);
  }

  /** Forgets everything and begins anew. */
  async restart() {
    this.log.clear();
    this.showStatus("");
    const text = await this.end().then(() => T.erased, ({ status }) => (status ? T.erased : T.erasedHere));
    this.#begin();
    this.#add({ who: "note", text });
  }

  #begin() {
    this.state = newState();
    claimTalk(this.state);
    this.#add({ who: "bot", cards: [T.first(30)] });
    this.#send();
  }

  #add(item) {
    this.state.items.push(item);
    this.save();
    this.log.add(item);
  }

  #change(item, state) {
    item.state = state;
    this.save();
    this.log.change(item);
  }

  /** One sender a talk, one message at a time: the order is kept and nothing goes out twice. */
  async #send() {
    const { state } = this;
    if (this.#sender === state) return;
    this.#sender = state;
    for (let tries = 0; state === this.state; ) {
      const item = state.items.find(isWaiting);
      if (state.token && !item) break;
      // Said once a message, not once a try.
      if (item && !tries) this.showStatus(T.thinking, true);
      const { id, text, press } = item ?? {};
      const body = press ? { id, press } : { id, text };
      const answer = await (state.token
        ? call("POST", "messages", body, state.token)
        : call("POST", "conversations", {})).catch((problem) => ({ problem }));
      if (state !== this.state) return;
      if (!answer.problem) {
        tries = 0;
        this.showStatus("");
        this.#take(answer, item);
      } else if (!(await this.#recover(item, answer.problem, tries++))) break;
    }
    if (this.#sender === state) this.#sender = null;
  }

  #take({ conversation, idle_seconds: idle, centre, cards }, item) {
    const { state } = this;
    state.centre = centre;
    if (!conversation) {
      this.#change(item, "sent");
      this.#add({ who: "bot", cards, question: item.text });
      return;
    }
    Object.assign(state, { token: conversation, minutes: idle / 60 });
    // A talk that goes on in a new conversation has been greeted.
    if (state.items.some(({ renewed }) => renewed)) this.save();
    else this.#add({ who: "bot", cards });
  }

  /** Waits or puts things right; false: there is nothing more to try. */
  async #recover(item, { status, message, wait }, tries) {
    if (status === 429) {
      this.showStatus(message);
      await this.#pause(wait);
    } else if (!status || status >= 500) {
      this.state.items.filter(isWaiting).forEach((waiting) => this.log.change(waiting, true));
      this.showStatus(message);
      await this.#pause(Math.min(2 ** tries, 15), true);
    } else if (!item) {
      this.showStatus(message);
      return false;
    } else if ([401, 410].includes(status) && !item.renewed) {
      item.renewed = true;
      this.#forgetTokens();
      this.#add({ who: "note", text: T.renewed });
    } else {
      this.#change(item, "refused");
      this.#add({ who: "note", text: message });
      this.showStatus("");
      if (!item.press) this.giveBack(item.text);
    }
    return true;
  }

  /** Choices of a conversation that is gone go to the next one as words. */
  #forgetTokens() {
    delete this.state.token;
    for (const item of this.state.items) {
      delete item.press;
      item.cards?.forEach(({ choices = [] }) => choices.forEach((choice) => delete choice.token));
    }
  }

  /** Some seconds; `early`: less when the network is back or the resident tries again. */
  #pause(seconds, early) {
    return new Promise((done) => {
      setTimeout(done, seconds * 1000);
      if (!early) return;
      this.#wake = done;
      addEventListener("online", done, { once: true });
    });
  }
}
