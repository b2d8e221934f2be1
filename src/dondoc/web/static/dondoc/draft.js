// Giữ nháp: what is typed goes to the server after a pause and on leaving. The page works without
// it; what is kept, for whom and how long is the server's (docs/decisions/0014-drafts.md).
(() => {
  "use strict";
  const form = document.querySelector("form[data-keep]");
  const told = document.querySelector("form[data-draft]");
  if (!form || !told) return;
  const PAUSE = 1500, AGAIN = 15000;
  let timer = 0, turn = 0, changed = false, busy = false, sent = false, cut = false;

  // The token in use now: signing in again in another tab changed it.
  const token = () => (/(?:^|; )(?:__Host-)?csrftoken=([^;]+)/.exec(document.cookie) || [])[1] || form.csrfmiddlewaretoken.value;

  function typed() {
    const said = new FormData(form);
    form.querySelectorAll("[type=file], [type=password]").forEach((box) => said.delete(box.name));
    said.set("csrfmiddlewaretoken", token());
    said.set("draft", "auto");
    said.set("turn", String(++turn)); // two may arrive in another order
    return said;
  }

  function say(words, kept) {
    const line = told.querySelector("[role=status]");
    if (line.textContent !== words) line.textContent = words;
    told.querySelector("button").hidden = !kept;
  }

  async function keep(leaving) {
    clearTimeout(timer);
    if (!changed || sent) return;
    if (busy && !leaving) { timer = setTimeout(keep, PAUSE); return; }
    changed = false;
    busy = true;
    const answer = await fetch(location.href, { method: "POST", body: typed(), redirect: "manual", keepalive: leaving === true })
      .catch(() => null);
    busy = false;
    cut = !answer || answer.type === "opaqueredirect"; // no connection, or no session
    if (answer && (answer.ok || answer.status === 409)) {
      const words = await answer.text();
      say(words, answer.ok && words !== "");
      return;
    }
    changed = true;
    say(answer && cut ? told.dataset.ended : told.dataset.failed, false);
    timer = setTimeout(keep, AGAIN);
  }

  form.addEventListener("input", () => {
    changed = true;
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
  });
  document.addEventListener("submit", async (event) => {
    if (cut && event.target === form) { // sent now, the words would be lost with the page
      event.preventDefault();
      changed = true;
      await keep();
      if (!cut) form.requestSubmit(event.submitter);
      return;
    }
    sent = true;
    clearTimeout(timer);
    form.csrfmiddlewaretoken.value = token();
  });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") keep(true); });
  addEventListener("pagehide", () => keep(true));
  addEventListener("pageshow", () => { sent = false; });
})();
