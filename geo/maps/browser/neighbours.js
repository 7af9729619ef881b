// Names of the provinces around: near their point where the map is white, or not at all.
(function () {
  "use strict";
  const { NEIGHBOURS } = atlas.constants;
  const { steps, turns, gap, edge } = NEIGHBOURS;
  // What a name keeps clear of, besides marks, what the page lays over the map, and the province.
  const WORDS = ".atlas-name:not(.off) .text, .river-name, .atlas-region-word:not(.off) .box, .axis-name, .airport, .atlas-inset";
  const MOVES = [[0, 0], ...steps.slice(1).flatMap((far) => Array.from({ length: turns }, (_, n) => {
    const turn = (2 * Math.PI * n) / turns;
    return [far * Math.cos(turn), far * Math.sin(turn)];
  }))];

  // Points of a box that show whether it lies on the province, as shares of its sides.
  const EDGE = [0, 0.25, 0.5, 0.75, 1].flatMap((across) => [0, 0.5, 1].map((down) => [across, down]));

  // [[lon, lat, name], …]
  const Neighbours = atlas.Pinned.extend({
    paneName: "names",
    build() {
      for (const [lon, lat, name] of this.data) {
        const node = atlas.el("div", "neighbour", this.root);
        this.items.push({ node, word: atlas.el("span", "", node, name), at: [lon, lat], dx: 0, dy: 0 });
      }
    },
    getEvents() {
      return { ...atlas.Pinned.prototype.getEvents.call(this), "atlas:names": this.label, "atlas:marks": this.label };
    },
    settled() {
      this.label();
    },
    panned() {
      this.label();
    },
    label() {
      const map = this._map, { stage } = atlas;
      const frame = map.getContainer().getBoundingClientRect();
      const inFrame = ({ left, top, right, bottom }) =>
        [left - frame.left, top - frame.top, right - frame.left, bottom - frame.top];
      const taken = [...map.getPane("mapPane").querySelectorAll(WORDS),
        ...document.querySelectorAll(".atlas-zoom, .atlas-foot > *")].map((node) => inFrame(node.getBoundingClientRect()));
      taken.push(...atlas.laid());
      if (stage.marks) taken.push(...stage.marks.boxes().map(([left, top, right, bottom]) => {
        const [a, b] = [[left, top], [right, bottom]].map((corner) => map.layerPointToContainerPoint(corner));
        return [a.x, a.y, b.x, b.y];
      }));
      const land = [...stage.land.values()].map(({ _path }) => [_path, _path.getScreenCTM().inverse()]);
      const held = ([left, top, right, bottom]) => EDGE.some(([across, down]) => {
        const at = new DOMPoint(frame.left + left + across * (right - left), frame.top + top + down * (bottom - top));
        return land.some(([path, inside]) => path.isPointInFill(at.matrixTransform(inside)));
      });
      for (const item of this.items) {
        const { x, y } = map.latLngToContainerPoint(atlas.latlng(item.at));
        const w = item.word.offsetWidth / 2 + gap, h = item.word.offsetHeight / 2 + gap;
        const free = MOVES.find(([dx, dy]) => {
          const box = [x + dx - w, y + dy - h, x + dx + w, y + dy + h];
          return box[0] > edge && box[1] > edge && box[2] < frame.width - edge && box[3] < frame.height - edge &&
            !taken.some((other) => atlas.overlap(box, other)) && !held(box);
        });
        item.word.classList.toggle("off", !free);
        if (!free) continue;
        const [dx, dy] = free.map(Math.round);
        item.word.style.transform = `translate(calc(-50% + ${dx}px), calc(-50% + ${dy}px))`;
        taken.push([x + dx - w, y + dy - h, x + dx + w, y + dy + h]);
      }
    },
  });
  atlas.neighbours = (data) => new Neighbours(data);
})();
