import { byId, el } from "./dom.js";
import { say } from "./line.js";

const dialog = byId("copying");
const shown = byId("copying-text");

/** Puts `text` on the clipboard and says `done`; where that is impossible, it is there to be taken. */
export async function copy(text, done) {
  if ((await byClipboard(text)) || bySelection(text)) {
    say(done);
    return;
  }
  shown.value = text;
  dialog.showModal();
  shown.focus();
  shown.select();
}

dialog.onclose = () => {
  shown.value = "";
};

// Not there on plain http, which an inner network may have.
const byClipboard = (text) =>
  navigator.clipboard?.writeText(text).then(() => true, () => false) ?? Promise.resolve(false);

function bySelection(text) {
  const before = document.activeElement;
  const area = el("textarea", { class: "unseen", readonly: "", "aria-hidden": "true" });
  area.value = text;
  document.body.append(area);
  area.select();
  const worked = document.execCommand("copy");
  area.remove();
  before?.focus({ preventScroll: true });
  return worked;
}
