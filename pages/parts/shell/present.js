// Keys and pointer of a presentation. Every step has a button on the page; keys click them. One
// script for the life of the window: it looks at what is on the page when it is needed.
(function () {
  "use strict";
  if (window.atlasStage) return;
  window.atlasStage = true;
  const root = document.documentElement;
  const RESTS = 2500; // ms without a move of the pointer after which it and the tools are hidden
  const AGAIN = 400; // ms after which a click that led nowhere is made again
  const PATIENCE = 150; // ms that a click waits for a running page
  const AHEAD = 10, BEHIND = 3; // pages that are kept ready on either side
  const LINGER = 400; // ms for the map or chart below a ready page to be painted
  const GONE = 2000; // ms after which a stage that is not there was left
  let wanted = null, sent = null, asked = 0, clicked = 0, since = Date.now(), rest = 0, dot = null;
  let stood = -1, seen = 0;

  const find = (selector) => document.querySelector(selector);
  // Still while the page is drawn anew, when there may be nothing of it for a moment.
  const presented = () => {
    if (find(".st-key-stage_keys")) seen = Date.now();
    return Date.now() - seen < GONE;
  };
  const steps = () => [...document.querySelectorAll(".st-key-stage_bar button")];
  // The step on the stage, or the last one seen there.
  const shown = () => {
    const now = steps().findIndex((step) => step.dataset.testid === "stBaseButton-primary");
    return now < 0 ? stood : (stood = now);
  };
  const ready = () => find('[data-testid="stApp"]').dataset.testScriptState === "notRunning";
  const press = (key) => { const button = find(`.st-key-${key} button`); if (button) button.click(); };

  // Every press counts at once: what it leads to is shown if it is ready, and the server is asked
  // for the newest wish. A click that meets a running page would be lost or come late.
  function pursue() {
    const all = steps(), now = Date.now();
    if (!presented()) wanted = sent = null;
    if (wanted === null) return;
    if (sent === wanted && shown() === wanted && ready() && now - clicked > 60) {
      wanted = sent = null;
      setTimeout(uncover, LINGER);
      return;
    }
    const pressed = now - asked > PATIENCE; // what is seen already need not come at once
    const due = sent === wanted ? ready() && now - clicked > AGAIN : pressed || (ready() && !covered());
    if (due && all[wanted]) {
      sent = wanted;
      clicked = now;
      all[wanted].click();
    }
    setTimeout(pursue, 20);
  }

  function go(to) {
    const last = Math.max(steps().length, addresses().length) - 1;
    if (last < 1) return;
    to = Math.max(0, Math.min(to, last));
    if (to === at()) return;
    const idle = wanted === null;
    wanted = to;
    since = asked = Date.now();
    cover(to);
    if (idle) pursue();
  }
  const at = () => (wanted === null ? shown() : wanted);

  // Pages as pictures, which the browser fetches while one is looked at and keeps out of sight.
  const addresses = () => (find(".stage-tools")?.dataset.ready || "").split(" ").filter(Boolean);
  const pages = new Map();
  let fetching = false, shelf = null;
  function cover(to) {
    steps().forEach((step, n) => step.toggleAttribute("data-wanted", n === to));
    const page = pages.get(addresses()[to]);
    shelf?.querySelector(".on")?.classList.remove("on");
    if (page && innerWidth > 640) page.classList.add("on");
  }
  const covered = () => Boolean(shelf?.querySelector(".on"));
  function uncover() {
    if (wanted !== null) return;
    shelf?.querySelector(".on")?.classList.remove("on");
    document.querySelectorAll("[data-wanted]").forEach((step) => step.removeAttribute("data-wanted"));
  }
  async function stock() {
    const all = addresses(), here = at();
    if (fetching || here < 0) return;
    const near = all.map((_, n) => n).filter((n) => n > here ? n - here <= AHEAD : here - n <= BEHIND)
      .sort((a, b) => (a < here) - (b < here) || Math.abs(a - here) - Math.abs(b - here));
    const kept = new Set(near.map((n) => all[n]));
    for (const [address, page] of pages) {
      if (kept.has(address) || page?.matches(".on")) continue;
      page?.remove();
      pages.delete(address);
    }
    const next = near.map((n) => all[n]).find((address) => !pages.has(address));
    if (!next || !ready()) return;
    fetching = true;
    pages.set(next, null); // what cannot be had is not asked for again
    try {
      const answer = await fetch(new URL(next, location.href));
      if (answer.ok) pages.set(next, shelve(await answer.json()));
    } catch { /* the server's answer will do */ }
    fetching = false;
    setTimeout(stock, 0);
  }
  function shelve(html) {
    if (!shelf?.isConnected) {
      shelf = document.body.appendChild(document.createElement("div"));
      shelf.className = "stage-ready";
      shelf.setAttribute("aria-hidden", "true");
    }
    shelf.style.colorScheme = getComputedStyle(find('[data-testid="stApp"]')).colorScheme;
    shelf.insertAdjacentHTML("beforeend", html);
    return shelf.lastElementChild;
  }

  function full() {
    if (document.fullscreenElement) document.exitFullscreen();
    else if (root.requestFullscreen) root.requestFullscreen().catch(() => {});
  }

  // The dot of a pointer, over the map's frame too.
  function point(x, y) {
    if (dot) dot.style.transform = `translate(${x}px,${y}px)`;
  }
  function moved(e, frame) {
    if (!presented()) return;
    const box = frame ? frame.getBoundingClientRect() : { left: 0, top: 0 };
    point(e.clientX + box.left, e.clientY + box.top);
    root.classList.add("stage-moving");
    clearTimeout(rest);
    rest = setTimeout(() => root.classList.remove("stage-moving"), RESTS);
  }
  function listen(frame) {
    try {
      if (frame.contentWindow.atlasPointer) return;
      frame.contentWindow.atlasPointer = true;
      frame.contentWindow.addEventListener("mousemove", (e) => moved(e, frame));
    } catch {
      // A frame of another origin keeps its pointer to itself.
    }
  }
  function laser() {
    if (dot) {
      dot.remove();
      dot = null;
    } else {
      dot = document.createElement("div");
      dot.className = "stage-dot";
      document.body.appendChild(dot);
    }
    root.classList.toggle("stage-laser", Boolean(dot));
  }
  function blank() {
    root.classList.toggle("stage-blank");
  }
  function leave() {
    wanted = null;
    uncover();
    if (dot) laser();
    root.classList.remove("stage-blank", "stage-moving");
    if (document.fullscreenElement) document.exitFullscreen();
    press("stage_leave");
  }

  const ACTS = {
    next: () => go(at() + 1), back: () => go(at() - 1), first: () => go(0),
    last: () => go(Infinity), full, laser, blank, leave, pace: () => press("stage_pace"),
  };
  const KEYS = {
    ArrowRight: "next", PageDown: "next", " ": "next", ArrowLeft: "back", PageUp: "back",
    Home: "first", End: "last", f: "full", F: "full", l: "laser", L: "laser", b: "blank",
    B: "blank", ".": "blank", a: "pace", A: "pace", Escape: "leave",
  };

  document.addEventListener("keydown", (e) => {
    const act = KEYS[e.key];
    if (!act || !presented() || e.ctrlKey || e.altKey || e.metaKey || e.defaultPrevented) return;
    const from = e.target.closest ? e.target : document.body;
    if (from.closest("input, textarea, select, [contenteditable=true]")) return;
    if (e.key === " " && from.closest("button, a")) return;
    e.preventDefault();
    ACTS[act]();
  });
  document.addEventListener("click", (e) => {
    const button = e.target.closest && e.target.closest("[data-stage]");
    if (!button) return;
    button.blur();
    ACTS[button.dataset.stage]();
  });
  document.addEventListener("mousemove", (e) => moved(e));

  // By itself, if asked: after the last step the first, as on a screen in a hall.
  setInterval(() => {
    if (presented()) {
      document.querySelectorAll("iframe").forEach(listen);
      stock();
    } else if (shelf) {
      shelf.remove();
      shelf = null;
      stood = -1;
      pages.clear();
    }
    const tools = find(".stage-tools");
    const pace = tools && presented() ? Number(tools.dataset.pace) : 0;
    const all = steps().length;
    if (!pace || document.hidden) {
      since = Date.now();
    } else if (Date.now() - since >= pace * 1000 && all) {
      go((at() + 1) % all);
    }
  }, 250);
})();
