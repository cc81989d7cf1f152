// Passkeys: asks the browser to make one or to show one, and sends what it answers with the form.
(() => {
  const able = globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON;

  const make = (options) =>
    navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) });
  const show = (options) =>
    navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });

  // Options stand in the form, or are asked for when nobody is known yet.
  const optionsOf = async (form) => {
    if (form.dataset.options) return JSON.parse(form.dataset.options).publicKey;
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(answer.statusText);
    return (await answer.json()).request_options.publicKey;
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const said = form.querySelector("[role=status]");
    if (!able) {
      said.textContent = form.dataset.unable;
      continue;
    }
    const button = form.querySelector("button");
    button.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      said.textContent = "";
      try {
        const options = await optionsOf(form);
        const answer = await (form.dataset.passkey === "make" ? make : show)(options);
        form.elements.credential.value = JSON.stringify(answer);
        form.submit();
      } catch {
        said.textContent = form.dataset.failed;
      }
    });
  }
})();
