// Drawings to begin with: digits as different hands write them. One click draws one on the paper.
import { onLanguage, text } from "./language.js";

const Side = 560; // of the paper, in pixels
const Step = 8; // between the points of a line, in pixels

const line = (...corners) => {
  const points = [corners[0]];
  for (let i = 1; i < corners.length; i++) {
    const [[left, top], [right, bottom]] = [corners[i - 1], corners[i]];
    const count = Math.ceil(Side * Math.hypot(right - left, bottom - top) / Step);
    for (let k = 1; k <= count; k++)
      points.push([left + (right - left) * k / count, top + (bottom - top) * k / count]);
  }

  return points;
};

// Angles in degrees, 0 to the right, 90 down.
const arc = (x, y, width, height, from, to) => {
  const count = Math.ceil(Math.abs(to - from) / 10);
  return Array.from({ length: count + 1 }, (_, i) => (from + (to - from) * i / count) * Math.PI / 180)
    .map(angle => [x + width * Math.cos(angle), y + height * Math.sin(angle)]);
};

// In shares of the paper's sides.
const drawings = {
  flaggedOne: [line([.33, .38], [.52, .18], [.52, .82]), line([.34, .82], [.7, .82])],
  loopedTwo: [[...arc(.49, .33, .17, .15, 190, 395), ...line([.62, .43], [.4, .7]), ...arc(.38, .74, .07, .05, -30, -330), ...line([.44, .75], [.6, .8], [.74, .76])]],
  tallFour: [line([.38, .18], [.34, .56], [.72, .56]), line([.6, .36], [.57, .84])],
  crossedSeven: [line([.3, .2], [.7, .2], [.45, .82]), line([.42, .52], [.68, .48])],
  curledNine: [[...arc(.49, .36, .15, .16, -10, -350), ...line([.64, .4], [.64, .62]), ...arc(.48, .66, .16, .17, 0, 150)]],
  fortyTwo: [line([.26, .28], [.12, .56], [.4, .56]), line([.32, .44], [.31, .72]), [...arc(.72, .39, .12, .11, 190, 395), ...line([.81, .47], [.59, .71], [.87, .71])]],
};

const strokesOf = name => drawings[name].map(places => ({ width: name === "fortyTwo" ? 24 : 30, points: places.map(([x, y]) => ({ x: Side * x, y: Side * y })) }));

// Fills a group with a button for each drawing; a click passes its strokes.
export function offerExamples(group, onChoice) {
  const buttons = Object.keys(drawings).map(name => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(signOf(strokesOf(name)));
    button.addEventListener("click", () => onChoice(strokesOf(name)));
    return [name, button];
  });
  group.replaceChildren(...buttons.map(([, button]) => button));
  onLanguage(() => {
    for (const [name, button] of buttons) {
      button.title = text(name);
      button.setAttribute("aria-label", text("example", text(name)));
    }
  });
}

function signOf(strokes) {
  const [sign, path] = ["svg", "path"].map(kind => document.createElementNS("http://www.w3.org/2000/svg", kind));
  sign.setAttribute("viewBox", `0 0 ${Side} ${Side}`);
  sign.setAttribute("aria-hidden", "true");
  path.setAttribute("d", strokes.map(({ points }) => `M${points.map(({ x, y }) => `${x.toFixed(0)} ${y.toFixed(0)}`).join("L")}`).join(""));
  sign.append(path);
  return sign;
}
