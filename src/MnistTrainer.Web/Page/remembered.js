// The drawing survives a reload of its tab: its strokes, as [width, x, y, x, y, …] each. A drawing with an image, or a larger one, does not.
import { passing } from "./storage.js";

const Name = "drawing";
const MostStrokes = 200;
const MostCharacters = 200_000;
const Farthest = 10_000; // from the paper's corner; a pen may leave the paper

export function rememberDrawing(layers) {
  const isSmall = layers.length > 0 && layers.length <= MostStrokes && layers.every(layer => layer.points);
  const written = isSmall ? JSON.stringify(layers.map(({ width, points }) => [width, ...points.flatMap(({ x, y }) => [x, y])])) : "";
  passing.set(Name, written !== "" && written.length <= MostCharacters ? written : null);
}

// The strokes; none if nothing is stored, or anything but strokes.
export function rememberedDrawing() {
  const written = passing.get(Name) ?? "";
  if (written.length > MostCharacters)
    return [];
  try {
    const strokes = JSON.parse(written);
    return strokes.length <= MostStrokes && strokes.every(isStroke) ? strokes.map(toStroke) : [];
  } catch {
    return [];
  }
}

const isStroke = numbers => numbers.length >= 3 && numbers.length % 2 === 1 && numbers[0] > 0 && numbers.every(number => Number.isFinite(number) && Math.abs(number) <= Farthest);

function toStroke([width, ...places]) {
  const points = [];
  for (let i = 0; i < places.length; i += 2)
    points.push({ x: places[i], y: places[i + 1] });
  return { width, points };
}
