// Khóa truy cập — asks the browser for a passkey and sends what it answers; without it the form says so.
(() => {
  "use strict";
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const known = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

  const told = (credential, names) => {
    const response = {};
    for (const name of names) if (credential.response[name]) response[name] = text(credential.response[name]);
    return JSON.stringify({
      id: credential.id, rawId: text(credential.rawId), type: credential.type, response,
      clientExtensionResults: credential.getClientExtensionResults(),
    });
  };

  const made = async (asked, alone) => {
    const choice = { ...asked.authenticatorSelection, residentKey: alone ? "required" : "discouraged", requireResidentKey: alone };
    if (alone) choice.userVerification = "required";
    const publicKey = {
      ...asked, authenticatorSelection: choice, challenge: bytes(asked.challenge),
      user: { ...asked.user, id: bytes(asked.user.id) }, excludeCredentials: known(asked.excludeCredentials),
    };
    return told(await navigator.credentials.create({ publicKey }), ["clientDataJSON", "attestationObject"]);
  };

  const used = async (asked) => {
    const publicKey = { ...asked, challenge: bytes(asked.challenge), allowCredentials: known(asked.allowCredentials) };
    return told(await navigator.credentials.get({ publicKey }), ["clientDataJSON", "authenticatorData", "signature", "userHandle"]);
  };

  const options = async (form) => {
    const here = document.getElementById("passkey-options");
    if (here) return JSON.parse(here.textContent);
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(answer.status);
    return answer.json();
  };

  const run = async (form) => {
    const asked = await options(form), alone = form.querySelector("[name=passwordless]");
    form.querySelector("[name=credential]").value = asked.creation_options
      ? await made(asked.creation_options.publicKey, Boolean(alone && alone.checked))
      : await used(asked.request_options.publicKey);
    form.submit();
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const isNamed = !/^[\d.]+$|:/.test(location.hostname); // a key is bound to a name, never to a number
    const can = window.isSecureContext && window.PublicKeyCredential && isNamed;
    const why = form.querySelector("[data-why]");
    if (!can && form.dataset.passkey === "offer") continue;
    form.hidden = false;
    if (!can) { why.textContent = why.dataset.why; continue; }
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      why.textContent = "";
      run(form).catch(() => { why.textContent = why.dataset.failed; });
    });
  }
})();
