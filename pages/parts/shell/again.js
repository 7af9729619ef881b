// Runs the page again when its connection is back, and lets nobody click into the void until then.
(() => {
  if (window.atlasAgain) return;
  window.atlasAgain = true;
  const AWAY = "away", LEAST = 400; // ms between two presses of the button
  const root = document.documentElement;
  let ran = false, pressed = 0;

  const app = () => document.querySelector('[data-testid="stApp"]');
  const connected = () => app()?.dataset.testConnectionState === "CONNECTED";
  const running = () => app()?.dataset.testScriptState !== "notRunning";

  function look() {
    if (!connected()) {
      root.classList.add(AWAY);
      ran = false;
      return;
    }
    if (!root.classList.contains(AWAY)) return;
    if (running()) {
      ran = true;
    } else if (ran) {
      root.classList.remove(AWAY);
    } else if (Date.now() - pressed > LEAST) {
      pressed = Date.now();
      document.querySelector(".st-key-run_again button")?.click();
      setTimeout(look, LEAST + 50);
    }
  }
  new MutationObserver(look).observe(document.body, {
    subtree: true,
    attributeFilter: ["data-test-connection-state", "data-test-script-state"],
  });
})();
