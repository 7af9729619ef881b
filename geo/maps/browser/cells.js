// Firms of a register on one canvas: square cells with their numbers, or single firms where few are in
// sight. What is not in sight yet is asked for by the frame itself, so that panning runs no script.
(function () {
  "use strict";
  const { BAR, CELLS, FRAME, PLACES } = atlas.constants;
  const REACH = 500 * BAR.equator; // half of it, in metres
  const KINDS = { B: Uint8Array, H: Uint16Array, I: Uint32Array };
  const TOP = 3; // chains that are told of a cell
  const UNDER = ".atlas-land, .atlas-counties, .atlas-cells"; // what a mark lies on
  const STEPS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

  const unpacked = ([kind, code]) =>
    Array.from(new KINDS[kind](Uint8Array.from(atob(code), (c) => c.charCodeAt(0)).buffer));
  const number = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, "\u2009");
  // A name of a reader's own list may run from right to left; it stays within itself.
  const apart = (text) => `\u2068${text}\u2069`;

  // Marks of what is in sight: [{x, y, …}] in metres, the middle of each, the fullest cell first.
  function marksOf({ size, from: [west, south], ...told }) {
    if (size) {
      const [i, j, n, top] = [told.i, told.j, told.n, told.top].map(unpacked);
      return i.map((_, k) => ({
        i: i[k] + west, j: j[k] + south, n: n[k], x: (i[k] + west + 0.5) * size, y: (j[k] + south + 0.5) * size,
        chains: top.slice(TOP * k, TOP * k + TOP).filter(Boolean).map((place) => told.chains[place - 1]),
      }));
    }
    const [x, y] = [told.x, told.y].map(unpacked);
    return x.map((_, k) => ({ x: x[k] + west, y: y[k] + south, n: 1, name: told.names[k], chain: told.of[k],
                              year: told.years[k], at: told.at[k], how: told.how[k] }));
  }

  // {step, window, size, firms, …} as geo/maps/cells.py packs it, with {address, stamp} in a live page.
  const Cells = L.Layer.extend({
    initialize(data) {
      this.data = data;
    },
    onAdd(map) {
      atlas.stage.firms = this;
      this.root = atlas.el("div", "atlas-firms", map.getPane("cells"));
      this.root.setAttribute("role", "group");
      this.root.setAttribute("aria-label", atlas.word("cells.group"));
      this.canvas = atlas.el("canvas", "leaflet-zoom-animated", this.root);
      // Stands at the mark that the pointer or the keyboard is on.
      this.at = atlas.el("div", "firm-at", this.root);
      this.at.tabIndex = 0;
      this.at.setAttribute("role", "button");
      this.key = atlas.el("div", "cells-key", map.getContainer());
      this.ending = new AbortController();
      this.listen(map.getContainer());
      this.take(this.data);
      this.follow();
    },
    onRemove() {
      this.ending.abort();
      clearTimeout(this.waiting);
      this.root.remove();
      this.key.remove();
    },
    getEvents() {
      return { zoomanim: this.animate, moveend: this.follow, viewreset: this.follow, "atlas:resize": this.follow };
    },

    take(told) {
      this.told = told;
      this.marks = marksOf(told);
      this.found = new Map(told.size ? this.marks.map((mark) => [`${mark.i},${mark.j}`, mark]) : []);
      this.put(this.marks[0]);
      this.explain();
    },

    // Where metres are in pixels of the layer.
    spot({ x, y }) {
      const half = 128 * 2 ** this._map.getZoom(), { x: left, y: top } = this._map.getPixelOrigin();
      return { x: half * (1 + x / REACH) - left, y: half * (1 - y / REACH) - top, r: this.radius() };
    },
    metres({ x, y }) {
      const half = 128 * 2 ** this._map.getZoom(), { x: left, y: top } = this._map.getPixelOrigin();
      return { x: ((x + left) / half - 1) * REACH, y: (1 - (y + top) / half) * REACH };
    },
    side() {
      return (this.told.size * 128 * 2 ** this._map.getZoom()) / REACH;
    },
    radius() {
      return this.told.size ? this.side() / 2
        : PLACES.firm * atlas.stage.scale * (atlas.small(atlas.stage) ? 14 / 18 : 1);
    },

    draw() {
      const map = this._map, size = map.getSize(), sharp = window.devicePixelRatio || 1;
      const pad = size.multiplyBy(CELLS.pad).round();
      const corner = map.containerPointToLayerPoint(pad.multiplyBy(-1));
      const { x: w, y: h } = size.add(pad.multiplyBy(2));
      const { canvas, told } = this;
      [canvas.width, canvas.height] = [w * sharp, h * sharp];
      Object.assign(canvas.style, { width: `${w}px`, height: `${h}px` });
      L.DomUtil.setTransform(canvas, corner, 1);
      Object.assign(this, { corner: map.layerPointToLatLng(corner), zoom: map.getZoom() });
      const pen = canvas.getContext("2d");
      pen.scale(sharp, sharp);
      pen.translate(-corner.x, -corner.y);
      const style = getComputedStyle(document.documentElement);
      const colour = (name) => style.getPropertyValue(`--${name}`).trim();
      const inside = ({ x, y, r }) => x + r > corner.x && x - r < corner.x + w && y + r > corner.y && y - r < corner.y + h;
      const seen = this.marks.map((mark) => [mark, this.spot(mark)]).filter(([, spot]) => inside(spot));
      if (told.size) this.squares(pen, seen, colour, style);
      else this.dots(pen, seen, colour);
    },
    squares(pen, seen, colour, style) {
      const { classes } = this.told, half = this.side() / 2 - CELLS.gap;
      const ramp = [0, ...classes].map((_, step) => colour(`count-${CELLS.first + step}`));
      const letter = CELLS.letter * atlas.stage.scale;
      for (const [{ n }, { x, y }] of seen) {
        pen.fillStyle = ramp[classes.filter((least) => n >= least).length];
        pen.fillRect(x - half, y - half, 2 * half, 2 * half);
      }
      pen.fillStyle = colour("ground");
      pen.font = `700 ${letter}px ${style.getPropertyValue("--font-stack")}`;
      [pen.textAlign, pen.textBaseline] = ["center", "middle"];
      for (const [{ n }, { x, y }] of seen) {
        const wide = String(n).length * CELLS.digit * letter + CELLS.room;
        if (n >= classes.at(-1) && Math.max(wide, letter) <= 2 * half) pen.fillText(n, x, y + 0.05 * letter);
      }
    },
    dots(pen, seen, colour) {
      [pen.fillStyle, pen.strokeStyle, pen.lineWidth] = [colour("ink"), colour("ground"), CELLS.edge];
      for (const [, { x, y, r }] of seen) {
        pen.beginPath();
        pen.arc(x, y, r, 0, 2 * Math.PI);
        pen.fill();
        pen.stroke();
      }
    },
    animate({ zoom, center }) {
      const map = this._map;
      L.DomUtil.setTransform(this.canvas, map._latLngToNewLayerPoint(this.corner, zoom, center),
                             map.getZoomScale(zoom, this.zoom));
      this.at.classList.remove("on");
      // What will be in sight is asked for while the map is on its way there.
      if (this.data.address) this.fetch(this.frame(center, zoom), Math.round(zoom));
    },

    // What the colours mean, which changes as a reader comes nearer.
    explain() {
      const { size, classes, firms } = this.told;
      this.key.replaceChildren();
      if (!size) {
        const item = atlas.el("span", "item", this.key);
        atlas.el("i", "dot", item);
        item.append(`${atlas.word("cells.firm")} ${number(firms)}`);
        return;
      }
      const km = (size * Math.cos((BAR.latitude * Math.PI) / 180)) / 1000;
      atlas.el("div", "", this.key, atlas.word("cells.key").replace("{km}", km >= 10 ? Math.round(km) : km.toFixed(1)));
      const ends = [1, ...classes];
      ends.forEach((low, step) => {
        const item = atlas.el("span", "item", this.key), high = (ends[step + 1] || 0) - 1;
        atlas.el("i", "", item).style.background = `var(--count-${CELLS.first + step})`;
        const word = high < 0 ? "legend.and_more" : "legend.range";
        item.append(high === low ? number(low)
          : atlas.word(word).replace("{low}", number(low)).replace("{high}", number(high)));
      });
    },

    // The frame of the map in whole metres, within which everything is there or is asked for.
    frame(center = this._map.getCenter(), zoom = this._map.getZoom()) {
      const map = this._map, middle = map.project(center, zoom), reach = map.getSize().divideBy(2);
      const { min, max } = L.bounds(middle.subtract(reach), middle.add(reach)), half = 128 * 2 ** zoom;
      return [min.x / half - 1, 1 - max.y / half, max.x / half - 1, 1 - min.y / half].map((share) => Math.round(share * REACH));
    },
    step() {
      return Math.round(this._map.getZoom());
    },
    lacks({ step, window: there } = this.told) {
      const [w, s, e, n] = this.frame();
      return step !== this.step() || (there && (w < there[0] || s < there[1] || e > there[2] || n > there[3]));
    },
    follow() {
      const size = this._map.getSize();
      if (!size.x || !size.y) return;
      if (this.coming) this.take(this.coming);
      this.coming = null;
      this.draw();
      this.put(this.mark);
      clearTimeout(this.waiting);
      if (!this.data.address || !this.lacks() || (this.awaited && !this.lacks(this.awaited))) return;
      this.waiting = setTimeout(() => this.fetch(this.frame(), this.step()), CELLS.pause);
    },
    // What is in a window; null where another question came first, or nobody answers.
    async ask(asked, of) {
      const { address, stamp } = this.data;
      this.asking?.abort();
      const { signal } = (this.asking = new AbortController());
      try {
        const answer = await fetch(`${address}?${new URLSearchParams({ window: asked, step: this.step(), stamp, ...of })}`,
                                   { signal });
        const told = answer.ok ? await answer.json() : null;
        return told && told.stamp === stamp && this._map ? told : null;
      } catch {
        return null;
      }
    },
    async fetch(asked, step) {
      // The map may come to rest a metre beside where it said that it was going.
      const [w, s, e, n] = asked, room = Math.ceil((e - w) / 100);
      const awaited = (this.awaited = { step, window: [w - room, s - room, e + room, n + room] });
      const told = await this.ask(awaited.window, { step });
      if (this.awaited !== awaited) return;
      this.awaited = null;
      if (!told) return;
      if (this._map._animatingZoom) {
        this.coming = told;
        return;
      }
      this.take(told);
      this.draw();
    },

    // The mark at a point of the layer.
    hit(point) {
      const { size } = this.told, { x, y } = this.metres(point);
      if (size) return this.found.get(`${Math.floor(x / size)},${Math.floor(y / size)}`);
      let best = null, least = this.radius() + 3;
      for (const mark of this.marks) {
        const spot = this.spot(mark), far = Math.hypot(spot.x - point.x, spot.y - point.y);
        if (far < least) [best, least] = [mark, far];
      }
      return best;
    },
    put(mark) {
      this.mark = mark;
      if (!mark) return;
      const { x, y, r } = this.spot(mark), { style } = this.at;
      style.transform = `translate(${x - r}px,${y - r}px)`;
      style.width = style.height = `${2 * r}px`;
      this.at.classList.toggle("round", !this.told.size);
      this.at.setAttribute("aria-label", atlas.said(this.lines(mark)));
    },
    place(code) {
      const { base, lang } = atlas.stage;
      const county = base.counties.find(({ id }) => id === code);
      const city = base.cities.find(({ id }) => id === (county ? county.city : code));
      return [...new Set([city, county].filter(Boolean).map((unit) => unit[lang]))].join(" · ");
    },
    firm({ name, chain, year, at, how }) {
      return [apart(name), { label: atlas.word("card.at"), value: this.place(at) },
              chain && { label: atlas.word("card.chain"), value: chain },
              year && { label: atlas.word("cells.year"), value: String(year) },
              how && { label: atlas.word("cells.how"), value: how }].filter(Boolean);
    },
    // The card: a cell with its number and chains, a firm, or several at one point.
    lines(mark) {
      if (this.told.size) {
        const chains = mark.chains.join(atlas.stage.lang === "zh" ? "、" : ", ");
        return [atlas.word("cells.number").replace("{n}", number(mark.n)),
                chains && { label: atlas.word("card.chains"), value: chains },
                mark.n > CELLS.list && this.nearer() && { foot: atlas.word("cells.nearer") }].filter(Boolean);
      }
      const here = this.marks.filter(({ x, y }) => x === mark.x && y === mark.y);
      return here.length < 2 ? this.firm(mark) : this.several(here, here.length);
    },
    several(firms, of) {
      const told = firms.slice(0, CELLS.list);
      const rest = of - told.length;
      return [atlas.word("cells.number").replace("{n}", number(of)), ...told.map(({ name, chain }) =>
        [apart(name), chain].filter(Boolean).join(" · ")),
              rest > 0 && atlas.word("cells.others").replace("{n}", number(rest))].filter(Boolean);
    },
    nearer() {
      return this._map.getZoom() < FRAME.max_zoom - 0.01;
    },
    tell(mark, lines = this.lines(mark)) {
      if (atlas.stage.ruling) return;
      const { x, y } = this._map.layerPointToContainerPoint(this.spot(mark));
      this.at.setAttribute("aria-label", atlas.said(lines));
      atlas.tip.show(x, y, lines, { r: this.radius() });
    },

    // A cell comes nearer, and tells of its firms where they are few or it can come no nearer.
    async choose(mark) {
      const { told } = this;
      if (told.size && mark.n > CELLS.list && this.nearer()) {
        const map = this._map, zoom = Math.min(FRAME.max_zoom, map.getZoom() + CELLS.nearer);
        atlas.stage.take();
        map.setView(map.layerPointToLatLng(this.spot(mark)), zoom, { animate: !atlas.still() });
        return;
      }
      this.tell(mark);
      if (!told.size || !this.data.address) return;
      const { size } = told, { i, j } = mark;
      const found = await this.ask([i, j, i + 1, j + 1].map((edge) => edge * size), { list: CELLS.list });
      if (!found || this.told !== told || this.mark !== mark) return;
      const firms = marksOf(found);
      this.tell(mark, mark.n === 1 ? this.firm(firms[0]) : this.several(firms, mark.n));
    },

    next([sx, sy]) {
      const here = this.spot(this.mark), [w, s, e, n] = this.frame();
      let best = null, least = Infinity;
      for (const mark of this.marks) {
        if (mark.x < w || mark.x > e || mark.y < s || mark.y > n) continue;
        const { x, y } = this.spot(mark);
        const along = (x - here.x) * sx + (y - here.y) * sy;
        const aside = Math.abs((x - here.x) * sy) + Math.abs((y - here.y) * sx);
        if (along > 0.5 && along + 2 * aside < least) [best, least] = [mark, along + 2 * aside];
      }
      return best;
    },
    listen(box) {
      const { at } = this, { signal } = this.ending;
      const on = (node, name, act, capture = false) => node.addEventListener(name, act, { capture, signal });
      const markAt = (e) => e.target.closest && e.target.closest(UNDER) && !atlas.stage.ruling &&
        this.hit(this._map.mouseEventToLayerPoint(e));
      const over = (mark) => {
        at.classList.toggle("on", Boolean(mark));
        if (!mark || mark === this.mark) return;
        this.put(mark);
        this.tell(mark);
      };
      on(box, "pointermove", (e) => e.pointerType === "mouse" && over(markAt(e)), true);
      on(at, "pointerover", (e) => e.pointerType === "mouse" && this.mark && this.tell(this.mark));
      on(at, "pointerout", () => {
        at.classList.remove("on");
        atlas.tip.hide();
      });
      // Before the land below hears of it.
      on(box, "click", (e) => {
        const mark = markAt(e);
        if (!mark) return;
        e.stopPropagation();
        this.put(mark);
        if (e.detail < 2) this.choose(mark);
      }, true);
      on(box, "contextmenu", (e) => {
        const mark = markAt(e);
        if (!mark) return;
        e.preventDefault();
        e.stopPropagation();
        this.put(mark);
        this.tell(mark);
      }, true);
      on(at, "mousedown", (e) => e.preventDefault());
      on(at, "focus", () => this.mark && this.tell(this.mark));
      on(at, "blur", () => atlas.tip.hide());
      on(at, "keydown", (e) => {
        const step = STEPS[e.key], other = step && this.mark && this.next(step);
        if (e.key === "Enter" || e.key === " ") {
          if (this.mark) this.choose(this.mark);
        } else if (!step) {
          return;
        } else if (other) {
          this.put(other);
          this.tell(other);
        }
        e.preventDefault();
        e.stopPropagation();
      });
      this.themed = new MutationObserver(() => this.draw());
      this.themed.observe(document.documentElement, { attributeFilter: ["data-theme"] });
      signal.addEventListener("abort", () => this.themed.disconnect());
    },
  });
  atlas.cells = (data) => new Cells(data);

  // [[outline, whether it is recognised], …]: places found, with their numbers where there is room, the
  // first of them first.
  const Found = L.Layer.extend({
    initialize(data) {
      this.data = data;
    },
    onAdd(map) {
      const { shape } = atlas.stage;
      this.numbers = [];
      this.drawn = this.data.flatMap(([ring, known], place) => {
        const points = atlas.line(ring);
        const html = atlas.el("span", "", null, place + 1);
        const icon = L.divIcon({ className: "found-mark", iconSize: [0, 0], html });
        const at = points.reduce((a, b) => (b[0] > a[0] ? b : a));
        this.numbers.push([at, html]);
        return [shape("polyline", "lines", points, "found-edge"),
                shape("polyline", "lines", points, known ? "found" : "found new"),
                L.marker(at, { icon, interactive: false, keyboard: false }).addTo(map)];
      });
      this.settle();
    },
    onRemove() {
      this.drawn.forEach((one) => one.remove());
    },
    getEvents() {
      return { zoomend: this.settle, "atlas:resize": this.settle };
    },
    settle() {
      const room = CELLS.apart * atlas.stage.scale, taken = [];
      for (const [at, node] of this.numbers) {
        const point = this._map.latLngToLayerPoint(at);
        const free = taken.every((other) => point.distanceTo(other) >= room);
        if (free) taken.push(point);
        node.hidden = !free;
      }
    },
  });
  atlas.found = (data) => new Found(data);
})();
