// Shared by all drawing functions: decoding, element helpers and the kinds of own layer.
// Nothing in these files knows of Streamlit or folium except bridge.js.
(function () {
  "use strict";
  const atlas = (window.atlas = {});
  // The numbers that screen and paper share; see geo/maps/constants.py.
  atlas.constants = window.ATLAS.constants;
  const SVG = "http://www.w3.org/2000/svg";

  // A line is stored as [x0, y0, dx, dy, …] in ten-thousandths of a degree.
  atlas.line = (code) => {
    const points = [];
    let x = 0, y = 0;
    for (let i = 0; i < code.length; i += 2) {
      x += code[i];
      y += code[i + 1];
      points.push([y / 1e4, x / 1e4]);
    }
    return points;
  };
  atlas.latlng = (point) => L.latLng(point[1], point[0]);

  atlas.el = (tag, className, parent, text) => {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text !== undefined) node.textContent = text;
    if (parent) parent.appendChild(node);
    return node;
  };
  atlas.svg = (tag, attributes, parent) => {
    const node = document.createElementNS(SVG, tag);
    for (const name in attributes) node.setAttribute(name, attributes[name]);
    if (parent) parent.appendChild(node);
    return node;
  };

  // Where a place lies in pixels at a zoom that the map need not have yet.
  atlas.pixel = (map, point, zoom) => map.project(atlas.latlng(point), zoom);

  // Whether the map has another zoom or origin of pixels than when this was last asked of a layer.
  // A pan changes neither, so what is drawn in layer pixels can stay as it is.
  function moved(layer) {
    const { x, y } = layer._map.getPixelOrigin();
    const frame = [layer._map.getZoom(), x, y].join();
    const other = frame !== layer._frame;
    layer._frame = frame;
    return other;
  }

  // A layer of the scene that shows other data from now on.
  atlas.remake = (layer, data) => {
    const map = layer._map;
    layer.onRemove(map);
    layer.data = data;
    layer.onAdd(map);
  };

  // A maker of layers that only act when they come and go: (data) => layer.
  atlas.layer = (methods) => {
    const Made = L.Layer.extend({
      initialize(data) {
        this.data = data;
      },
      ...methods,
    });
    return (data) => new Made(data);
  };

  // A layer of HTML elements that stand at places with an offset in pixels. Subclasses fill
  // `this.items` with {node, at, dx, dy} in `build`, set offsets in `arrange(zoom)`, and may do
  // more in `settled()` after each change of zoom and in `panned()` after a pan.
  atlas.Pinned = L.Layer.extend({
    initialize(data) {
      this.data = data;
    },
    onAdd(map) {
      this.items = [];
      this.root = atlas.el("div", "atlas-layer", map.getPane(this.paneName));
      this.build(map);
      this._arranged = this._frame = null;
      this._follow();
    },
    onRemove() {
      this.root.remove();
    },
    getEvents() {
      return { zoomanim: this._animate, zoom: this._place, moveend: this._follow,
               viewreset: this._follow };
    },
    arrange() {},
    settled() {},
    panned() {},
    _follow() {
      if (!moved(this)) {
        this.panned();
        return;
      }
      this._arrange(this._map.getZoom());
      this._place();
      this.settled();
    },
    _arrange(zoom) {
      if (this._arranged === zoom) return;
      this._arranged = zoom;
      this.arrange(zoom);
    },
    _animate(e) {
      this._arrange(e.zoom);
      this._put((place) => this._map._latLngToNewLayerPoint(place, e.zoom, e.center));
    },
    _place() {
      this._put((place) => this._map.latLngToLayerPoint(place));
    },
    _put(toPixel) {
      for (const item of this.items) {
        const point = toPixel(atlas.latlng(item.at));
        // Flat: in three dimensions, as Leaflet does it, the browser makes a layer of its own of each.
        item.node.style.transform = `translate(${point.x + item.dx}px,${point.y + item.dy}px)`;
      }
    },
  });

  // A layer of SVG in layer pixels, drawn anew after each zoom and hidden while one is animated.
  atlas.Sketch = L.Layer.extend({
    initialize(data) {
      this.data = data;
    },
    onAdd(map) {
      this.root = atlas.svg("svg", { class: "atlas-sketch", width: 1, height: 1 },
                            map.getPane(this.paneName));
      this._frame = null;
      this._follow();
    },
    onRemove() {
      this.root.remove();
    },
    getEvents() {
      return { moveend: this._follow, viewreset: this._follow };
    },
    _follow() {
      if (moved(this)) this._redraw();
    },
    _redraw() {
      this.root.replaceChildren();
      this.draw(this._map);
    },
  });
})();
