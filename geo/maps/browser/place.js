// Spreads marks so that none covers another or a name, each as near to its place as can be.
// Pure arithmetic in pixels: same input, same result, at any zoom and any size of the frame.
(function () {
  "use strict";
  const GOLDEN = Math.PI * (3 - Math.sqrt(5));

  // Marks on one spot start on a spiral around it, so that no two are ever at the same point.
  function start(marks) {
    const seen = new Map();
    return marks.map((mark) => {
      const key = Math.round(mark.x * 2) + ":" + Math.round(mark.y * 2);
      const rank = seen.get(key) || 0;
      seen.set(key, rank + 1);
      const reach = mark.r * 1.6 * Math.sqrt(rank);
      return { x: mark.x + reach * Math.cos(rank * GOLDEN),
               y: mark.y + reach * Math.sin(rank * GOLDEN) };
    });
  }

  function part(marks, spots, gap) {
    let moved = 0;
    for (let i = 0; i < marks.length; i++) {
      const a = spots[i];
      for (let j = i + 1; j < marks.length; j++) {
        const b = spots[j];
        const need = marks[i].r + marks[j].r + gap;
        const dx = b.x - a.x, dy = b.y - a.y;
        if (dx > need || dx < -need || dy > need || dy < -need) continue;
        const far = Math.hypot(dx, dy);
        if (far >= need) continue;
        const push = (need - far) / (far || 1);
        // The larger mark holds its ground.
        const share = marks[j].r ** 2 / (marks[i].r ** 2 + marks[j].r ** 2);
        const ux = (far ? dx : 1) * push, uy = dy * push;
        a.x -= ux * share;
        a.y -= uy * share;
        b.x += ux * (1 - share);
        b.y += uy * (1 - share);
        moved = Math.max(moved, need - far);
      }
    }
    return moved;
  }

  function clear(marks, spots, boxes) {
    for (let i = 0; i < marks.length; i++) {
      const spot = spots[i], r = marks[i].r;
      for (const box of boxes) {
        const left = spot.x - (box[0] - r), right = box[2] + r - spot.x;
        const top = spot.y - (box[1] - r), bottom = box[3] + r - spot.y;
        if (left <= 0 || right <= 0 || top <= 0 || bottom <= 0) continue;
        const least = Math.min(left, right, top, bottom);
        if (least === top) spot.y -= top;
        else if (least === bottom) spot.y += bottom;
        else if (least === left) spot.x -= left;
        else spot.x += right;
      }
    }
  }

  // marks: [{x, y, r}], largest first; boxes: [[left, top, right, bottom]] that stay free.
  atlas.spread = (marks, boxes, { gap = 1, rounds = 140 } = {}) => {
    const spots = start(marks);
    for (let round = 0; round < rounds; round++) {
      const pull = 0.08 * Math.max(0, 1 - round / (rounds * 0.7));
      for (let i = 0; i < marks.length; i++) {
        spots[i].x += (marks[i].x - spots[i].x) * pull;
        spots[i].y += (marks[i].y - spots[i].y) * pull;
      }
      clear(marks, spots, boxes);
      const moved = part(marks, spots, gap);
      if (!pull && moved < 0.05) break;
    }
    return spots;
  };
})();
