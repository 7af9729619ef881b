// Marks of clusters, with their leader lines, the outline around a crowded city, and their names.
(function () {
  "use strict";
  const CROWD = 60; // more marks than this are drawn smaller at province view
  const LEAST = 0.78;
  const PHONE = 0.74;
  const LETTER_FROM = 15; // px across a circle mark; below, the character is left out
  const LEADER_FROM = 13; // px between a mark and its place
  const HULL_FROM = 6; // displaced marks of one city
  const NAMES_FROM = 10;
  const MOST_NAMES = 12;

  const Marks = atlas.Pinned.extend({
    paneName: "marks",

    // data: [[cluster_id, tier_class, hue], …]
    build(map) {
      const { stage } = atlas;
      const { clusters, marks, characters } = stage.base;
      const lang = stage.lang === "zh" ? 0 : 1;
      stage.marks = this;
      stage.counts = new Map();
      this.sketch = atlas.svg("svg", { class: "atlas-sketch", width: 1, height: 1 },
                              map.getPane("leaders"));
      this.root.setAttribute("role", "group");
      this.root.setAttribute("aria-label", atlas.word("marks"));
      // Large tiers are placed first and drawn last.
      const rows = this.data.filter(([id]) => clusters[id])
        .sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1));
      for (const [id, tier, hue] of rows) {
        const cluster = clusters[id];
        const form = marks[tier];
        const node = atlas.el("div", `atlas-mark fam-${hue} t${tier}`);
        if (hue === "other") node.classList.add("hollow");
        if (cluster.vague) node.classList.add("hollow", "vague");
        node.dataset.id = id;
        node.tabIndex = -1;
        node.setAttribute("role", "button");
        node.setAttribute("aria-label", [cluster.name[lang], ...cluster.tip[lang]].join(", "));
        node.style.setProperty("--box", form.box);
        const half = form.box;
        const icon = atlas.svg("svg", { viewBox: `${-half} ${-half} ${2 * half} ${2 * half}` }, node);
        atlas.svg("circle", { class: "ring", r: half + 2.5 }, icon);
        atlas.svg("path", { d: form.d }, icon);
        const text = atlas.svg("text", { y: form.dy, dy: ".36em", "font-size": form.font }, icon);
        text.textContent = characters[hue][lang];
        this.items.push({ id, node, cluster, tier, at: cluster.at, dx: 0, dy: 0, free: form.r });
        for (const city of cluster.cities) {
          stage.counts.set(city, (stage.counts.get(city) || 0) + 1);
        }
      }
      [...this.items].reverse().forEach((item) => this.root.appendChild(item.node));
      this.byId = new Map(this.items.map((item) => [item.id, item]));
      if (this.items.length) this.items[0].node.tabIndex = 0;
      this.hear();
    },
    onRemove() {
      this.root.remove();
      this.sketch.remove();
      if (atlas.stage.marks === this) atlas.stage.marks = atlas.stage.counts = null;
      atlas.tip.hide();
    },
    getEvents() {
      return { ...atlas.Pinned.prototype.getEvents.call(this), zoomend: this.redraw,
               viewreset: this.redraw, moveend: this.label, "atlas:resize": this.resettle };
    },
    onAdd(map) {
      atlas.Pinned.prototype.onAdd.call(this, map);
      this.redraw();
    },
    resettle() {
      this._arranged = null;
      this.redraw();
    },
    redraw() {
      this._settle();
      this.lines();
      this.label();
    },
    find(id) {
      return this.byId.get(id);
    },

    // Marks grow to full size as the reader comes nearer.
    size(zoom) {
      const { stage } = atlas;
      const crowd = Math.max(LEAST, Math.min(1, Math.sqrt(CROWD / (this.items.length || 1))));
      const nearer = 2 ** (Math.max(0, zoom - (stage.homeZoom || zoom)) / 2);
      return stage.scale * (atlas.small(stage) ? PHONE : 1) * Math.min(1, crowd * nearer);
    },
    arrange(zoom) {
      const { stage } = atlas;
      const map = this._map || stage.map;
      const scale = this.size(zoom);
      this.scale = scale;
      this.root.style.setProperty("--k", scale);
      this.root.classList.toggle("plain", 2 * stage.base.marks[2].r * scale < LETTER_FROM);
      const marks = this.items.map((item) => {
        const { x, y } = atlas.pixel(map, item.at, zoom);
        return { x, y, r: item.free * scale };
      });
      const spots = atlas.spread(marks, stage.boxes);
      this.items.forEach((item, i) => {
        item.dx = spots[i].x - marks[i].x;
        item.dy = spots[i].y - marks[i].y;
      });
    },

    // Leader lines back to the true place; an outline where a city's marks had to be fanned out.
    lines() {
      const map = this._map;
      this.sketch.replaceChildren();
      const hulls = new Map();
      for (const item of this.items) {
        if (item.cluster.vague) continue;
        const away = Math.hypot(item.dx, item.dy);
        if (away < LEADER_FROM * this.scale) continue;
        const place = map.latLngToLayerPoint(atlas.latlng(item.at));
        item.spot = { x: place.x + item.dx, y: place.y + item.dy, r: item.free * this.scale };
        item.place = place;
        const city = item.cluster.cities[0];
        hulls.set(city, [...(hulls.get(city) || []), item]);
      }
      for (const [, group] of hulls) {
        for (const { spot, place } of group) {
          atlas.svg("line", { class: "leader", x1: place.x, y1: place.y, x2: spot.x, y2: spot.y },
                    this.sketch);
          atlas.svg("circle", { class: "place", cx: place.x, cy: place.y, r: 1.8 }, this.sketch);
        }
      }
    },

    // Names of clusters beside their marks, for the chosen one and for all when near.
    label() {
      const { stage } = atlas;
      const map = this._map;
      const lang = stage.lang === "zh" ? 0 : 1;
      const near = map.getZoom() >= NAMES_FROM;
      const view = map.getBounds();
      let left = MOST_NAMES;
      for (const item of this.items) {
        const chosen = item.node.classList.contains("selected");
        const shown = chosen || (near && view.contains(atlas.latlng(item.at)) && left-- > 0);
        const old = item.node.querySelector(".label");
        if (shown && !old) atlas.el("div", "label", item.node, item.cluster.name[lang]);
        if (!shown && old) old.remove();
      }
    },
    select(id) {
      const item = this.byId.get(id);
      for (const other of this.items) other.node.classList.remove("hot");
      if (!item) return;
      item.node.classList.add("selected");
      item.node.setAttribute("aria-pressed", "true");
      this._map.getPane("selection").appendChild(this.front = this.root.cloneNode(false));
      this.root.appendChild(item.node);
      this.front.remove();
      this.label();
    },

    // One set of listeners for all marks; arrow keys walk from mark to mark.
    hear() {
      const { stage } = atlas;
      const itemAt = (e) => {
        const node = e.target.closest && e.target.closest(".atlas-mark");
        return node && this.byId.get(node.dataset.id);
      };
      const choose = (item) => {
        item.node.classList.add("hot");
        atlas.emit("cluster", item.id);
      };
      const tell = (item) => {
        const lang = stage.lang === "zh" ? 0 : 1;
        const spot = stage.map.latLngToContainerPoint(atlas.latlng(item.at));
        atlas.tip.show(spot.x + item.dx, spot.y + item.dy - item.free * this.scale,
                       [item.cluster.name[lang], ...item.cluster.tip[lang]]);
      };
      const on = (name, act) => this.root.addEventListener(name, act);
      L.DomEvent.disableClickPropagation(this.root);
      on("mousedown", (e) => e.preventDefault());
      on("click", (e) => {
        const item = itemAt(e);
        if (item) choose(item);
      });
      on("pointerover", (e) => e.pointerType === "mouse" && itemAt(e) && tell(itemAt(e)));
      on("pointerout", () => atlas.tip.hide());
      on("focusin", (e) => {
        const item = itemAt(e);
        if (!item) return;
        this.items.forEach((other) => { other.node.tabIndex = other === item ? 0 : -1; });
        tell(item);
      });
      on("focusout", () => atlas.tip.hide());
      on("keydown", (e) => {
        const item = itemAt(e);
        if (!item) return;
        const step = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[e.key];
        if (e.key === "Enter" || e.key === " ") choose(item);
        else if (step) this.walk(item, step);
        else return;
        e.preventDefault();
        e.stopPropagation();
      });
    },
    // The nearest mark in a direction; what lies off the axis counts double.
    walk(from, [sx, sy]) {
      const spot = (item) => {
        const p = this._map.latLngToLayerPoint(atlas.latlng(item.at));
        return { x: p.x + item.dx, y: p.y + item.dy };
      };
      const here = spot(from);
      let best = null, least = Infinity;
      for (const item of this.items) {
        const p = spot(item);
        const along = (p.x - here.x) * sx + (p.y - here.y) * sy;
        const aside = Math.abs((p.x - here.x) * sy) + Math.abs((p.y - here.y) * sx);
        if (along > 0.5 && along + 2 * aside < least) {
          least = along + 2 * aside;
          best = item;
        }
      }
      if (best) best.node.focus({ preventScroll: true });
    },
  });
  atlas.marks = (data) => new Marks(data);
})();
