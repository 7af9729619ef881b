// Says in the page's language what Streamlit itself only has in English, and what language it is.
((lang, languages, words) => {
  const ATTRIBUTES = ["aria-label", "title", "placeholder"];
  // What is ours or a name of the data, even if it is spelt like a word of Streamlit.
  const OURS = ".stHtml, .stMarkdown, .listing, svg, [role=option], [data-testid=stPageLink]";
  const spoken = (window.atlasSpoken ||= { words: new Map() });
  document.documentElement.lang = lang;
  // A browser's own translation would hold on to words that change; who reads one of the languages
  // that the product speaks has no use for it.
  document.documentElement.translate = !navigator.languages.some((one) => languages.includes(one.slice(0, 2)));
  spoken.words = new Map(words);

  // The word for a text, or for its part before ": ", as Streamlit adds what a button is about.
  function word(text) {
    if (text === null) return null;
    const at = text.indexOf(": ");
    const head = at < 0 ? text : text.slice(0, at);
    const number = head.match(/\d+/)?.[0] ?? "";
    const said = spoken.words.get(head.trim()) ?? spoken.words.get(head.trim().replace(number, "{n}"));
    return said ? said.replace("{n}", number) + text.slice(head.length) : null;
  }

  function walk(node) {
    if (node.nodeType === Node.TEXT_NODE) {
      const said = word(node.data);
      if (said) node.data = said;
    } else if (node.nodeType === Node.ELEMENT_NODE && !node.matches(OURS)) {
      for (const name of ATTRIBUTES) {
        const said = word(node.getAttribute(name));
        if (said) node.setAttribute(name, said);
      }
      node.childNodes.forEach(walk);
    }
  }
  // What lies around a part is asked once, and not of every node in it.
  const say = (node) => node.parentElement?.closest(OURS) || walk(node);
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
})(LANG, LANGUAGES, WORDS);
