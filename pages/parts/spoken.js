// Says in the page's language what Streamlit itself only has in English, and what language it is.
((lang, words) => {
  const ATTRIBUTES = ["aria-label", "title", "placeholder"];
  const spoken = (window.atlasSpoken ||= { words: new Map() });
  document.documentElement.lang = lang;
  spoken.words = new Map(words);

  function say(node) {
    if (node.nodeType === Node.TEXT_NODE) {
      const word = spoken.words.get(node.data.trim());
      if (word) node.data = word;
    } else if (node.nodeType === Node.ELEMENT_NODE) {
      for (const name of ATTRIBUTES) {
        const word = spoken.words.get(node.getAttribute(name));
        if (word) node.setAttribute(name, word);
      }
      node.childNodes.forEach(say);
    }
  }
  say(document.body);
  if (spoken.observer) return;
  spoken.observer = new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "childList") change.addedNodes.forEach(say);
      else say(change.target);
    }
  });
  spoken.observer.observe(document.body, {
    subtree: true, childList: true, characterData: true, attributeFilter: ATTRIBUTES,
  });
})(LANG, WORDS);
