// One request of an autosave, and what may become of it: {kind, answer}.
// answered: the server judged it · closed: it takes nothing more from this person · out: signed out ·
// other: somebody else is signed in · lost: no answer came, and nobody knows whether it arrived.

import { form } from "./cells.js";
import { user } from "./unsent.js";

const SECONDS = 20;

export async function send(cells, then) {
  const first = await post(cells, then);
  if (first.kind !== "expired") return first;
  const renewed = await renewToken();
  return renewed === "ok" ? post(cells, then) : { kind: renewed };
}

async function post(cells, then) {
  const body = new URLSearchParams({ user: user(), then, revision: form.elements.namedItem("revision").value });
  for (const { address, seen, typed } of cells) {
    body.append(`seen:${address}`, seen);
    body.append(address, typed);
  }
  const headers = { "X-CSRFToken": form.elements.namedItem("csrfmiddlewaretoken").value };
  return ask(form.dataset.autosave, { method: "POST", body, headers }, read);
}

async function read(response) {
  const isJson = response.headers.get("content-type")?.startsWith("application/json");
  if (!isJson) return { kind: response.status === 403 ? "expired" : response.status === 404 ? "closed" : "lost" };
  const answer = await response.json();
  return { kind: "parts" in answer ? "answered" : "closed", answer };
}

// Ask for the page anew: who is signed in there now? The same person gets a new token against forgery.
async function renewToken() {
  const { kind } = await ask(window.location.pathname, {}, async (response) => {
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    if (page.querySelector("[data-unsent]")?.dataset.user !== user()) return { kind: "other" };
    const token = page.querySelector("[name=csrfmiddlewaretoken]").value;
    for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
    return { kind: "ok" };
  });
  return kind;
}

async function ask(address, given, judge) {
  try {
    const response = await fetch(address, { redirect: "manual", signal: AbortSignal.timeout(SECONDS * 1000), ...given });
    return response.type === "opaqueredirect" ? { kind: "out" } : await judge(response);
  } catch {
    return { kind: "lost" };
  }
}
