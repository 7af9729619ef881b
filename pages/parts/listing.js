// A table whose rows are chosen by a click anywhere in them, or by Enter on their name.
export default function ({ data, parentElement, setTriggerValue }) {
  const box = parentElement.querySelector(".listing");
  const { columns, rows, picked, picks } = data;
  if (!data.fold || folded().open) show();

  function show() {
    const content = JSON.stringify([columns, rows, data.label, picks, data.pages]);
    if (box.content !== content) {
      box.content = content;
      box.order = rows.map((_, number) => number);
      box.sorted = null;
      box.first = 0;
      build();
    }
    box.pick = (number) => setTriggerValue("row", number);
    fit();
    mark(picked);
  }

  // A folded table is built when it is first unfolded; it stays as the reader left it.
  function folded() {
    let details = box.closest("details");
    if (!details) {
      const save = make("button", "listing-save");
      save.type = "button";
      details = make("details", "listing-fold", make("summary", ""));
      box.replaceWith(details);
      details.append(box, save);
    }
    const [summary, save] = [details.querySelector("summary"), details.querySelector(".listing-save")];
    summary.textContent = data.fold.summary;
    save.textContent = data.fold.save;
    save.onclick = () => download(data.fold.file);
    details.ontoggle = () => details.open && show();
    return details;
  }

  // As spreadsheets read it: with the mark of its encoding, and no text that they would work out.
  function download(name) {
    const cell = (value) => {
      const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value ?? "");
      return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
    };
    const lines = [columns.map(({ label }) => label), ...rows].map((line) => line.map(cell).join(","));
    const link = make("a", "");
    link.href = URL.createObjectURL(new Blob([`\ufeff${lines.join("\r\n")}\r\n`], { type: "text/csv" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

  function make(name, css, ...inside) {
    const node = document.createElement(name);
    if (css) node.className = css;
    node.append(...inside);
    return node;
  }

  function build() {
    const table = make("table", "listed");
    table.setAttribute("aria-label", data.label);
    const widths = columns.map((column) => column.width);
    box.needs = 0;
    if (widths.every(Boolean)) {
      table.classList.add("measured");
      box.needs = widths.reduce((sum, width) => sum + width, 0);
      table.style.minWidth = `${box.needs}px`;
      table.append(make("colgroup", "", ...widths.map((width) => {
        const col = make("col");
        col.style.width = `${width}px`;
        return col;
      })));
    }
    const heads = columns.map((column, at) => {
      const button = make("button", "", column.label);
      button.type = "button";
      button.onclick = () => sort(at);
      const th = make("th", column.number ? "number" : "", button);
      th.scope = "col";
      if (column.help) th.title = column.help;
      return th;
    });
    const body = make("tbody");
    table.append(make("thead", "", make("tr", "", ...heads)), body);
    box.lines = rows.map(line);
    body.onclick = (event) => {
      const row = event.target.closest("tr");
      if (!picks || !row || String(getSelection())) return; // words were marked, to be copied
      mark(row.number);
      box.pick(row.number);
    };
    body.onkeydown = (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const other = step && event.target.closest("tr")?.[step > 0 ? "nextSibling" : "previousSibling"];
      if (!other || !picks) return;
      event.preventDefault();
      reach(other).focus();
    };
    box.replaceChildren(table, ...pager());
    turn(0);
  }

  // Long lists have pages, which no row of the server knows of: they are turned at once.
  function pager() {
    if (!data.pages || rows.length <= data.pages.size) return [];
    const step = (sign, name, by) => {
      const button = make("button", "", sign);
      button.type = "button";
      button.setAttribute("aria-label", name);
      button.onclick = () => turn(box.first + by * data.pages.size);
      return button;
    };
    const told = make("span", "");
    told.setAttribute("aria-live", "polite");
    return [make("div", "pager", step("‹", data.pages.previous, -1), told, step("›", data.pages.next, 1))];
  }

  function turn(to) {
    const size = data.pages?.size ?? rows.length, pager = box.querySelector(".pager");
    box.first = Math.max(0, Math.min(to, Math.floor((rows.length - 1) / size) * size));
    const seen = box.order.slice(box.first, box.first + size);
    box.querySelector("tbody").replaceChildren(...seen.map((number) => box.lines[number]));
    if (!pager) return;
    pager.querySelector("span").textContent = data.pages.of
      .replace("{first}", box.first + 1).replace("{last}", box.first + seen.length);
    pager.firstChild.disabled = box.first === 0;
    pager.lastChild.disabled = box.first + size >= rows.length;
  }

  function fit() {
    box.style.maxHeight = data.most ? `${data.most}px` : "";
    if (!box.resized) (box.resized = new ResizeObserver(stack)).observe(box);
    stack();
    if (box.scrollHeight > box.clientHeight || box.scrollWidth > box.clientWidth) {
      box.tabIndex = 0; // or keys would not scroll it
      box.setAttribute("role", "region");
      box.setAttribute("aria-label", data.label);
    }
  }

  // Where columns do not fit side by side, what is in them follows the name of its row.
  function stack() {
    const stacked = data.pages === null && box.needs > box.clientWidth;
    if (stacked === box.classList.contains("stacked")) return;
    box.classList.toggle("stacked", stacked);
    for (const [part, role] of Object.entries({ table: "table", "thead, tbody": "rowgroup", tr: "row", th: "columnheader", td: "cell" })) {
      for (const node of box.querySelectorAll(part)) {
        if (stacked) node.setAttribute("role", role); // it is no table to a browser any more
        else node.removeAttribute("role");
      }
    }
  }

  function line(cells, number) {
    const row = make("tr");
    row.number = number;
    const name = columns.findIndex((column) => !column.images);
    row.append(...cells.map((cell, at) => {
      const { images, digits } = columns[at];
      if (images) {
        const picture = make("img");
        picture.src = images[cell];
        picture.alt = "";
        return make("td", "picture", picture);
      }
      const text = typeof cell === "number" && digits !== null ? cell.toFixed(digits) : cell ?? "";
      const words = make("span", "cell", String(text));
      if (at !== name) return make("td", `${columns[at].number ? "number " : ""}${text === "" ? "none" : "more"}`, words);
      if (!picks) return make("td", `named${columns[at].number ? " number" : ""}`, words);
      const button = make("button", "", words);
      button.type = "button";
      button.tabIndex = -1;
      return make("td", "named", button);
    }));
    return row;
  }

  function reach(row) {
    for (const other of box.lines) other.querySelector("td button").tabIndex = other === row ? 0 : -1;
    return row.querySelector("td button");
  }

  function mark(chosen) {
    box.lines.forEach((row, number) => {
      row.classList.toggle("picked", number === chosen);
      if (picks) row.querySelector("td button").setAttribute("aria-pressed", number === chosen);
    });
    const row = box.lines[chosen ?? box.order[0]];
    if (!row || !picks) return;
    reach(row);
    if (chosen === null || box.shown === chosen) return;
    box.shown = chosen;
    const head = box.querySelector("thead").offsetHeight;
    if (row.offsetTop - head < box.scrollTop || row.offsetTop + row.offsetHeight > box.scrollTop + box.clientHeight)
      box.scrollTop = row.offsetTop - head; // the list alone: the page stays where it is
  }

  function sort(at) {
    const way = box.sorted?.[0] === at ? -box.sorted[1] : 1;
    box.sorted = [at, way];
    const words = new Intl.Collator(document.documentElement.lang, { numeric: true });
    const empty = (cell) => cell === null || cell === "";
    box.order.sort((one, other) => {
      const [a, b] = [rows[one][at], rows[other][at]];
      if (empty(a) || empty(b)) return empty(a) - empty(b); // what is not known comes last
      return way * (typeof a === "number" ? a - b : words.compare(a, b));
    });
    turn(0);
    box.querySelectorAll("th").forEach((th, number) => {
      if (number === at) th.setAttribute("aria-sort", way > 0 ? "ascending" : "descending");
      else th.removeAttribute("aria-sort");
    });
  }
}
