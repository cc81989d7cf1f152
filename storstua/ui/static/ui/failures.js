// When htmx cannot reach us, or we fail, the page says so in words and keeps what was written.
(() => {
  const line = document.querySelector("[data-failure]");
  const say = (text) => {
    line.textContent = text;
  };

  document.addEventListener("htmx:error", () => say(line.dataset.offline));
  document.addEventListener("htmx:before:request", () => say(""));
  document.addEventListener("htmx:before:swap", (event) => {
    if (event.detail.ctx.response.status < 500) return;
    event.preventDefault();
    say(line.dataset.broken);
  });
})();
