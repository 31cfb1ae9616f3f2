// A surface in three dimensions on a canvas, turned by dragging: tiles and ways from the farthest to the nearest.
import { element } from "../../dom.js";
import { clamp } from "../../numbers.js";
import { heightsOf } from "./ground.js";
import { heightOf, surfaces } from "./model.js";

const Tiles = 32;
const Depth = 0.65; // of the ground, to its width
const Rise = 0.62; // of the highest point, to half the width
const Margin = 10;
const Degree = Math.PI / 180;

// pathOf(values): points [x, y] on the surface, made of the fields of the state that are named. The state has surface, and turn and tilt in degrees.
export function landscape({ state, onLeave }, { label, fields, pathOf }) {
  const canvas = element("canvas", { class: "landscape", role: "img", "aria-label": label });
  const draw = () => paint(canvas, state.values, pathOf(state.values));
  const sizes = new ResizeObserver(draw);
  sizes.observe(canvas);
  const themes = new MutationObserver(draw);
  themes.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  onLeave(() => { sizes.disconnect(); themes.disconnect(); });
  let grasp = null; // where the pointer took hold, and the angles then
  canvas.addEventListener("pointerdown", ({ pointerId, clientX, clientY }) => {
    canvas.setPointerCapture(pointerId);
    grasp = { clientX, clientY, turn: state.values.turn, tilt: state.values.tilt };
  });
  canvas.addEventListener("pointermove", ({ clientX, clientY }) => {
    if (grasp === null)
      return;
    const turned = Math.round(grasp.turn + (clientX - grasp.clientX) / 2);
    state.set({ turn: ((turned + 180) % 360 + 360) % 360 - 180, tilt: Math.round(clamp(grasp.tilt + (clientY - grasp.clientY) / 3, 10, 90)) });
  });
  for (const end of ["pointerup", "pointercancel"])
    canvas.addEventListener(end, () => { grasp = null; });
  state.onChange(draw, [...fields, "turn", "tilt"]);
  return canvas;
}

function paint(canvas, { surface: name, turn, tilt }, points) {
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  if (width === 0)
    return;
  const density = Math.min(2, devicePixelRatio);
  if (canvas.width !== Math.round(width * density) || canvas.height !== Math.round(height * density))
    Object.assign(canvas, { width: Math.round(width * density), height: Math.round(height * density) });
  const context = canvas.getContext("2d");
  context.setTransform(density, 0, 0, density, 0, 0);
  context.clearRect(0, 0, width, height);

  const surface = surfaces[name];
  const { from, to } = heightsOf(name);
  const [sinTurn, cosTurn, sinTilt, cosTilt] = [Math.sin(turn * Degree), Math.cos(turn * Degree), Math.sin(tilt * Degree), Math.cos(tilt * Degree)];
  // From two weights to a place on the canvas before it is scaled, with how far away it is.
  const project = at => {
    const [across, along] = [2 * (at[0] - surface.x.from) / (surface.x.to - surface.x.from) - 1, Depth * (2 * (at[1] - surface.y.from) / (surface.y.to - surface.y.from) - 1)];
    const level = (heightOf(surface, at) - from) / (to - from);
    const away = across * sinTurn + along * cosTurn;
    return { x: across * cosTurn - along * sinTurn, y: -level * Rise * cosTilt - away * sinTilt, away, level };
  };
  const corner = (i, j) => project([surface.x.from + (surface.x.to - surface.x.from) * i / Tiles, surface.y.from + (surface.y.to - surface.y.from) * j / Tiles]);
  const corners = Array.from({ length: Tiles + 1 }, (_, j) => Array.from({ length: Tiles + 1 }, (_, i) => corner(i, j)));
  const [left, right, top, bottom] = boundsOf(corners.flat());
  const size = Math.min((width - 2 * Margin) / (right - left), (height - 2 * Margin) / (bottom - top));
  const colors = paletteOf(canvas);
  const pieces = [...tiles(corners, colors), ...ways(surface, points, project, size, colors)];
  pieces.sort((one, other) => other.away - one.away);
  context.translate(width / 2 - size * (left + right) / 2, height / 2 - size * (top + bottom) / 2);
  context.scale(size, size);
  for (const { draw } of pieces)
    draw(context);
}

