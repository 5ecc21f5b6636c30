// Passkeys: makes one, or asks one who its owner is, and sends the answer with the form that it belongs to.
// Where the browser knows none, or without this module, the form stays hidden and the other ways are there.

const BYTES = /-|_/g;
const SIGNS = { "-": "+", _: "/" };

function bytesOf(text) {
  const binary = atob(text.replace(BYTES, (sign) => SIGNS[sign]));
  return Uint8Array.from(binary, (sign) => sign.charCodeAt(0));
}

function textOf(buffer) {
  const binary = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

const withId = (credential) => ({ ...credential, id: bytesOf(credential.id) });

function forCreation({ publicKey }) {
  return {
    ...publicKey,
    challenge: bytesOf(publicKey.challenge),
    user: withId(publicKey.user),
    excludeCredentials: (publicKey.excludeCredentials ?? []).map(withId),
    // Kept by the device under its owner's name, so that it can stand in for address and password.
    authenticatorSelection: {
      ...publicKey.authenticatorSelection,
      residentKey: "required",
      requireResidentKey: true,
      userVerification: "required",
    },
  };
}

function forRequest({ publicKey }) {
  return {
    ...publicKey,
    challenge: bytesOf(publicKey.challenge),
    allowCredentials: (publicKey.allowCredentials ?? []).map(withId),
  };
}

function asSent(credential) {
  const { response } = credential;
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const given = parts.filter((part) => response[part]).map((part) => [part, textOf(response[part])]);
  return {
    id: credential.id,
    rawId: textOf(credential.rawId),
    type: credential.type,
    response: { ...Object.fromEntries(given), transports: response.getTransports?.() ?? [] },
    clientExtensionResults: credential.getClientExtensionResults(),
    authenticatorAttachment: credential.authenticatorAttachment,
  };
}

// What the server asks: in the page, or, on the login page, only when somebody wants to know.
async function askedBy(form) {
  const here = document.getElementById(form.dataset.passkeyOptions ?? "");
  if (here) return JSON.parse(here.textContent);
  const response = await fetch(form.action, { headers: { Accept: "application/json" }, redirect: "error" });
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  return response.json();
}

async function answer(form) {
  const asked = await askedBy(form);
  return form.dataset.passkey === "create"
    ? navigator.credentials.create({ publicKey: forCreation(asked.creation_options) })
    : navigator.credentials.get({ publicKey: forRequest(asked.request_options) });
}

function attach(form) {
  const said = form.querySelector("[data-passkey-said]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    said.textContent = "";
    try {
      form.elements.credential.value = JSON.stringify(asSent(await answer(form)));
    } catch (error) {
      said.textContent = error.name === "InvalidStateError" ? said.dataset.known : said.dataset.failed;
      return;
    }
    // Not as by the button, which would come here again.
    form.submit();
  });
  form.hidden = false;
}

if (window.PublicKeyCredential && navigator.credentials) {
  document.querySelectorAll("form[data-passkey]").forEach(attach);
  document.querySelectorAll("[data-passkey-instead]").forEach((note) => { note.hidden = true; });
}
