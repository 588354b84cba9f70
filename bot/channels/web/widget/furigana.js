import { call } from "./api.js";
import { el } from "./dom.js";

const KANJI = /\p{sc=Han}/u;
const MOST = 200; // lines at a time, and 1000 letters of each

/** Puts readings over the kanji of Japanese answers, as the server reads them; `done` puts them in. */
export async function addFurigana(root, done) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) {
    const { currentNode: node } = walker;
    const { parentElement: parent } = node;
    // In Chinese the same letters are read otherwise.
    const japanese = (parent.closest("[lang]")?.lang ?? "ja").startsWith("ja");
    if (japanese && KANJI.test(node.data) && node.data.length <= 1000 && !parent.closest("ruby, .me, select")) nodes.push(node);
  }
  for (let at = 0; at < nodes.length; at += MOST) {
    const part = nodes.slice(at, at + MOST);
    const { lines } = await call("POST", "readings", { lines: part.map(({ data }) => data) }).catch(() => ({ lines: [] }));
    done(() => lines.forEach((pieces, index) => {
      const node = part[index];
      if (!node.isConnected || node.data !== pieces.map(([written]) => written).join("")) return;
      // A button keeps the name that one says to press it.
      const named = node.parentElement.closest("button:not([aria-label])");
      if (named) {
        named.ariaLabel = named.textContent;
        named.dataset.named = "";
      }
      node.replaceWith(...pieces.map(ruby));
    }));
  }
}

// Whoever listens hears the word once.
const ruby = ([text, reading]) => (reading ? el("ruby", {}, text, el("rt", { "aria-hidden": true }, reading)) : text);

/** Takes them away again. */
export function removeFurigana(root) {
  root.querySelectorAll("ruby").forEach((node) => node.replaceWith(node.firstChild));
  root.querySelectorAll("[data-named]").forEach((node) => {
    node.removeAttribute("aria-label");
    node.removeAttribute("data-named");
  });
  root.normalize();
}
