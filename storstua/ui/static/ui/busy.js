// <form data-busy>: a second press while the form is on its way does nothing; the label stays.
(() => {
  const waiting = new WeakSet();

  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-busy]");
    if (!form || event.defaultPrevented) return;
    if (waiting.has(form)) return event.preventDefault();
    waiting.add(form);
    event.submitter?.setAttribute("aria-busy", "true");
    setTimeout(() => waiting.delete(form), 15000);
  });

  // Coming back with the Back button starts afresh.
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    for (const button of document.querySelectorAll("form[data-busy] [aria-busy]")) {
      waiting.delete(button.form);
      button.removeAttribute("aria-busy");
    }
  });
})();
