// Mean centres with their ellipses, on top of the areas.
(() => {
  const Centres = L.Layer.extend({
    initialize(data) {
      this.data = data;
    },
    onAdd(map) {
      const { stage } = atlas;
      this.drawn = [];
      for (const { at, ring, tone, name } of this.data) {
        const points = ring.map(atlas.latlng);
        if (points.length) {
          this.drawn.push(stage.shape("polyline", "lines", points, "centre-edge"));
          this.drawn.push(stage.shape("polyline", "lines", points, "centre-ring " + tone));
        }
        const label = atlas.el("span", "centre-name " + tone);
        label.textContent = name;
        const icon = L.divIcon({ className: "centre-mark " + tone, html: label, iconSize: [13, 13] });
        this.drawn.push(
          L.marker(atlas.latlng(at), { icon, interactive: false, keyboard: false }).addTo(map));
      }
    },
    onRemove() {
      this.drawn.forEach((item) => item.remove());
    },
  });
  atlas.centres = (data) => new Centres(data);
})();
