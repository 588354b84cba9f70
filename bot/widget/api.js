// The gateway's API.

import { T } from "./texts.js";

const fail = (status, message, wait) => {
  throw Object.assign(new Error(message), { status, wait });
};

/** The gateway's answer. Throws an Error with a sentence to show, and its `status` (0: not reached). */
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
    data = response.status === 204 || (await response.json());
  } catch {
    // No network, too slow, or the page of something in between (a hotel's login, say).
    fail(0, T.offline);
  }
  return response.ok ? data : fail(response.status, data.error.message, response.headers.get("Retry-After") ?? 5);
}
