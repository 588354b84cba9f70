// The gateway's API.

import { T } from "./texts.js";

/** What went wrong, in a sentence for the resident. `status` 0: not reached. */
export class Problem extends Error {
  constructor(status, message, wait) {
    super(message);
    Object.assign(this, { status, wait });
  }
}

/** The JSON that the gateway answers. Throws Problem. */
export async function call(method, path, body, token) {
  let response, data;
  try {
    response = await fetch(new URL(`../api/${path}`, import.meta.url), {
      method,
      headers: { ...(body && { "Content-Type": "application/json" }), ...(token && { Authorization: `Bearer ${token}` }) },
      body: body && JSON.stringify(body),
      credentials: "same-origin",
      // The last words of a page that is left must still arrive.
      keepalive: method === "DELETE",
      signal: AbortSignal.timeout(30_000),
    });
    data = response.status === 204 ? null : await response.json();
  } catch {
    // No network, too slow, or the page of something in between (a hotel's login, say).
    throw new Problem(0, T.offline);
  }
  if (response.ok) return data;
  throw new Problem(response.status, data.error.message, Number(response.headers.get("Retry-After")) || 5);
}
