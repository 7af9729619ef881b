// Mean centres with their ellipses, on top of the areas.
(() => {
  const Centres = L.Layer.extend({
    initialize(data) {
      this.data = data;
    },
    onAdd(map) {
      const { stage } = atlas;
      this.drawn = [];
      this.data.forEach(({ at, ring, tone, name, sign }, number) => {
        const points = ring.map(atlas.latlng);
        if (points.length) {
          this.drawn.push(stage.shape("polyline", "lines", points, "centre-edge"));
          this.drawn.push(stage.shape("polyline", "lines", points, "centre-ring " + tone));
        }
        const label = atlas.el("span", sign ? "centre-sign " + tone : "centre-name " + tone);
        label.textContent = sign || name;
        if (sign) {
          // Centres lie close together: each sign stands in a direction of its own.
          const turn = (number / this.data.length) * 2 * Math.PI;
          label.style.transform = `translate(${14 * Math.sin(turn)}px, ${-14 * Math.cos(turn)}px)`;
        }
        const icon = L.divIcon({ className: "centre-mark " + tone, html: label, iconSize: [13, 13] });
        this.drawn.push(
          L.marker(atlas.latlng(at), { icon, interactive: false, keyboard: false }).addTo(map));
      });
    },
    onRemove() {
      this.drawn.forEach((item) => item.remove());
    },
  });
  atlas.centres = (data) => new Centres(data);
})();
