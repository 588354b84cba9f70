import { call } from "./api.js";
import { button, el } from "./dom.js";
import { T } from "./texts.js";

const Recognition = self.SpeechRecognition ?? self.webkitSpeechRecognition;
let agreed = false;

/** A microphone beside the box. The browser's maker may hear what is said, so it is asked first. */
export function addMicrophone({ node, box, giveBack }, status) {
  let hearing;
  const hear = () => {
    hearing = Object.assign(new Recognition(), {
      lang: T.language,
      onresult: ({ results }) => giveBack(results[0][0].transcript),
      onerror: ({ error }) => {
        if (error !== "aborted") status.textContent = T.unheard;
      },
      onend: () => {
        hearing = null;
        mic.ariaPressed = false;
        box.focus();
      },
    });
    mic.ariaPressed = true;
    status.textContent = "";
    hearing.start();
  };
  const answered = (yes) => {
    agreed = yes;
    consent.remove();
    mic.focus();
    if (yes) hear();
  };
  const consent = el("div", { class: "consent", role: "group", "aria-label": T.speak },
    el("p", {}, T.speakAsk),
    el("div", { class: "row" }, button(T.yes, () => answered(true), { class: "main" }), button(T.no, () => answered(false))));
  const mic = button(T.speak, () => {
    if (hearing) return hearing.stop();
    if (agreed) return hear();
    node.append(consent);
    consent.querySelector("button").focus();
  }, { class: "mic", "aria-pressed": false });
  // Not the first child: suggestions may have come before.
  node.querySelector(".row").append(mic);
}

const linesOf = ({ heard = [], lead, people = [], question, details, bring = [], steps = [] }) =>
  [
    ...heard,
    lead,
    ...people.flatMap(({ name, told }) => told.length ? [name, ...told] : []),
    question,
    bring.length && T.bring,
    ...bring,
    steps.length && T.steps,
    ...steps,
    ...details,
  ].filter(Boolean);

/** Reads a card aloud, written out as it is spoken; the same button stops it. */
export async function readAloud(place, card) {
  const wasReading = place.ariaPressed === "true";
  const stop = () => (place.ariaPressed = false);
  speechSynthesis.cancel();
  // Not every browser says that it was cancelled.
  if (wasReading) return stop();
  const lines = linesOf(card);
  const { sentences } = await call("POST", "spoken", { lines }).catch(() => ({ sentences: lines }));
  const spoken = sentences.map((text) => Object.assign(new SpeechSynthesisUtterance(text), { lang: card.language }));
  spoken.forEach((part) => (part.onerror = stop));
  spoken.at(-1).onend = stop;
  place.ariaPressed = true;
  spoken.forEach((part) => speechSynthesis.speak(part));
}