function boundsOf(places) {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { x, y } of places)
    [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), Math.max(bottom, y)];
  return [left, right, top, bottom];
}

function tiles(corners, { card, ink }) {
  const all = [];
  for (let j = 0; j < Tiles; j++) {
    for (let i = 0; i < Tiles; i++) {
      const around = [corners[j][i], corners[j][i + 1], corners[j + 1][i + 1], corners[j + 1][i]];
      const level = (around[0].level + around[2].level) / 2;
      // Light from one side: tiles that rise to the right are brighter.
      const light = clamp((around[1].level + around[2].level - around[0].level - around[3].level) * 4 + (around[2].level + around[3].level - around[0].level - around[1].level) * 2, -1, 1);
      const strength = 0.14 + 0.62 * Math.max(0, level) ** 0.7 - 0.1 * light;
      const color = `rgb(${card.map((part, k) => Math.round(part + (ink[k] - part) * strength)).join(" ")})`;
      all.push({
        away: (around[0].away + around[2].away) / 2,
        draw: context => {
          context.beginPath();
          around.forEach(({ x, y }, k) => k === 0 ? context.moveTo(x, y) : context.lineTo(x, y));
          context.closePath();
          context.fillStyle = context.strokeStyle = color;
          context.lineWidth = 0.004;
          context.fill();
          context.stroke();
        },
      });
    }
  }

  return all;
}

// The way in short pieces that follow the ground, and its points.
function ways(surface, points, project, size, { way, card }) {
  const isInside = ([x, y]) => x >= surface.x.from && x <= surface.x.to && y >= surface.y.from && y <= surface.y.to;
  const reach = 1.2 / Tiles; // nearer than the tiles around it
  const all = [];
  points.forEach((point, i) => {
    const before = points[i - 1];
    const count = before ? Math.ceil(Tiles * Math.max(Math.abs(point[0] - before[0]) / (surface.x.to - surface.x.from), Math.abs(point[1] - before[1]) / (surface.y.to - surface.y.from))) : 0;
    const between = part => before.map((from, k) => from + (point[k] - from) * part / count);
    for (let part = 0; part < Math.min(count, 4 * Tiles); part++) {
      if (!isInside(between(part)) || !isInside(between(part + 1)))
        continue;
      const [from, to] = [project(between(part)), project(between(part + 1))];
      all.push({
        away: Math.min(from.away, to.away) - reach,
        draw: context => {
          context.beginPath();
          context.moveTo(from.x, from.y - 1 / size);
          context.lineTo(to.x, to.y - 1 / size);
          context.strokeStyle = way;
          context.lineCap = "round";
          context.lineWidth = 2.6 / size;
          context.stroke();
        },
      });
    }

    if (isInside(point)) {
      const isLast = i === points.length - 1;
      const { x, y, away } = project(point);
      all.push({
        away: away - reach - 0.01,
        draw: context => {
          context.beginPath();
          context.arc(x, y - 1 / size, (isLast ? 7 : 3) / size, 0, 2 * Math.PI);
          context.fillStyle = way;
          context.fill();
          context.strokeStyle = `rgb(${card.join(" ")})`;
          context.lineWidth = 2 / size;
          if (isLast)
            context.stroke();
        },
      });
    }
  });
  return all;
}

function paletteOf(canvas) {
  const styles = getComputedStyle(canvas);
  const of = name => styles.getPropertyValue(name).trim();
  const parts = color => [1, 3, 5].map(i => parseInt(color.slice(i, i + 2), 16));
  return { card: parts(of("--card")), ink: parts(of("--one")), way: of("--two") };
}
