// Rà soát: lighting, keys, and choosing words by mouse. The page works without it; no offset is
// computed here: a chosen passage is sent as its words and the server finds where they stand.
(() => {
  "use strict";
  const root = document.querySelector("[data-review]");
  if (!root) return;
  const paper = root.querySelector(".paper");
  const items = [...root.querySelectorAll("article[data-item]")];
  const undone = [];
  let here = -1;

  const marks = (key) => (paper ? [...paper.querySelectorAll(`mark[data-key="${CSS.escape(key)}"]`)] : []);

  function light(key, scroll) {
    root.querySelectorAll(".lit").forEach((lit) => lit.classList.remove("lit"));
    const found = marks(key);
    found.forEach((mark) => mark.classList.add("lit"));
    if (scroll && found[0]) { // only the paper moves: the page stays where the hand is
      const offset = found[0].getBoundingClientRect().top - paper.getBoundingClientRect().top;
      paper.scrollTop += offset - paper.clientHeight / 3;
    }
    const card = items.find((item) => item.dataset.item === key);
    if (card) card.classList.add("lit");
  }

  function go(step) {
    if (!items.length) return;
    here = Math.min(Math.max(here + step, 0), items.length - 1);
    const item = items[here];
    const folded = item.closest("details");
    if (folded) folded.open = true;
    item.focus();
    item.scrollIntoView({ block: "nearest" });
    light(item.dataset.item, true);
  }

  const box = (item) => item.querySelector('input[type="checkbox"]');

  function values(item) {
    const found = {};
    item.querySelectorAll("textarea, input:not([type=checkbox]), select").forEach((field) => {
      if (field.name && field.type !== "hidden") found[field.name.split("-").pop()] = field.value;
    });
    return found;
  }

  async function say(item, verdict) {
    const token = document.querySelector("input[name=csrfmiddlewaretoken]").value;
    const answer = await fetch(root.dataset.mark, {
      method: "POST",
      headers: { "X-CSRFToken": token, "Content-Type": "application/json" },
      body: JSON.stringify({ key: item.dataset.item, verdict, value: verdict === "CORRECTED" ? values(item) : {} }),
    }).catch(() => null);
    if (answer && !answer.ok) alertIn(item, (await answer.json()).message);
    count();
  }

  function alertIn(item, words) {
    let line = item.querySelector(".error");
    if (!line) { line = document.createElement("p"); line.className = "error"; item.append(line); }
    line.textContent = words;
  }

  function decide(item, take, remember) {
    const tick = box(item);
    if (remember) undone.push([item, tick.checked]);
    tick.checked = take;
    item.dataset.said = "1";
    say(item, take ? (item.dataset.changed ? "CORRECTED" : "ACCEPTED") : "DROPPED");
  }

  function count() {
    const counter = document.querySelector("[data-counter]");
    if (!counter) return;
    const [, total] = counter.textContent.split("/");
    const known = Number(counter.dataset.known ?? (counter.dataset.known = counter.textContent.split("/")[0]));
    counter.textContent = `${Math.min(known + items.filter((i) => i.dataset.said).length, Number(total))} /${total}`;
  }

  function takeWords() {
    const words = String(document.getSelection()).replace(/\s+/g, " ").trim();
    const item = items[here];
    if (!words || !item) return;
    const field = item.querySelector("textarea");
    field.value = words;
    item.dataset.changed = "1";
    decide(item, true, true);
  }

  const keys = {
    j: () => go(1),
    k: () => go(-1),
    Enter: () => { if (items[here]) { decide(items[here], true, true); go(1); } },
    x: () => { if (items[here]) { decide(items[here], false, true); go(1); } },
    s: takeWords,
    u: () => { const last = undone.pop(); if (last) { decide(last[0], last[1], false); here = items.indexOf(last[0]); go(0); } },
    a: () => root.querySelectorAll("[data-sure] article[data-item]").forEach((item) => decide(item, true, true)),
  };

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=checkbox]), textarea, select");
    if (event.key === "Escape" && typing) { typing.blur(); return; }
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !keys[event.key] || !root.dataset.mark) return;
    if (event.key === "Enter" && !event.target.closest("article[data-item]")) return;
    event.preventDefault();
    keys[event.key]();
  });

  items.forEach((item, place) => {
    item.addEventListener("focusin", () => { here = place; light(item.dataset.item, true); });
    item.addEventListener("change", (event) => {
      if (event.target === box(item)) { decide(item, event.target.checked, false); return; }
      item.dataset.changed = "1";
      box(item).checked = true;
      decide(item, true, false);
    });
  });

  root.querySelectorAll("[data-light]").forEach((link) =>
    link.addEventListener("click", (event) => { event.preventDefault(); light(link.dataset.light, true); }));

  if (paper) paper.addEventListener("click", (event) => {
    const mark = event.target.closest("mark[data-key]");
    const place = mark ? items.findIndex((item) => item.dataset.item === mark.dataset.key) : -1;
    if (mark) light(mark.dataset.key, false);
    if (place >= 0) { here = place; go(0); }
  });
})();
