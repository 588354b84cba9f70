import { byId, write } from "./dom.js";

const CONFIRMATION = 8000;

const node = byId("line");
let timer;

/** The one line that says how it goes. `lasts`: stays until it is taken back ("kept", "trouble"). */
export function say(text, lasts = "") {
  clearTimeout(timer);
  write(node, text);
  node.className = `line ${lasts}`;
  if (!lasts) timer = setTimeout(unsay, CONFIRMATION);
}

/** Takes the line back; with `text` only if it still says that. */
export function unsay(text) {
  if (text && node.textContent !== text) return;
  clearTimeout(timer);
  write(node, "");
  node.className = "line";
}
