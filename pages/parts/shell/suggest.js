// Shows where one may go, under the search box while one types: a combobox with a list.
((file, carried, words) => {
  const BOX = '[class*="st-key-filter_q"] input', MOST = 8, ID = "suggestions";
  const state = (window.atlasSuggest ||= { rows: null, shown: [], active: -1, box: null });
  if (state.file !== file) Object.assign(state, { file, rows: null });
  Object.assign(state, { carried, words });
  hide();
  document.querySelectorAll(BOX).forEach(dress);
  if (state.begun) return;
  state.begun = true;
  const list = document.body.appendChild(document.createElement("ul"));
  list.id = ID;
  list.setAttribute("role", "listbox");
  list.hidden = true;
  const told = document.body.appendChild(document.createElement("div"));
  told.className = "reach";
  told.setAttribute("role", "status");

  const boxOf = (event) => (event.target.matches?.(BOX) ? event.target : null);
  document.addEventListener("focusin", (event) => { if (boxOf(event)) begin(event.target); });
  document.addEventListener("input", (event) => { if (boxOf(event)) look(event.target); }, true);
  document.addEventListener("focusout", (event) => { if (boxOf(event)) hide(); });
  document.addEventListener("keydown", (event) => { if (boxOf(event)) key(event); }, true);
  addEventListener("resize", hide);
  document.addEventListener("scroll", (event) => { if (event.target !== list) hide(); }, true);
  list.addEventListener("mousedown", (event) => event.preventDefault());  // the box keeps its focus
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) go(state.shown[Number(option.dataset.at)]);
  });

  function dress(box) {
    if (box.getAttribute("role") === "combobox") return;
    const say = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false",
                  "aria-controls": ID, autocomplete: "off" };
    for (const [name, value] of Object.entries(say)) box.setAttribute(name, value);
  }

  function begin(box) {
    dress(box);
    state.typed = box.value;
    state.box = box;
    if (!state.rows) load(state.file);
  }

  // Once a page, and only for somebody who goes to the box.
  async function load(file) {
    state.rows = [];
    try {
      const rows = await (await fetch(new URL(file, location.href))).json();
      if (state.file !== file) return;
      state.rows = rows.map(([label, kind, link, names, place, outside]) => (
        { label, kind, link, names: names.split("\n").filter(Boolean), place, outside }));
      if (state.box === document.activeElement && state.box.value !== state.typed) look(state.box);
    } catch {
      state.rows = null;  // the box goes on as it is
    }
  }

  function fold(text) {
    return text.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
  }

  // A name that a question may hold: two characters, or as much pinyin as two of them.
  const whole = (name) => name.length >= (/^[a-z0-9]+$/.test(name) ? 5 : 2);

  // How much of a question and of a name is the same at their beginning.
  function shared(name, rest) {
    let n = 0;
    while (n < rest.length && name[n] === rest[n]) n += 1;
    return whole(name.slice(0, n)) ? n : 0;
  }

  function rank(row, asked, rest) {
    let best = 9;
    const within = row.kind === state.words.page ? 5 : 2;  // a page is called like much that is asked
    for (const name of row.names) {
      if (name === asked) return 0;
      if (name.startsWith(asked)) best = Math.min(best, 1);
      else if (whole(name) && asked.includes(name)) best = Math.min(best, within);
      else if (asked.length > 1 && name.includes(asked)) best = Math.min(best, 4);
      else if (rest.length > 1 && (name.includes(rest) || shared(name, rest)))
        best = Math.min(best, 3);
    }
    return best;
  }

  function found(text) {
    const asked = fold(text);
    if (!asked || asked.length > 80) return [];
    const held = new Set();
    for (const row of state.rows) {
      for (const name of row.names) if (whole(name) && asked.includes(name)) held.add(name);
    }
    let rest = asked;
    for (const name of [...held].sort((a, b) => b.length - a.length)) rest = rest.replace(name, "");
    if (rest === asked) rest = "";
    return [...together(asked), ...there(asked, rest || asked), ...state.rows
      .map((row, at) => ({ row, at, rank: rank(row, asked, rest) }))
      .filter((one) => one.rank < 9)
      .sort((a, b) => a.rank - b.rank || a.at - b.at)
      .map((one) => one.row)].slice(0, MOST);
  }

  // The cities in a text, in its order.
  function cities(asked) {
    const at = (row) => Math.min(...row.names.filter((name) => whole(name) && asked.includes(name))
      .map((name) => asked.indexOf(name)));
    return state.rows.filter((row) => row.place !== undefined && at(row) < Infinity)
      .sort((a, b) => at(a) - at(b));
  }

  // Two or more cities in one text are a comparison; beside one outside it can mean nothing else.
  function together(asked) {
    const places = cities(asked);
    if (places.length < 2) return [];
    const { compare, page, between } = state.words;
    const names = places.map((row) => row.label).join(between);
    const link = `compare?compare=${places.map((row) => row.place)}`;
    const sure = places.some((row) => row.outside);
    return [{ label: compare.replace("{places}", names), kind: page, link, sure }];
  }

  // One city and a chain in one text: the chain there.
  function there(asked, rest) {
    const [city, ...more] = cities(asked);
    if (!city || city.outside || more.length) return [];
    const alike = (row) => Math.max(...row.names.map((name) => (
      whole(name) && asked.includes(name) ? name.length : shared(name, rest))));
    const [chain] = state.rows.filter((row) => /^chains\?chain=\w+$/.test(row.link) && alike(row))
      .sort((a, b) => alike(b) - alike(a));
    if (!chain) return [];
    const label = state.words.there.replace("{city}", city.label).replace("{chain}", chain.label);
    return [{ label, kind: chain.kind, link: `${chain.link}&city=${city.place}` }];
  }

  function look(box) {
    state.box = box;
    state.shown = state.rows ? found(box.value) : [];
    state.active = -1;
    if (!state.shown.length) return hide();
    list.setAttribute("aria-label", state.words.label);
    list.replaceChildren(...state.shown.map((row, at) => {
      const option = document.createElement("li");
      option.id = `${ID}-${at}`;
      option.dataset.at = at;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      const kind = document.createElement("small");
      kind.textContent = row.kind;
      option.append(row.label, " ", kind);
      return option;
    }));
    const hint = document.createElement("li");
    hint.setAttribute("role", "presentation");
    hint.textContent = state.words.hint;
    list.append(hint);
    place(box);
    list.hidden = false;
    box.setAttribute("aria-expanded", "true");
    box.removeAttribute("aria-activedescendant");
    if (state.shown[0].sure) activate(0);
    told.textContent = state.words.found.replace("{n}", state.shown.length);
  }

  function place(box) {
    const at = box.getBoundingClientRect();
    const width = Math.min(Math.max(at.width, 340), innerWidth - 16);
    list.style.width = `${width}px`;
    list.style.left = `${Math.max(8, Math.min(at.left, innerWidth - width - 8))}px`;
    list.style.top = `${at.bottom + 3}px`;
  }

  function hide() {
    const list = document.getElementById(ID);
    if (list) list.hidden = true;
    state.active = -1;
    state.box?.setAttribute("aria-expanded", "false");
    state.box?.removeAttribute("aria-activedescendant");
  }

  function activate(at) {
    const options = list.querySelectorAll("[role=option]");
    state.active = (at + options.length + 1) % (options.length + 1);
    if (state.active === options.length) state.active = -1;  // back in the box
    options.forEach((option, n) => option.setAttribute("aria-selected", n === state.active));
    if (state.active < 0) {
      state.box.removeAttribute("aria-activedescendant");
    } else {
      state.box.setAttribute("aria-activedescendant", options[state.active].id);
      options[state.active].scrollIntoView({ block: "nearest" });
    }
  }

  function key(event) {
    if (event.isComposing || event.keyCode === 229) return;  // it is for the input method
    if (list.hidden) {
      if (event.key === "ArrowDown" && event.target.value) look(event.target);
      return;
    }
    const stop = () => { event.preventDefault(); event.stopPropagation(); };
    switch (event.key) {
      case "ArrowDown": stop(); activate(state.active + 1); break;
      case "ArrowUp": stop(); activate(state.active < 0 ? state.shown.length - 1 : state.active - 1);
        break;
      case "Escape": stop(); hide(); break;
      case "Enter":
        if (state.active < 0) return hide();
        stop();
        go(state.shown[state.active]);
    }
  }

  // As by a link: the box gets back what it held, and the app reads the new address.
  function go(row) {
    const box = state.box;
    hide();
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(box, state.typed);
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.blur();
    const there = new URL(row.link, location.href);
    for (const [name, value] of Object.entries(state.carried)) there.searchParams.set(name, value);
    history.pushState({}, "", there);
    dispatchEvent(new PopStateEvent("popstate", { state: {} }));
  }
})(FILE, CARRIED, WORDS);
