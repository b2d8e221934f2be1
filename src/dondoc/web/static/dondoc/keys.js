// "/" leads to the search, from anywhere but a box one is typing in. Nothing is lost without it: the box is there.
document.addEventListener("keydown", (press) => {
  const box = document.getElementById("q");
  if (press.key !== "/" || press.ctrlKey || press.metaKey || press.altKey || !box) return;
  if (press.target.closest("input, textarea, select, [contenteditable]")) return;
  press.preventDefault();
  box.focus();
  box.select();
});
