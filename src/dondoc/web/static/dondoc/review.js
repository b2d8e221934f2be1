// Rà soát: lighting, keys, and choosing words by mouse. The page works without it: each item has its radio buttons, and
// one button takes all sure ones. What is said is sent at once, in order; a step, of one item or of many, is undone whole.
(() => {
  "use strict";
  const root = document.querySelector("[data-review]");
  if (!root) return;
  const find = (selector, within = root) => within.querySelector(selector);
  const all = (selector, within = root) => [...within.querySelectorAll(selector)];
  const paper = find(".paper");
  const items = all("article[data-item]");
  const steps = []; // each a list of [item, how it was], to be undone as one
  const last = new Map(); // how each item was when last said
  let here = -1;

  // --- lighting: the item and its words light each other
  function light(key, scroll) {
    all(".lit").forEach((lit) => lit.classList.remove("lit"));
    const marks = paper ? all(`mark[data-key="${CSS.escape(key)}"]`, paper) : [];
    marks.forEach((mark) => mark.classList.add("lit"));
    if (scroll && marks[0]) { // only the paper moves: the page stays where the hand is
      const offset = marks[0].getBoundingClientRect().top - paper.getBoundingClientRect().top;
      paper.scrollTop += offset - paper.clientHeight / 3;
    }
    items.filter((item) => item.dataset.item === key).forEach((item) => item.classList.add("lit"));
  }
  all("[data-light]").forEach((link) =>
    link.addEventListener("click", (event) => { event.preventDefault(); light(link.dataset.light, true); }));
  all("[data-field]").forEach((field) =>
    field.addEventListener("focusin", () => light(`header.${field.dataset.field}`, true)));
  all(".pair[data-item]").forEach((row) =>
    row.addEventListener("focusin", () => light(row.dataset.item, true)));
  if (!root.dataset.mark) return;

  // --- what is said, and sent: one request after another, so that the last word is the last to arrive
  const status = find("[data-status]");
  let sending = Promise.resolve(), unsent = [];
  function send(marks) {
    unsent.push(...marks);
    sending = sending.then(async () => {
      if (!unsent.length) return;
      const batch = unsent, body = JSON.stringify({ marks: batch });
      unsent = [];
      const answer = await fetch(root.dataset.mark, {
        method: "POST", keepalive: body.length < 20000, // what a browser still sends while the page is left
        headers: { "X-CSRFToken": find("[name=csrfmiddlewaretoken]").value, "Content-Type": "application/json" }, body,
      }).catch(() => null);
      if (!answer) unsent = [...batch, ...unsent]; // no network: it goes along with the next
      const problem = answer && !answer.ok ? (await answer.json().catch(() => ({}))).message : "";
      status.textContent = answer && answer.ok ? status.dataset.saved : problem || status.dataset.lost;
      status.classList.toggle("late", !(answer && answer.ok));
    });
  }

  const fields = (item) => all("textarea, select, input:not([type=radio], [type=hidden])", item).filter((f) => f.name);
  const values = (item) => Object.fromEntries(fields(item).map((f) => [f.name.split("-").pop(), f.value]));
  const state = (item) => ({ said: item.dataset.said || "", changed: item.dataset.changed || "", values: values(item) });
  const mark = (item) => ({
    key: item.dataset.item, verdict: item.dataset.said, value: item.dataset.said === "CORRECTED" ? values(item) : {},
  });

  function show(item, said) {
    item.dataset.said = said;
    all("input[type=radio]", item).forEach((radio) => { radio.checked = said !== "" && (radio.value === "on") === (said !== "DROPPED"); });
    count();
  }

  function decide(chosen, said) { // one step, however many items
    if (!chosen.length) return;
    flush();
    steps.push(chosen.map((item) => [item, last.get(item)]));
    chosen.forEach((item) => {
      show(item, said === "ACCEPTED" && item.dataset.changed ? "CORRECTED" : said);
      last.set(item, state(item));
    });
    send(chosen.map(mark));
  }

  function undo() {
    const step = steps.pop();
    if (!step) return;
    step.forEach(([item, was]) => {
      fields(item).forEach((field) => { field.value = was.values[field.name.split("-").pop()]; });
      item.dataset.changed = was.changed;
      show(item, was.said);
      last.set(item, was);
    });
    send(step.map(([item]) => mark(item)));
    if (step.length === 1) stand(items.indexOf(step[0][0]));
  }

  // --- the bar: how many were said, how many will be confirmed, what one button would take
  const said = (item) => item.dataset.said !== "" && item.dataset.said !== undefined;
  const sureLeft = () => items.filter((item) => item.closest("[data-sure]") && !said(item));
  const confirm = find("[data-confirm]"), takeSure = find("[data-take-sure]"), back = find("[data-undo]");
  function count() {
    const counter = find("[data-counter]");
    const done = items.filter(said);
    counter.textContent = `${Number(counter.dataset.known) + done.length} / ${Number(counter.dataset.known) + items.length}`;
    find("b", confirm).textContent = ` (${done.filter((item) => item.dataset.said !== "DROPPED").length})`;
    if (takeSure) { find("b", takeSure).textContent = sureLeft().length; takeSure.classList.toggle("gone", !sureLeft().length); } // its place stays: no other button comes under the hand
    back.hidden = !steps.length;
  }

  // --- moving: the next item comes to where the last one stood, so that eye and hand stay
  function fold(item, folded) {
    const { actors, due_on, text } = values(item);
    find(".short", item).textContent = [actors, due_on, text].filter(Boolean).join(" · ");
    item.classList.toggle("folded", folded);
  }
  function stand(place, top) {
    if (place < 0 || place >= items.length) return;
    const item = items[here = place], folded = item.closest("details");
    if (folded) folded.open = true;
    fold(item, false);
    item.focus({ preventScroll: true });
    if (top !== undefined) window.scrollBy(0, item.getBoundingClientRect().top - top);
    const box = item.getBoundingClientRect(), end = find(".bar").getBoundingClientRect().top;
    if (box.top < 0 || box.bottom > end) window.scrollBy(0, box.top < 0 ? box.top - 12 : Math.min(box.bottom - end + 12, box.top - 12));
    light(item.dataset.item, true);
  }
  function onward(from) { // the next that waits; the sure ones together; then the end
    const top = from ? from.getBoundingClientRect().top : undefined;
    if (from) fold(from, true);
    const waits = (item) => !said(item) && (!item.closest("details") || item.closest("details").open);
    const start = from ? items.indexOf(from) + 1 : 0;
    const next = [...items.slice(start), ...items.slice(0, start)].find(waits);
    if (next) stand(items.indexOf(next), top);
    else (sureLeft().length ? takeSure : confirm).focus();
  }
  const judge = (item, verdict) => { if (item) { decide([item], verdict); onward(item); } };

  function takeAllSure() {
    const chosen = sureLeft();
    decide(chosen, "ACCEPTED");
    chosen.forEach((item) => fold(item, true));
    onward(null);
  }

  function takeWords() {
    const chosen = String(document.getSelection()).replace(/\s+/g, " ").trim(), item = items[here];
    if (!chosen || !item) return;
    find("textarea", item).value = chosen;
    edited(item);
  }

  // --- typing: a changed item is taken; kept while one types, and when one leaves
  let waiting = null;
  function edited(item) {
    steps.push([[item, last.get(item)]]);
    item.dataset.changed = "1";
    show(item, "CORRECTED");
    last.set(item, state(item));
    send([mark(item)]);
  }
  function flush() {
    if (!waiting) return;
    const { item, timer } = waiting;
    clearTimeout(timer);
    waiting = null;
    edited(item);
  }

  items.forEach((item, place) => {
    if (item.dataset.said === "CORRECTED") item.dataset.changed = "1";
    last.set(item, state(item));
    fold(item, said(item) || Boolean(item.closest("[data-sure]")));
    item.addEventListener("focusin", () => { here = place; fold(item, false); light(item.dataset.item, true); });
    item.addEventListener("input", (event) => {
      if (event.target.type === "radio") return;
      if (waiting && waiting.item !== item) flush();
      if (waiting) clearTimeout(waiting.timer);
      waiting = { item, timer: setTimeout(flush, 500) };
    });
    item.addEventListener("change", (event) => {
      if (event.target.type === "radio") judge(item, event.target.value === "on" ? "ACCEPTED" : "DROPPED");
      else flush();
    });
  });
  window.addEventListener("pagehide", flush);

  all(".pair[data-item]").forEach((row) => row.addEventListener("change", () => // a paper named here
    send([{ key: row.dataset.item, verdict: find("input", row).checked ? "ACCEPTED" : "DROPPED", value: { relation: find("select", row).value } }])));

  // --- mouse and keys
  const press = (button, run) => button && button.addEventListener("click", (event) => { event.preventDefault(); run(); });
  press(takeSure, takeAllSure);
  press(back, undo);
  const words = find("[data-take-words]"), keep = find("[data-keep]");
  keep.hidden = true; // everything is kept at once
  press(words, takeWords);
  words.addEventListener("mousedown", (event) => event.preventDefault()); // the chosen words stay chosen
  document.addEventListener("selectionchange", () => {
    const chosen = document.getSelection();
    words.hidden = chosen.isCollapsed || !paper.contains(chosen.anchorNode);
  });

  const keys = {
    j: () => stand(Math.min(here + 1, items.length - 1)), k: () => stand(Math.max(here - 1, 0)),
    x: () => judge(items[here], "DROPPED"), s: takeWords, u: undo, a: takeAllSure,
  };
  document.addEventListener("keydown", (event) => {
    const item = event.target.closest("article[data-item]"), typing = event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select");
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); flush(); root.requestSubmit(confirm); return; }
    if (event.key === "Escape" && item) { flush(); item.focus({ preventScroll: true }); return; }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" && item && !event.target.closest("summary, a, button, textarea")) { event.preventDefault(); judge(item, "ACCEPTED"); return; }
    if (typing) return;
    const run = keys[event.key.toLowerCase()];
    if (run && event.key.length === 1) { event.preventDefault(); run(); }
  });

  if (paper) paper.addEventListener("click", (event) => {
    const found = event.target.closest("mark[data-key]");
    if (!found || !document.getSelection().isCollapsed) return;
    const place = items.findIndex((item) => item.dataset.item === found.dataset.key);
    if (place >= 0) stand(place); else light(found.dataset.key, false);
  });

  count();
  const first = items.findIndex((item) => !said(item) && !item.closest("[data-sure]"));
  if (first >= 0 && (document.activeElement === document.body || !document.activeElement)) { here = first; items[first].focus({ preventScroll: true }); }
})();
