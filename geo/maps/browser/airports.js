// Airports: signs for orientation, whose codes stand where names and marks leave room.
(function () {
  "use strict";
  const { AIRPORTS } = atlas.constants;
  // What a code keeps clear of, besides marks and other airports.
  const WORDS = ".atlas-name:not(.off) .text, .river-name, .atlas-region-word:not(.off) .box, .axis-name, .inset-tag b";

  // {title, airports: [[lon, lat, code, name, adcode], …]}
  const Airports = atlas.Pinned.extend({
    paneName: "marks",
    build() {
      const { title, airports } = this.data;
      this.root.setAttribute("role", "group");
      this.root.setAttribute("aria-label", title);
      const outline = `M${AIRPORTS.plane.map((corner) => corner.join(" ")).join("L")}Z`;
      for (const [lon, lat, code, name, adcode] of airports) {
        const node = atlas.el("div", "airport", this.root);
        node.tabIndex = -1;
        node.setAttribute("role", "button");
        node.setAttribute("aria-label", `${title}: ${code}, ${name}`);
        const { reach } = AIRPORTS;
        const svg = atlas.svg("svg", { viewBox: `${-reach} ${-reach} ${2 * reach} ${2 * reach}` }, node);
        atlas.svg("circle", { class: "ring", r: reach }, svg);
        atlas.svg("path", { d: outline }, svg);
        const word = atlas.el("span", "code", node, code);
        this.items.push({ node, word, code, name, adcode, at: [lon, lat], dx: 0, dy: 0 });
      }
      atlas.press(this);
    },
    getEvents() {
      return { ...atlas.Pinned.prototype.getEvents.call(this), "atlas:names": this.label, "atlas:marks": this.label };
    },
    // What lies in the part that is drawn larger stands there; a sign that would cover a name stands aside.
    arrange(zoom) {
      const { stage } = atlas;
      const map = this._map || stage.map;
      const inset = atlas.insetAt(map, zoom);
      const taken = [...stage.boxes];
      const r = AIRPORTS.reach * stage.scale;
      for (const item of this.items) {
        const p = atlas.pixel(map, item.at, zoom);
        const { x, y } = inset && inset.holds(p) ? inset.into(p) : p;
        const box = [x - r, y - r, x + r, y + r];
        const [dx, dy] = atlas.aside(box, taken, []) || [0, 0];
        taken.push([box[0] + dx, box[1] + dy, box[2] + dx, box[3] + dy]);
        Object.assign(item, { dx: x + dx - p.x, dy: y + dy - p.y });
      }
    },
    settled() {
      this.label();
    },
    spot({ at, dx, dy }) {
      const { x, y } = this._map.latLngToLayerPoint(atlas.latlng(at));
      return { x: x + dx, y: y + dy, r: AIRPORTS.reach * atlas.stage.scale };
    },
    label() {
      const map = this._map;
      const frame = map.getContainer().getBoundingClientRect();
      const words = [...map.getPane("mapPane").querySelectorAll(WORDS)].map((node) => node.getBoundingClientRect());
      const taken = words.map(({ left, top, right, bottom }) =>
        [left - frame.left, top - frame.top, right - frame.left, bottom - frame.top]);
      const inFrame = ([left, top, right, bottom]) => {
        const corners = [[left, top], [right, bottom]].map((corner) => map.layerPointToContainerPoint(corner));
        return corners.flatMap(({ x, y }) => [x, y]);
      };
      if (atlas.stage.marks) taken.push(...atlas.stage.marks.boxes().map(inFrame));
      const signs = this.items.map((item) => {
        const { x, y, r } = this.spot(item);
        return inFrame([x - r, y - r, x + r, y + r]);
      });
      this.items.forEach((item, n) => {
        const [left, top, right, bottom] = signs[n];
        const x = (left + right) / 2, y = (top + bottom) / 2;
        const w = item.word.offsetWidth, h = item.word.offsetHeight;
        const others = [...taken, ...signs.filter((_, other) => other !== n)];
        const free = atlas.beside((right - left) / 2, w, h).find(([dx, dy]) => {
          const box = [x + dx, y + dy, x + dx + w, y + dy + h];
          return box[0] > 0 && box[1] > 0 && box[2] < frame.width && box[3] < frame.height &&
            !others.some((other) => atlas.overlap(box, other));
        });
        item.word.classList.toggle("off", !free);
        if (!free) return;
        const [dx, dy] = free;
        item.word.style.transform = `translate(${Math.round(dx)}px,${Math.round(dy)}px)`;
        taken.push([x + dx, y + dy, x + dx + w, y + dy + h]);
      });
    },
    tell({ code, name, adcode }) {
      const { base, lang } = atlas.stage;
      const city = base.cities.find(({ id }) => id === adcode);
      return [`${this.data.title} ${code}`, name, city && { label: atlas.word("card.at"), value: city[lang] }];
    },
    choose({ adcode }) {
      atlas.emit("city", adcode);
    },
  });
  atlas.airports = (data) => new Airports(data);
})();
