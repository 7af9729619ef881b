"""A reader's own firms on the map: cells that come nearer without a script, down to a firm."""

from __future__ import annotations

import numpy as np

from geo.maps.cells import unpacked
from geo.register.placing import degrees
from tests.browser.driver import Reader

#: Side, number and zoom of what is drawn; and where the fullest mark is in px of the frame.
_STATE = "() => ({ size: atlas.stage.firms.told.size, firms: atlas.stage.firms.told.firms })"
_SPOT = """() => {
  const { firms, map } = atlas.stage, mark = firms.marks[0];
  const { x, y } = map.layerPointToContainerPoint(firms.spot(mark));
  return [x, y, mark.n, mark.name || ""];
}"""
_PLACES = """() => {
  const { firms, map } = atlas.stage;
  return firms.marks.map((mark) => {
    const { lat, lng } = map.layerPointToLatLng(firms.spot(mark));
    return [lng, lat];
  });
}"""
#: Colour of the canvas at the middle of the fullest cell, beside its number.
_PAINTED = """() => {
  const { firms } = atlas.stage, { x, y, r } = firms.spot(firms.marks[0]);
  const at = firms.canvas.getBoundingClientRect();
  const box = document.getElementById("map_div").getBoundingClientRect();
  const point = atlas.stage.map.layerPointToContainerPoint([x, y - 0.7 * r]);
  const sharp = firms.canvas.width / at.width;
  const [px, py] = [point.x + box.left - at.left, point.y + box.top - at.top].map((n) => n * sharp);
  const [red, green, blue] = firms.canvas.getContext("2d").getImageData(px, py, 1, 1).data;
  return `rgb(${red}, ${green}, ${blue})`;
}"""
_FULLEST = """() => {
  const probe = document.body.appendChild(document.createElement("i"));
  probe.style.color = "var(--count-4)";
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}"""


def test_own_firms_come_nearer_cell_by_cell_and_no_script_runs(reader: Reader) -> None:
    reader.open("own", lang="zh")
    reader.part("bench_sample").get_by_role("button").click()
    reader.part("bench_use").get_by_role("button").wait_for()
    reader.settle()
    reader.ask(reader.part("bench_use").get_by_role("button").click)
    reader.ask(reader.link("企业").click)
    frame = reader.map()
    frame.wait_for_function("() => atlas.stage.firms && atlas.stage.firms.marks.length")
    far = frame.evaluate(_STATE)
    assert far["size"] and far["firms"] > 100
    assert frame.evaluate(_PAINTED) == frame.evaluate(_FULLEST)
    # A file puts the same cells at the same places.
    told = frame.evaluate("() => atlas.stage.firms.told")
    west, south = told["from"]
    i, j = unpacked(told["i"]) + west + 0.5, unpacked(told["j"]) + south + 0.5
    lon, lat = degrees(i * told["size"], j * told["size"])
    there = frame.evaluate(_PLACES)
    assert np.allclose(there, np.column_stack([lon, lat]), atol=1e-6)
    assert sum(unpacked(told["n"])) == far["firms"]
    box = reader.part("map").locator("iframe").bounding_box()
    assert box is not None

    sent = reader.sent
    for _ in range(6):
        x, y, number, _ = frame.evaluate(_SPOT)
        reader.page.mouse.move(box["x"] + x, box["y"] + y)
        frame.locator(".atlas-tip.on").wait_for()
        if not frame.evaluate(_STATE)["size"]:
            break
        assert str(number) in frame.locator(".atlas-tip .title").inner_text()
        size = frame.evaluate(_STATE)["size"]
        reader.page.mouse.click(box["x"] + x, box["y"] + y)
        frame.wait_for_function("(size) => atlas.stage.firms.told.size < size", arg=size)
        frame.locator(".leaflet-zoom-anim").wait_for(state="detached")
    assert not frame.evaluate(_STATE)["size"], "single firms at last"
    _, _, _, name = frame.evaluate(_SPOT)
    assert name and name in frame.locator(".atlas-tip").inner_text()
    assert reader.sent == sent, "zoom and click ran a script"

    # By keyboard: the mark at hand tells of itself, an arrow leads to another.
    at = frame.locator(".firm-at")
    at.focus()
    told = {at.get_attribute("aria-label")}
    for key in ("ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown"):
        at.press(key)
        told.add(at.get_attribute("aria-label"))
    assert len(told) > 1 and all(told)

    # What the reader sees is what the next run packs.
    seen = frame.evaluate(_STATE)
    reader.ask(reader.part("also").get_by_text("收录的集群", exact=True).click)
    assert frame.evaluate("() => atlas.stage.firms.data.size") == seen["size"]
    assert frame.evaluate("() => atlas.stage.firms.data.firms") == seen["firms"]
