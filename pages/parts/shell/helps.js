// What a browser leaves out: copying without a secure context, and the rest of what does not fit.
(() => {
  if (window.atlasHelps) return;
  window.atlasHelps = true;

  // On plain http under the name of a host browsers have no clipboard that a script may write to.
  async function writeText(text) {
    const before = document.activeElement, box = document.createElement("textarea");
    box.value = text;
    box.style.cssText = "position:fixed;opacity:0";
    (before?.parentElement ?? document.body).append(box); // a popover closes if it loses the focus
    box.select();
    const copied = document.execCommand("copy");
    box.remove();
    before?.focus?.();
    if (!copied) throw new Error("nothing was copied");
  }
  if (!navigator.clipboard) Object.defineProperty(navigator, "clipboard", { value: { writeText } });

  const cut = ({ scrollWidth, clientWidth, scrollHeight, clientHeight }, { textOverflow, webkitLineClamp }) =>
    textOverflow === "ellipsis" ? scrollWidth > clientWidth
      : webkitLineClamp !== "none" && scrollHeight > clientHeight + 1;
  document.addEventListener("mouseover", ({ target }) => {
    for (let node = target, up = 0; node instanceof HTMLElement && up < 3; node = node.parentElement, up += 1) {
      if (cut(node, getComputedStyle(node))) node.title ||= node.innerText;
    }
  });
})();
