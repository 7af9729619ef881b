// A click on the map tells what the rows below say of that cluster or place.
(function () {
  "use strict";
  const MOST = 12;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const follow = () => {
    document.documentElement.dataset.theme = dark.matches ? "dark" : "light";
  };
  follow();
  dark.addEventListener("change", follow);

  const detail = document.getElementById("detail");
  if (!detail) return;
  const [hint, close, body] = detail.children;
  const tables = [...document.querySelectorAll("table")];

  function add(parent, tag, text) {
    const node = document.createElement(tag);
    if (text) node.textContent = text;
    parent.appendChild(node);
    return node;
  }

  const cells = (row) => [...row.cells].map((cell) => cell.textContent);

  // All that is known of one row, by its headings.
  function card(table, row) {
    const heads = cells(table.tHead.rows[0]);
    const [name, ...rest] = cells(row);
    add(body, "h3", name);
    const list = add(body, "dl");
    rest.forEach((text, n) => {
      if (!text) return;
      add(list, "dt", heads[n + 1]);
      add(list, "dd", text);
    });
  }

  // The rows of a place, one line each.
  function lines(table, rows) {
    add(body, "h3", table.dataset.name + " " + rows.length);
    const list = add(body, "ol");
    for (const row of rows.slice(0, MOST)) {
      add(list, "li", cells(row).filter(Boolean).slice(0, 4).join(" · "));
    }
    if (rows.length > MOST) {
      const more = detail.dataset.more.replace("{n}", rows.length - MOST);
      add(body, "p", more).className = "small";
    }
  }

  function empty(nothing) {
    for (const row of document.querySelectorAll("tr.picked")) row.classList.remove("picked");
    body.replaceChildren();
    hint.hidden = !nothing;
    close.hidden = nothing;
  }

  function nameOf(kind, id) {
    const { base, lang } = atlas.stage;
    const unit = (kind === "city" ? base.cities : base.counties).find((one) => one.id === id);
    return unit ? unit[lang] : "";
  }

  function show({ kind, id }) {
    empty(kind === "ground");
    if (kind === "ground") return;
    const about = kind === "cluster"
      ? (row) => row.dataset.cluster === id
      : (row) => (row.dataset.places || "").split(" ").includes(String(id));
    if (kind !== "cluster") add(body, "h2", nameOf(kind, id));
    for (const table of tables) {
      const rows = [...table.tBodies[0].rows].filter(about);
      for (const row of rows) row.classList.add("picked");
      if (!rows.length) continue;
      if (kind === "cluster" && rows.length === 1) card(table, rows[0]);
      else lines(table, rows);
    }
    detail.scrollTop = 0;
  }

  atlas.send = show;
  close.addEventListener("click", () => empty(true));
})();
