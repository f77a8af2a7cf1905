// Save what is typed, cell by cell: soon after typing, at once when a cell is left (D10).
// What cannot be sent stays on the page and in the browser's store, is said, and is sent as soon as it can be.

import { fieldOf, form, labelOf, put, setSeen, setStored, somethingTyped, text, unsaved } from "./cells.js";
import { forgetOthers, markUnsent, show, showTrouble } from "./live.js";
import { send } from "./sending.js";
import { drop, keep } from "./unsent.js";

const SHORT = 1500; // milliseconds after the last key; a long text is saved while it is written, every LONG
const LONG = 15000;
const AGAIN = 15000;
const SAID = {
  out: "登录已失效",
  other: "当前登录的是另一位用户，请由原填报人登录",
  lost: "网络不通或系统没有响应",
};
const line = form?.querySelector("[data-save-state]");
const refused = new Map(); // address → the text that the server would not take
const sent = new Map(); // address → a text that was sent and not answered: it may have arrived
let timer = 0;
let running = null;
let state = "saved";
let saidSaved = ""; // what the last answer said

if (form) {
  form.addEventListener("input", typed);
  form.addEventListener("change", () => { save(); });
  form.addEventListener("submit", beforeSubmit);
  form.addEventListener("click", chosen);
  window.addEventListener("online", () => { save(); });
  window.addEventListener("focus", () => { if (state !== "saved") save(); });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "s" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    save({ all: true });
  });
}

// Send everything that is not saved; `then`: "fill", "take:<address>" or "budget:<address>", what is computed or
// what 预算变动 add up to is written next. `all`: also where nobody typed (a proposed text). Resolves to whether everything is saved.
export async function save({ then = "", all = false } = {}) {
  clearTimeout(timer);
  timer = 0;
  while (running) await running;
  if (state === "closed") return false;
  const cells = toSend();
  if (!then && !(cells.length && (all || somethingTyped()))) return isSaved();
  running = exchange(cells, then).finally(() => { running = null; });
  const again = await running;
  return again ? save({ all: true }) : isSaved();
}

// Whether everything is saved; a line that says otherwise is set right.
function isSaved() {
  const done = state === "saved" && !refused.size;
  if (done && line.classList.contains("is-open")) say(saidSaved);
  return done;
}

function toSend() {
  return unsaved().filter((cell) => refused.get(cell.address) !== cell.typed);
}

// One request and what follows from it; true where there is more to send at once.
async function exchange(cells, then) {
  say("正在保存…");
  const { kind, answer } = await send(cells, then);
  if (kind !== "answered") {
    cells.forEach((cell) => sent.set(cell.address, cell.typed));
    failed(kind, answer?.words);
    return false;
  }
  const own = cells.filter((cell) => settle(cell, answer.trouble[cell.address]));
  show(answer, then);
  state = "saved";
  saidSaved = answer.words;
  const open = refused.size;
  say(open ? `还有${open}处未保存，请看标红的栏目。${saidTime(answer.words)}` : answer.words, open > 0);
  return own.length > 0;
}

// Take one answer to one cell; true where the other text was this page's own, sent before and never answered.
function settle({ address, typed }, trouble) {
  const earlier = sent.get(address);
  sent.delete(address);
  if (trouble && earlier !== undefined && trouble.theirs === earlier) {
    setStored(address, earlier);
    return true;
  }
  markUnsent(address, Boolean(trouble));
  forgetOthers(address);
  if (trouble) {
    refused.set(address, typed);
    fieldOf(address).closest("details")?.setAttribute("open", "");
    showTrouble(address, trouble.html);
    fieldOf(address).dataset.theirs = trouble.theirs ?? "";
    return false;
  }
  refused.delete(address);
  setStored(address, typed);
  showTrouble(address);
  if (text(fieldOf(address)) === typed) drop(address);
  return false;
}

function failed(kind, words) {
  state = kind;
  const cells = unsaved();
  for (const cell of cells) markUnsent(cell.address, true);
  say(`${words ?? SAID[kind] ?? "本表已不能填写。"}${words ? "" : "，"}${cells.length}处未保存。填写的内容仍在本页和本机浏览器中。`, true);
  if (kind === "out" || kind === "other") line.append(signIn());
  if (kind === "lost") {
    line.append("恢复后自动保存。");
    timer = setTimeout(() => { save(); }, AGAIN);
  }
}

function signIn() {
  const link = Object.assign(document.createElement("a"), { href: "/login/", target: "_blank", textContent: "请在新窗口登录" });
  const words = document.createElement("span");
  words.append(link, "，再回到本页，将自动保存。");
  return words;
}

function typed(event) {
  const field = event.target;
  if (fieldOf(field.name) !== field) return;
  const cell = unsaved().find((one) => one.address === field.name);
  if (cell) keep({ ...cell, label: labelOf(field) });
  else drop(field.name);
  if (refused.has(field.name) && refused.get(field.name) !== text(field)) showTrouble(field.name);
  if (!cell) {
    refused.delete(field.name);
    markUnsent(field.name, false);
  }
  const isLong = field.tagName === "TEXTAREA";
  if (isLong && timer) return;
  clearTimeout(timer);
  timer = setTimeout(() => { save(); }, isLong ? LONG : SHORT);
}

// Which of two texts is kept: mine is sent over theirs, or given up for it.
function chosen(event) {
  const choice = event.target.closest("[data-keep]");
  if (!choice) return;
  const field = fieldOf(choice.closest("[data-cell]").dataset.cell);
  refused.delete(field.name);
  setSeen(field.name, field.dataset.theirs);
  if (choice.dataset.keep === "theirs") {
    setStored(field.name, field.dataset.theirs);
    put(field, field.dataset.theirs);
  }
  showTrouble(field.name);
  field.focus();
  save({ all: true });
}

// A button of the page: 保存 and 填入 are done here; 保存并继续 goes on once everything is saved. Where nothing
// was typed the browser sends the page as it does without this script.
async function beforeSubmit(event) {
  const then = event.submitter?.name === "then" ? event.submitter.value : "";
  const fills = /^(fill$|take:|budget:)/.test(then);
  if (!fills && !running && !somethingTyped()) return;
  event.preventDefault();
  const done = await save({ then: fills ? then : "", all: true });
  if (!done) form.querySelector(".is-invalid")?.focus();
  else if (fills) fieldOf(then.replace(/^(take|budget):/, ""))?.focus();
  else if (then !== "save") resubmit(event.submitter);
}

function resubmit(button) {
  form.removeEventListener("submit", beforeSubmit);
  form.requestSubmit(button);
  form.addEventListener("submit", beforeSubmit);
}

function say(words, isOpen = false) {
  line.textContent = words;
  line.classList.toggle("is-open", isOpen);
}

function saidTime(words) {
  return words.startsWith("已保存") ? `其余${words}` : "";
}
