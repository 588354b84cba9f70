import { el, later, newId } from "./dom.js";
import { createComposer } from "./forms.js";
import { createHead } from "./head.js";
import { Log } from "./log.js";
import { forget, load, save } from "./storage.js";
import { STYLE } from "./style.js";
import { Talk } from "./talk.js";
import { T } from "./texts.js";

/** Builds the dialog; gives the function that opens it. */
export async function createPanel(root, launcher, exit) {
  const status = el("p", { class: "status", role: "status" });
  const log = new Log();
  const composer = createComposer((text) => talk.say(text));
  const talk = (log.talk = new Talk(log, composer.giveBack, (text, busy = false) => {
    if (status.textContent !== text) status.textContent = text;
    status.classList.toggle("busy", busy);
  }));
  const setLook = ({ large = false, furigana = false }) => {
    const size = () => dialog.classList.toggle("large", large);
    dialog.open ? log.keepPlace(size) : size();
    log.setFurigana(furigana);
  };
  const leave = () => {
    document.documentElement.style.setProperty("display", "none", "important");
    // What cannot be reached now forgets by itself.
    talk.end().catch(() => {});
    location.replace(/^https?:/.test(exit) ? exit : T.exit);
  };
  // In another language it is another panel; what was said goes over to it.
  const choose = (log.choose = async (language) => {
    const other = await import(`../${language}/panel.js`).catch(() => null);
    if (!other) return talk.showStatus(T.offline);
    save("localStorage", { ...load("localStorage"), language });
    if (talk.state.items.some(({ who }) => who === "me")) {
      talk.say(T.languages.find(([code]) => code === language)[2]);
      // Under a new name: this one is taken.
      talk.state.tab += newId();
      talk.save();
    } else forget();
    talk.state = {};
    gone.abort();
    dialog.remove();
    const open = await other.createPanel(root, launcher, exit);
    launcher.onclick = () => open();
    open();
  });
  const id = newId();
  const title = el("h2", { id, tabindex: -1 }, T.title);
  const head = createHead(title, talk, { setLook, close: () => dialog.close(), leave, choose });
  const dialog = el("dialog", { class: "panel", "aria-labelledby": id, lang: T.language }, head, log.frame, status, composer.node);

  // Modal where it covers the page.
  const small = matchMedia("(max-width: 40em), (max-height: 30em)");
  const show = (focused) => {
    small.matches ? dialog.showModal() : dialog.show();
    focused?.focus({ preventScroll: true });
  };
  small.onchange = () => {
    if (!dialog.open) return;
    const focused = root.activeElement;
    dialog.close();
    show(focused);
  };
  dialog.onclose = () => {
    if (dialog.open) return;
    launcher.hidden = false;
    launcher.focus();
  };
  const gone = new AbortController();
  const { signal } = gone;
  let escapes = [];
  addEventListener("keydown", (event) => {
    // A conversion that is being cancelled is no wish to leave (229: in Safari).
    if (event.key !== "Escape" || event.isComposing || event.keyCode === 229 || event.repeat) return;
    escapes = [event.timeStamp, ...escapes].slice(0, 3);
    if (event.timeStamp - escapes[2] < 2000) leave();
    if (!root.activeElement) return;
    event.preventDefault();
    if (!closeSuggestions()) dialog.close();
  }, { capture: true, signal });
  // A phone's keyboard covers the page.
  const fit = () => {
    const { scale, height, offsetTop } = visualViewport;
    if (scale > 1) return;
    dialog.style.setProperty("--height", `${height}px`);
    dialog.style.setProperty("--top", `${offsetTop}px`);
    dialog.classList.toggle("low", height < 480);
  };
  for (const change of ["resize", "scroll"]) visualViewport.addEventListener(change, fit, { signal });
  visualViewport.addEventListener("resize", () => {
    const field = root.activeElement;
    log.node.contains(field) ? field.scrollIntoView({ block: "nearest" }) : log.showLatest();
  }, { signal });

  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  // The launcher's own sheet stays; that of a panel before goes.
  root.adoptedStyleSheets = [root.adoptedStyleSheets[0], sheet];
  root.append(dialog);
  log.unread = () => {
    if (!dialog.open && !launcher.children.length) launcher.append(el("span", { class: "unread" }, T.unread));
  };
  if (self.SpeechRecognition ?? self.webkitSpeechRecognition)
    later(() => import("./voice.js").then(({ addMicrophone }) => addMicrophone(composer, status), () => {}));
  let closeSuggestions = () => false;
  const { saveData, effectiveType } = navigator.connection ?? {};
  if (!saveData && !/2g/.test(effectiveType))
    composer.box.addEventListener("focus", () =>
      import("./suggest.js").then(({ addSuggestions }) => (closeSuggestions = addSuggestions(composer, talk)), () => {}), { once: true });
  await talk.start();
  return () => {
    launcher.replaceChildren(launcher.firstChild);
    launcher.hidden = true;
    fit();
    show(matchMedia("(pointer: coarse)").matches ? title : composer.box);
    log.showLatest();
  };
}
