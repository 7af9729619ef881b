// On paper the map has a size of its own, whatever the window's is; see the style sheet of the page.
(function () {
  "use strict";
  const SIZE = { width: "700px", height: "440px" };

  atlas.paper = (stage) => {
    const { map } = stage;
    const { style } = map.getContainer();
    const resize = (size) => {
      for (const side of ["width", "height"]) {
        if (size) style.setProperty(side, size[side], "important");
        else style.removeProperty(side);
      }
      map.invalidateSize({ animate: false, pan: false });
      if (!stage.touched) stage.fit();
      map.fire("atlas:resize");
    };
    addEventListener("beforeprint", () => resize(SIZE));
    addEventListener("afterprint", () => resize(null));
  };
})();
