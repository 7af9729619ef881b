// Shows the hint until it has been closed once in this browser.
(() => {
  const KEY = "hubei-cluster-atlas-hint";
  const hint = document.querySelector(".first-visit");
  const seen = () => { try { return localStorage.getItem(KEY); } catch { return "blocked"; } };
  if (!hint || seen()) return;
  hint.hidden = false;
  hint.querySelector("[role=button]").addEventListener("click", close);
  hint.querySelector("[role=button]").addEventListener("keydown", (e) => {
    if (e.key === "Enter" || e.key === " ") close(e);
  });
  function close(event) {
    event.preventDefault();
    hint.hidden = true;
    localStorage.setItem(KEY, "1");
  }
})();
