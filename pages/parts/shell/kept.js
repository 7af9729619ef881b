// Has this browser keep what its readers chose: language and depth for a year, a presentation of
// their own until they give it up. Where nothing may be kept, nothing is.
((cookies, path, story, visit) => {
  const STORY = "hubei-cluster-atlas-story", OTHERS = `${STORY}-others`, NOTES = `${STORY}-notes`;
  const MOST = 5; // presentations kept beside the one that was made last
  // An address with one of these says itself which presentation it means.
  const SAID = ["story", "slide", "step", "present", "embed"];
  const first = !window.atlasKept;
  const kept = (window.atlasKept ||= {});
  const once = (name, value, keep) => {
    if (kept[name] === value) return; // another window may have chosen since
    kept[name] = value;
    try { keep(); } catch { /* a frame that may keep nothing */ }
  };
  for (const [name, value] of Object.entries(cookies)) {
    once(name, value, () => {
      document.cookie = `${name}=${value}; path=${path}; max-age=31536000; samesite=lax`;
    });
  }
  if (visit) once("visit", visit, () => { document.cookie = `${visit}; path=${path}; samesite=strict`; });
  if (story !== null) once(STORY, story.code + story.notes, () => put(story.code, story.notes, story.of));
  if (!first) return;

  // Who comes to the page of the presentation without one in the address gets their own back, as by
  // a link to it; elsewhere it is brought along when something is to be added to it.
  const waiting = setInterval(() => {
    const app = document.querySelector('[data-testid="stApp"]');
    if (!location.pathname.endsWith("/story") || app?.dataset.testScriptState !== "notRunning") return;
    clearInterval(waiting);
    const asked = new URLSearchParams(location.search);
    if (!SAID.some((name) => asked.has(name))) bring();
  }, 50);
  document.addEventListener("click", (e) => {
    if (e.target.closest?.(".st-key-add_to_story")) bring();
  }, true);

  function put(code, notes, of) {
    const had = localStorage.getItem(STORY) || "", apart = had !== "" && had !== of && had !== code;
    const others = read(OTHERS, []).filter((one) => one !== code && one !== had);
    if (apart && code) others.unshift(had); // somebody else's was changed, or another window's
    if (code) localStorage.setItem(STORY, code);
    else if (!apart) localStorage.removeItem(STORY);
    const kept = others.slice(0, MOST), texts = { ...read(NOTES, {}), ...(notes && { [code]: notes }) };
    const held = Object.entries(texts).filter(([one]) => [localStorage.getItem(STORY), ...kept].includes(one));
    localStorage.setItem(OTHERS, JSON.stringify(kept));
    localStorage.setItem(NOTES, JSON.stringify(Object.fromEntries(held)));
  }

  function read(name, without) {
    try { return JSON.parse(localStorage.getItem(name)) || without; } catch { return without; }
  }

  function bring() {
    let own = "";
    try { own = localStorage.getItem(STORY) || ""; } catch { /* as above */ }
    const there = new URL(location.href);
    if (!/^[\w-]+$/.test(own) || there.searchParams.has("story")) return;
    there.searchParams.set("story", own);
    history.replaceState(history.state, "", there);
    dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
  }
})(COOKIES, PATH, STORY, VISIT);
