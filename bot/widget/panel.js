// The dialog: head, talk, box. Loaded with everything that it needs when the launcher is pressed.

import { createComposer } from "./composer.js";
import { el, newId } from "./dom.js";
import { leave, onThreeEscapes } from "./exit.js";
import { Log } from "./log.js";
import { createHead } from "./menu.js";
import { loadLook } from "./storage.js";
import { Talk } from "./talk.js";

// Where the panel covers the page it is modal, so that nobody gets lost behind it.
const small = matchMedia("(max-width: 40em), (max-height: 30em)");
const touch = matchMedia("(pointer: coarse)");

/** Builds the panel into the launcher's shadow root. `launcher` gets the focus back on closing. */
export async function createPanel(root, launcher, exit) {
  const status = el("p", { class: "status", role: "status" });
  const log = new Log();
  const talk = new Talk({
    add: (item) => log.add(item),
    change: (item, waits) => log.change(item, waits),
    clear: () => log.clear(),
    giveBack: (text) => composer.giveBack(text),
    status(text, busy = false) {
      // Set only when it changes: a screen reader reads it again each time.
      if (status.textContent !== text) status.textContent = text;
      status.classList.toggle("busy", busy);
    },
  });
  log.talk = talk;
  const composer = createComposer((text) => talk.say(text));
  const titleId = newId();
  const dialog = el("dialog", { class: "panel", "aria-labelledby": titleId });
  const setLook = ({ large, furigana }) => {
    dialog.classList.toggle("large", Boolean(large));
    log.setFurigana(Boolean(furigana));
  };
  const goAway = () => leave(talk, exit);
  const head = createHead(talk, titleId, {
    close: () => dialog.close(),
    leave: goAway,
    erase: () => talk.restart(),
    look: setLook,
  });
  const title = head.querySelector("h2");

  const show = () => (small.matches ? dialog.showModal() : dialog.show());
  const open = () => {
    if (dialog.open) return;
    show();
    launcher.hidden = true;
    log.showLatest();
    // On a phone the keyboard would cover the first answer.
    (touch.matches ? title : composer.box).focus({ preventScroll: true });
  };
  small.addEventListener("change", () => {
    if (!dialog.open) return;
    const focused = root.activeElement;
    dialog.close();
    show();
    focused?.focus({ preventScroll: true });
  });
  dialog.addEventListener("close", () => {
    if (dialog.open) return;
    launcher.hidden = false;
    launcher.focus();
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    event.preventDefault();
    dialog.close();
  });
  onThreeEscapes(goAway);
  fitKeyboard(dialog);

  const style = el("link", { rel: "stylesheet", href: new URL("widget.css", import.meta.url) });
  const styled = new Promise((done) => (style.onload = style.onerror = done));
  dialog.append(head, log.node, status, composer.node);
  root.append(style, dialog);
  setLook(loadLook());
  await Promise.all([styled, talk.start()]);
  return { open };
}

/** Keeps the box above a phone's keyboard, which covers pages without making them smaller. */
function fitKeyboard(dialog) {
  const seen = window.visualViewport;
  const fit = () => {
    // Enlarged with two fingers: nothing to do with a keyboard.
    if (seen.scale !== 1) return;
    dialog.style.setProperty("--height", `${seen.height}px`);
    dialog.style.setProperty("--top", `${seen.offsetTop}px`);
  };
  seen?.addEventListener("resize", fit);
  seen?.addEventListener("scroll", fit);
}
