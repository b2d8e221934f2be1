// Đang đọc: asks again until the answer is there, then goes to it. Without it the page's link does the same.
(async () => {
  for (;;) {
    await new Promise((done) => setTimeout(done, 3000));
    try {
      const answer = await fetch(location.href);
      const now = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-waiting]");
      if (answer.redirected || !now) return location.reload();
      document.querySelector("[data-waiting]").replaceWith(now);
    } catch { /* the line is down: asked again */ }
  }
})();
