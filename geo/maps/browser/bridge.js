// The only file that knows where the map lives: Streamlit's frame, or a page of its own.
(function () {
  "use strict";
  const root = document.documentElement;
  const FORWARDED = new Set(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "PageUp", "PageDown",
                             "Home", "End", "Escape", " ", ..."fFlLbBaA."]);

  atlas.theme = (name) => {
    root.dataset.theme = name === "dark" ? "dark" : "light";
  };

  // Streamlit states its ground colour before our first line runs.
  function guess() {
    const ground = getComputedStyle(root).getPropertyValue("--background-color").trim();
    const parts = /^#(..)(..)(..)/.exec(ground);
    if (!parts) return "light";
    const [r, g, b] = parts.slice(1).map((part) => parseInt(part, 16));
    return 0.3 * r + 0.59 * g + 0.11 * b < 128 ? "dark" : "light";
  }

  // Each message makes Streamlit's library add one more style element; the newest is enough.
  function tidy() {
    const styles = [...document.head.querySelectorAll("style")]
      .filter((style) => style.textContent.includes("--primary-color"));
    styles.slice(0, -1).forEach((style) => style.remove());
  }

  window.addEventListener("message", (e) => {
    if (e.source !== window.parent || !e.data || e.data.type !== "streamlit:render") return;
    if (e.data.theme) atlas.theme(e.data.theme.base);
    tidy();
  });

  function forward(e) {
    if (window.parent === window || !FORWARDED.has(e.key) || e.defaultPrevented) return;
    if (e.target.closest && e.target.closest("button") && e.key === " ") return;
    const { key, code, keyCode, which, shiftKey } = e;
    try {
      window.parent.document.dispatchEvent(new window.parent.KeyboardEvent("keydown", {
        key, code, keyCode, which, shiftKey, bubbles: true }));
      e.preventDefault();
    } catch {
      // Another origin: its keys are its own.
    }
  }

  // Boxes of what the page lays over the frame, in px of the frame.
  atlas.laid = () => {
    const frame = window.frameElement; // null where the page is of another origin
    if (!frame) return [];
    const { left, top } = frame.getBoundingClientRect();
    return [...frame.ownerDocument.querySelectorAll(".st-key-legend .legend-row")].map((row) => {
      const at = row.getBoundingClientRect();
      return [at.left - left, at.top - top, at.right - left, at.bottom - top];
    });
  };

  // Groups of layers in place of all that Streamlit's component holds, which takes them away when the
  // next scene comes. Returns what stood there.
  atlas.instead = (groups) => {
    const { map } = atlas.stage;
    const stood = window.feature_group.filter((group) => map.hasLayer(group));
    stood.forEach((group) => group.remove());
    window.feature_group = groups;
    groups.forEach((group) => group.addTo(map));
    return stood;
  };

  // An address: says there that the scene is painted, and how long that took.
  atlas.painted = atlas.layer({
    onAdd() {
      const { stage } = atlas;
      requestAnimationFrame(() => setTimeout(() => {
        const ms = Math.round(performance.now() - stage.begun);
        fetch(`${this.data}?ms=${ms}`, { method: "POST", keepalive: true }).catch(() => {});
      }));
    },
    onRemove() {},
  });

  atlas.theme(guess());

  // Renders that came while scripts were loading are lost to Streamlit's component, so it says
  // "ready" once more when the map is up: Streamlit answers with the newest arguments.
  atlas.embed = (map, options = {}) => {
    const streamlit = window.Streamlit;
    if (!streamlit) return atlas.start(map, options);
    document.addEventListener("keydown", forward);
    try {
      atlas.overhear(window.parent.document);
    } catch {
      // Another origin: its filters are answered by the server alone.
    }
    setTimeout(() => streamlit.setComponentReady(), 0);
    return atlas.start(map, { ...options, send: (value) => streamlit.setComponentValue(value) });
  };
})();
