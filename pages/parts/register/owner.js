// Tells the server the secret by which this browser owns what it has kept there; made when it is
// first needed. Who clears the browser's data can get at nothing any more.
const OWNER = "hubei-cluster-atlas-owner";

export default function ({ data, setStateValue }) {
  let secret = "";
  try {
    secret = localStorage.getItem(OWNER) || "";
    if (!/^[0-9a-f]{64}$/.test(secret)) {
      secret = [...crypto.getRandomValues(new Uint8Array(32))].map((b) => b.toString(16).padStart(2, "0")).join("");
      localStorage.setItem(OWNER, secret);
    }
  } catch { return; } // a browser that may keep nothing owns nothing
  if (data.known !== secret) setStateValue("secret", secret);
}
