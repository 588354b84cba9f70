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

  /** Only the last result of a matter counts. */
  addResult({ matter, title, facts, result }) {
    if (result) this.results.set(matter, { title, from: facts.map(({ fact }) => fact), ...result });
    else this.results.delete(matter);
  }

  /** What came from `fact`, which was wrong, counts no more. */
  dropResultsFrom(fact) {
    this.results.forEach(({ from }, matter) => from.includes(fact) && this.results.delete(matter));
  }

  /** The note as of `now`. */
  text(now) {
    const looked = [...this.looked].map(([id, { title }]) => `${title}(${id})`);
    const results = [...this.results.values()].map(inWords);
    // That of a result comes as residents read it: with the word before it.
    const sources = [...this.looked.values(), ...this.results.values()].map(({ source }) => source?.replace(`${T.noteSource}: `, ""));
    return [
      `${T.note} ${clock.format(now)}`,
      looked.length && `${T.noteLooked}: ${looked.join("、")}`,
      ...results.map((result) => `${T.noteResult}: ${result}`),
      sources.some(Boolean) && `${T.noteSource}: ${[...new Set(sources.filter(Boolean))].join("、")}`,
    ].filter(Boolean).join("\n");
  }
}

function inWords({ title, value, own_date: own, confirm, met }) {
  const rules = met.filter(({ decided }) => decided).map(({ label, source }) => (source ? `${label}、${source}` : label));
  const why = rules.length ? `(${rules.join("、")})` : "";
  return `${title} → ${own ? T.noteOwnDate : (value ?? T.noValue)}${why}${confirm ? T.needsConfirming : ""}`;
}
