import { call } from "./api.js";
import { claim, forget, keeps, load, save } from "./storage.js";
import { T } from "./texts.js";

// crypto.randomUUID is missing on plain http.
const newName = () => crypto.getRandomValues(new Uint32Array(4)).join("-");

/** The talk of this tab; a message waits in its `items` for the answer. */
export class Talk {
  #sender;
  #wake;

  constructor(log, giveBack, showStatus) {
    Object.assign(this, { log, giveBack, showStatus });
  }

  async start() {
    const state = load("sessionStorage");
    if (state && (await claim(state.tab))) {
      this.state = state;
      state.items.forEach((item) => this.log.add(item));
    } else this.#begin();
    this.#send();
  }

  /** `press`: the token of a choice. */
  say(text, press) {
    if (press && this.#waiting().some((item) => item.press === press)) return;
    this.showStatus(T.thinking, true);
    this.#add({ who: "me", id: newName(), waits: true, text, press });
    this.#wake?.();
    this.#send();
  }

  save() {
    save("sessionStorage", this.state);
  }

  async end() {
    const { token } = this.state;
    forget();
    this.state = {};
    if (token) await call("DELETE", "conversation", null, token);
  }

  async restart() {
    const ended = this.end().then(() => T.erased, ({ status }) => (status ? T.erased : T.erasedHere));
    this.log.clear();
    this.showStatus("");
    this.#begin();
    this.#add({ who: "note", text: await ended });
    this.#send();
  }

  #begin() {
    this.state = { tab: newName(), centre: T.centre, items: [] };
    claim(this.state.tab);
    this.#add({ who: "bot", cards: [structuredClone(T.first)] });
  }

  #add(item) {
    this.state.items.push(item);
    this.save();
    this.log.add(item);
  }

  #mark(item, text) {
    this.log.mark(this.state.items.indexOf(item), text);
  }

  #waiting() {
    return this.state.items.filter(({ waits }) => waits);
  }

  // One sender, one message at a time: the order is kept and nothing goes out twice.
  async #send() {
    const { state } = this;
    if (this.#sender === state) return;
    this.#sender = state;
    await this.#sendAll(state).finally(() => {
      if (this.#sender === state) this.#sender = null;
    });
  }

  async #sendAll(state) {
    for (let tries = 0; ; ) {
      const [item] = this.#waiting();
      if (state.token && !item) return;
      const { id, text, press } = item ?? {};
      const answer = await (state.token
        ? call("POST", "messages", press ? { id, press } : { id, text }, state.token)
        : call("POST", "conversations", keeps() ? {} : { cookies: false })).catch((problem) => ({ problem }));
      if (state !== this.state) return;
      if (!answer.problem) {
        tries = 0;
        this.#take(answer, item);
      } else if (!(await this.#recover(answer.problem, item, tries++))) return;
      if (state !== this.state) return;
    }
  }

  #take({ conversation, centre, cards }, item) {
    const { state } = this;
    state.centre = centre;
    if (conversation) {
      state.token = conversation;
      // The opening greets; what it offers can be pressed from now on.
      for (const choice of state.items[0].cards[0].choices ?? [])
        choice.token = cards[0].choices.find(({ label }) => label === choice.label)?.token;
      this.save();
    } else {
      item.waits = false;
      this.#mark(item, "");
    }
    const busy = this.#waiting().length > 0;
    this.showStatus(busy ? T.thinking : "", busy);
    // Last: it is put in sight in the room that is left.
    if (!conversation) this.#add({ who: "bot", cards, question: item.text });
  }

  async #recover({ status, message, wait }, item, tries) {
    this.showStatus(status ? message : message + T.later);
    if (status === 429) await this.#pause(wait);
    else if (!status || status >= 500) {
      this.#waiting().forEach((waiting) => this.#mark(waiting, T.unsent));
      await this.#pause(Math.min(2 ** tries, 15), true);
    } else if (!item) return false;
    else if (/401|410/.test(status) && !item.renewed) {
      item.renewed = true;
      this.#forgetTokens();
      this.#add({ who: "note", text: T.renewed });
    } else {
      item.waits = false;
      this.#add({ who: "note", text: message });
      this.#mark(item, T.unsent);
      this.showStatus("");
      if (!item.press) this.giveBack(item.text);
    }
    return true;
  }

  // The next conversation gets choices as words.
  #forgetTokens() {
    this.state.token = null;
    for (const item of this.state.items) {
      item.press = null;
      item.cards?.forEach(({ choices }) => choices?.forEach((choice) => (choice.token = null)));
    }
  }

  // `early`: ends when the network is back or the resident writes.
  #pause(seconds, early) {
    return new Promise((done) => {
      setTimeout(done, seconds * 1000);
      if (!early) return;
      this.#wake = done;
      addEventListener("online", done, { once: true });
    });
  }
}
