import { Problem, renew } from "./api.js";
import { byId } from "./dom.js";
import { say, unsay } from "./line.js";
import { T } from "./texts.js";

const dialog = byId("signed-out");

/**
 * Asks until there is an answer: a broken line or an ended sign-in costs nothing of what is on the
 * screen. Throws what does not pass by itself.
 */
export async function patiently(ask, signal) {
  for (let tries = 0; ; tries++) {
    try {
      const answer = await ask();
      unsay(T.offline);
      unsay(T.busy);
      return answer;
    } catch (problem) {
      signal?.throwIfAborted();
      if (problem.status === 401) await signedIn(signal);
      else if (problem instanceof Problem && problem.passes) {
        say(problem.status === 429 ? T.busy : T.offline, "trouble");
        const seconds = problem.wait || Math.min(2 ** tries, 15);
        // Typing on is reason enough to try again, unless the server asked for a rest.
        await first(signal, seconds, problem.status === 429 ? [] : ["online", "input"]);
      } else throw problem;
    }
  }
}

/**
 * Once, and what fails is said; null then. For what may not be sent twice. `doubt`: what to do where
 * nobody knows whether it arrived.
 */
export async function once(ask, { signal, doubt = "" } = {}) {
  try {
    return (await ask()) ?? {};
  } catch (problem) {
    if (signal?.aborted) return null;
    if (problem.status === 401) signedIn();
    else say(problem.message + (problem.status === 0 ? doubt : ""), "trouble");
    return null;
  }
}

/** Waits for a sign-in in another tab; who closes the dialog is asked again at the next act. */
async function signedIn(signal) {
  if (!dialog.open) dialog.showModal();
  for (;;) {
    await first(signal, 3600, dialog.open ? ["focus", "signed-in", "closed"] : ["focus", "input", "click"]);
    if (await renew()) {
      dialog.close();
      return;
    }
    if (!dialog.open) return;
  }
}

byId("signed-in").onclick = () => dispatchEvent(new Event("signed-in"));
dialog.onclose = () => dispatchEvent(new Event("closed"));

/** Until the seconds are over, one of the events comes, or `signal` says to stop (then it throws). */
function first(signal, seconds, events) {
  const done = new AbortController();
  let timer;
  return new Promise((resolve, reject) => {
    timer = setTimeout(resolve, seconds * 1000);
    events.forEach((name) => addEventListener(name, resolve, { signal: done.signal }));
    signal?.addEventListener("abort", () => reject(signal.reason), { signal: done.signal });
  }).finally(() => {
    clearTimeout(timer);
    done.abort();
  });
}
