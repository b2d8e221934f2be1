// Lights the words of a field and the fields of the words under the hand; the page works without it.
(() => {
  "use strict";
  const all = (from, what) => [...from.querySelectorAll(what)];
  const holder = (link) => link.closest("article, dd, li, p") || link;
  function light(event) {
    all(document, ".lit").forEach((lit) => lit.classList.remove("lit"));
    const mark = event.target.closest(".paper mark");
    if (mark) all(document, `.fields a[href="#${mark.dataset.w}"]`).forEach((link) => holder(link).classList.add("lit"));
    const link = event.target.closest('.fields a[href^="#w"], .cautions a[href^="#w"]');
    const field = link || event.target.closest(".fields article, .fields p[id]")?.querySelector('a[href^="#w"]');
    if (field) all(document, `mark[data-w="${field.hash.slice(1)}"]`).forEach((words) => words.classList.add("lit"));
  }
  document.addEventListener("pointerover", light);
  document.addEventListener("focusin", light);
})();
