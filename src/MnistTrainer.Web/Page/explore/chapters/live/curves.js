// Loss and accuracy over the images trained on, with earlier runs behind.
import { dot, path, segment } from "../../marks.js";
import { percent } from "../../../language.js";
import { Plot } from "../../plot.js";

const Points = 250;
const Fewest = 2000; // images that the axis has at least

// Means of neighbors, so that a long curve has few points.
function thin(points) {
  const size = Math.ceil(points.length / Points);
  return size <= 1 ? points : Array.from({ length: Math.ceil(points.length / size) }, (_, i) => {
    const some = points.slice(i * size, (i + 1) * size);
    return [some.at(-1)[0], some.reduce((sum, [, value]) => sum + value, 0) / some.length];
  });
}

const lastOf = points => points.at(-1)?.[0] ?? 0;
const axis = ({ losses, earlier, images }) => ({ x: { from: 0, to: Math.max(Fewest, images * 1.05, ...[losses, ...earlier].map(lastOf)) } });
const images = text => ({ from: 0, to: Fewest, label: text("imagesAxis"), format: value => value >= 1000 ? `${value / 1000}k` : String(value) });

export function lossPlot(chapter, session) {
  const { text } = chapter;
  const plot = new Plot(chapter, { label: text("lossPlot"), ratio: 0.4, x: images(text), y: { from: 0.05, to: 5, scale: "log", label: text("loss") } });
  session.onChange(values => plot.draw(p => [
    values.earlier.map(points => path(p, thin(points), "faint")), path(p, thin(values.losses), "one"), values.losses.length > 0 && dot(p, values.losses.at(-1), "one", 5),
  ], axis(values)));
  return plot.element;
}

export function accuracyPlot(chapter, session) {
  const { text } = chapter;
  const plot = new Plot(chapter, { label: text("accuracyPlot"), ratio: 0.4, x: images(text), y: { from: 0, to: 1, label: text("accuracy"), format: value => percent(value, 0) } });
  session.onChange(values => plot.draw(p => [
    segment(p, [0, 0.1], [p.axes.x.to, 0.1], "guide"), path(p, values.exams, "three"), values.exams.length > 0 && dot(p, values.exams.at(-1), "three", 5),
  ], axis(values)));
  return plot.element;
}
