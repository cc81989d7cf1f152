// The way out: blank the page at once, then go where the link leads without a step back in history.
(() => {
  const link = document.querySelector("a[data-leave]");
  if (!link) return;

  const leave = () => {
    document.title = "";
    document.body.replaceChildren();
    document.documentElement.className = "";
    location.replace(link.href);
  };

  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });

  // Three presses of Shift within five seconds do the same; the count is spoken.
  const count = document.querySelector("[data-leave-count]");
  let presses = 0;
  let timer;
  const reset = () => {
    presses = 0;
    count.textContent = "";
  };

  document.addEventListener("keyup", (event) => {
    clearTimeout(timer);
    if (event.key !== "Shift") return reset();
    presses += 1;
    if (presses === 3) return leave();
    count.textContent = presses === 1 ? link.dataset.two : link.dataset.one;
    timer = setTimeout(reset, 5000);
  });

  // A page kept in memory by the browser is asked for again, so Back shows nothing.
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
})();
