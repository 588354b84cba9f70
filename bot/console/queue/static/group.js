/** An ended sign-in costs nothing of what was typed: only who is signed in sends the form. */
import { csrf, renew } from "./api.js";
import { byId } from "./dom.js";

const form = byId("decide");
let asking = false;

form.addEventListener("submit", send);

async function send(event) {
  event.preventDefault();
  if (asking) return;
  asking = true;
  const signedIn = await renew();
  asking = false;
  if (!signedIn) return byId("unsent").showModal();
  form.elements.csrf.value = csrf; // of the sign-in that is open now
  form.removeEventListener("submit", send);
  form.requestSubmit(event.submitter);
  form.addEventListener("submit", send);
}
