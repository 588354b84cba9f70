const KEY = "kokuho-chat";

function attempt(act) {
  try {
    return act();
  } catch {
    return null;
  }
}

/** Does the browser keep anything? Who keeps no cookies has no storage either, and may not say so. */
export const keeps = () => navigator.cookieEnabled && !!attempt(() => self.sessionStorage);

/** What an area keeps; null without storage, too. */
export const load = (area) => attempt(() => JSON.parse(self[area].getItem(KEY)));

/** Keeps a value. */
export const save = (area, value) => attempt(() => self[area].setItem(KEY, JSON.stringify(value)));

/** Forgets the talk. */
export const forget = () => attempt(() => sessionStorage.removeItem(KEY));

/** Takes a name for this tab. False: it was duplicated, and the other one has it. */
export function claim(name) {
  return new Promise((done) => {
    if (!navigator.locks) done(true);
    // After a reload the lock comes back a moment late.
    const signal = AbortSignal.timeout(700);
    const held = () => new Promise((free) => {
      done(true);
      // A page with a lock is not kept for the way back; who comes back takes the name again.
      addEventListener("pagehide", () => {
        free();
        addEventListener("pageshow", () => claim(name), { once: true });
      }, { once: true });
    });
    navigator.locks?.request(name, { signal }, held).catch(() => done(false));
  });
}
