import { noted } from "./people.js";
import { T } from "./texts.js";

const clock = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "short", timeZone: "Asia/Tokyo" });

/** The note of a call: which cards, which results. Never what the caller said or gave, nor a date that tells it. */
export class Note {
  constructor(looked = new Map(), results = new Map()) {
    Object.assign(this, { looked, results });
  }

  get isEmpty() {
    return !this.looked.size && !this.results.size;
  }

  addCard({ id, title, source }) {
    this.looked.set(id, { title, source });
  }

  /** Only the last result of a matter for a person counts. */
  addResult({ matter, title, facts, result }, person) {
    const key = `${person.id} ${matter}`;
    if (result) this.results.set(key, { title, person, from: facts.map(({ fact }) => fact), ...result });
    else this.results.delete(key);
  }

  /** What came from `fact` of `person`, which was wrong, counts no more. */
  dropResultsFrom(fact, person) {
    this.results.forEach(({ from, person: { id } }, key) => id === person.id && from.includes(fact) && this.results.delete(key));
  }

  /** Nobody asks about `person` any more. */
  dropPerson(person) {
    this.results.forEach(({ person: { id } }, key) => id === person.id && this.results.delete(key));
  }

  /** The note as of `now`; `own` are the operator's words, masked. */
  text(now, own = "") {
    const looked = [...this.looked].map(([id, { title }]) => `${title}(${id})`);
    const results = [...this.results.values()].map(inWords);
    // That of a result comes as residents read it: with the word before it.
    const sources = [...this.looked.values(), ...this.results.values()].map(({ source }) => source?.replace(`${T.noteSource}: `, ""));
    return [
      `${T.note} ${clock.format(now)}`,
      looked.length && `${T.noteLooked}: ${looked.join("、")}`,
      ...results.map((result) => `${T.noteResult}: ${result}`),
      own && `${T.noteOwn}: ${own}`,
      sources.some(Boolean) && `${T.noteSource}: ${[...new Set(sources.filter(Boolean))].join("、")}`,
    ].filter(Boolean).join("\n");
  }
}

function inWords({ person, title, value, own_date: own, confirm, met }) {
  const rules = met.filter(({ decided }) => decided).map(({ label, source }) => (source ? `${label}、${source}` : label));
  const why = rules.length ? `(${rules.join("、")})` : "";
  const who = noted(person);
  return `${who && `${who}、`}${title} → ${own ? T.noteOwnDate : (value ?? T.noValue)}${why}${confirm ? T.needsConfirming : ""}`;
}
