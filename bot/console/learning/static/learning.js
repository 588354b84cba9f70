/** Shows how far the learning is; when it has ended, the page as it is then. */
import { byId, write } from "./dom.js";

const EVERY = 2000; // ms

async function look() {
  const state = await fetch("/queue/learning/state", { headers: { Accept: "application/json" }, cache: "no-store" })
    .then((answer) => (answer.ok ? answer.json() : null), () => null);
  if (state && !state.running) return location.reload();
  if (state) {
    write(byId("sentence"), state.sentence); // read out only when it changes
    byId("done").value = state.done;
    write(byId("seconds"), String(state.seconds));
  }
  setTimeout(look, EVERY);
}

setTimeout(look, EVERY);
