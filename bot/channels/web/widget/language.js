import { el, newId } from "./dom.js";
import { LANGUAGES } from "./languages.js";
import { load, save } from "./storage.js";
import { T } from "./texts.js";

/** Takes over the words of another language; where they cannot be loaded, those before stay. */
async function speak(code) {
  if (code === T.code || !LANGUAGES.some(([known]) => known === code)) return;
  const other = await import(`./texts.js?language=${code}`).catch(() => null);
  Object.assign(T, other?.T);
}

/** Puts the languages beside the title; the chosen one is asked for, in a panel with its words. */
export function offer(title, talk, launcher, again) {
  const choose = async ({ target }) => {
    const { value: language, selectedOptions } = target;
    save("localStorage", { ...load("localStorage"), language });
    talk.say(selectedOptions[0].label);
    // The talk goes on in the new panel, under a new name: this one is taken.
    talk.state.tab += newId();
    talk.save();
    talk.state = {};
    await speak(language);
    target.closest("dialog").remove();
    const open = await again();
    launcher.onclick = () => open();
    open();
  };
  title.after(el("select", { "aria-label": "Language", onchange: choose },
    LANGUAGES.map(([code, tag, name]) => el("option", { value: code, lang: tag, ...(code === T.code && { selected: "" }) }, name))));
}

// Whoever imports this waits for it.
await speak(load("localStorage")?.language);
