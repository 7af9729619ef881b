// Spreads marks so that none covers another or a name, each as near to its place as can be.
// Pure arithmetic in pixels: same input, same result, at any zoom and any size of the frame.
(function () {
  "use strict";
  const GOLDEN = Math.PI * (3 - Math.sqrt(5));
  const { SPREAD } = atlas.constants;

  // Marks on one spot start on a spiral around it, so that no two are ever at the same point.
  function start(marks) {
    const seen = new Map();
    return marks.map((mark) => {
      const key = Math.round(mark.x * 2) + ":" + Math.round(mark.y * 2);
      const rank = seen.get(key) || 0;
      seen.set(key, rank + 1);
      const reach = mark.r * SPREAD.spiral * Math.sqrt(rank);
      return { x: mark.x + reach * Math.cos(rank * GOLDEN),
               y: mark.y + reach * Math.sin(rank * GOLDEN) };
    });
  }

  function neighbours(marks, spots, gap) {
    const pairs = [];
    for (let i = 0; i < marks.length; i++) {
      for (let j = i + 1; j < marks.length; j++) {
        const need = marks[i].r + marks[j].r + gap;
        const near = need + SPREAD.reach;
        if (Math.abs(spots[i].x - spots[j].x) < near && Math.abs(spots[i].y - spots[j].y) < near) {
          // The larger mark holds its ground.
          const share = marks[j].r ** 2 / (marks[i].r ** 2 + marks[j].r ** 2);
          pairs.push([spots[i], spots[j], need, share]);
        }
      }
    }
    return pairs;
  }

  function part(pairs) {
    let moved = 0;
    for (const [a, b, need, share] of pairs) {
      const dx = b.x - a.x, dy = b.y - a.y;
      const far = Math.hypot(dx, dy);
      if (far >= need) continue;
      const push = (need - far) / (far || 1);
      const ux = (far ? dx : 1) * push, uy = dy * push;
      a.x -= ux * share;
      a.y -= uy * share;
      b.x += ux * (1 - share);
      b.y += uy * (1 - share);
      moved = Math.max(moved, need - far);
    }
    return moved;
  }

  const inside = (x, y, r, box) =>
    x > box[0] - r && x < box[2] + r && y > box[1] - r && y < box[3] + r;

  // Out of a name by the shortest way that does not lead into another name. A mark that is pushed
  // back again and again takes the next way, or it would stay wedged between a name and a mark.
  function clear(marks, spots, boxes, pushed) {
    let moved = 0;
    spots.forEach((spot, i) => {
      const { r } = marks[i];
      for (const box of boxes) {
        if (!inside(spot.x, spot.y, r, box)) continue;
        const ways = [[box[0] - r - spot.x, 0], [box[2] + r - spot.x, 0],
                      [0, box[1] - r - spot.y], [0, box[3] + r - spot.y]]
          .sort((a, b) => Math.abs(a[0] + a[1]) - Math.abs(b[0] + b[1]));
        const open = ways.filter(([x, y]) =>
          !boxes.some((other) => inside(spot.x + x, spot.y + y, r, other)));
        const [x, y] = open.length ? open[Math.floor(pushed[i] / SPREAD.patience) % open.length] : ways[0];
        pushed[i] += 1;
        spot.x += x;
        spot.y += y;
        moved = Math.max(moved, Math.abs(x + y));
      }
    });
    return moved;
  }

  // Back into the room that they have.
  function keep(marks, spots, [left, top, right, bottom]) {
    spots.forEach((spot, i) => {
      const { r } = marks[i];
      spot.x = Math.max(left + r, Math.min(spot.x, right - r));
      spot.y = Math.max(top + r, Math.min(spot.y, bottom - r));
    });
  }

  // marks: [{x, y, r}], largest first; boxes: [[left, top, right, bottom]] that stay free; room: such a
  // box that none leaves.
  atlas.spread = (marks, boxes, gap = SPREAD.gap, room = null) => {
    const spots = start(marks);
    const pushed = new Array(marks.length).fill(0);
    let pairs = [];
    for (let round = 0; round < SPREAD.rounds; round++) {
      const pull = SPREAD.pull * Math.max(0, 1 - round / (SPREAD.rounds * (1 - SPREAD.calm)));
      for (let i = 0; i < marks.length; i++) {
        spots[i].x += (marks[i].x - spots[i].x) * pull;
        spots[i].y += (marks[i].y - spots[i].y) * pull;
      }
      if (pull) pushed.fill(0);
      if (round % SPREAD.again === 0) pairs = neighbours(marks, spots, gap);
      const moved = Math.max(part(pairs), clear(marks, spots, boxes, pushed));
      if (room) keep(marks, spots, room);
      if (!pull && moved < SPREAD.enough) {
        pairs = neighbours(marks, spots, gap);
        if (part(pairs) < SPREAD.enough) return spots;
      }
    }
    // Where there is not room for both, it is better to touch a name than to hide a mark.
    pairs = neighbours(marks, spots, gap);
    for (let round = 0; round < SPREAD.last; round++) {
      part(pairs);
      if (room) keep(marks, spots, room);
    }
    return spots;
  };
})();
