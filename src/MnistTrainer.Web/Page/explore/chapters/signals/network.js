// What the sections on both networks share: the network, the operation just done, the steps and the table.
import { player } from "../../player.js";
import { inline } from "../../prose.js";
import { readout } from "../../readout.js";
import { table } from "../../table.js";
import { diagram } from "./diagram.js";
import { operations } from "./model.js";
import { equation, plain } from "./words.js";

// key: of the section. inputs, weights, at: as in diagram.js.
export function network(chapter, { key, inputs, weights, at, row }) {
  const { text } = chapter;
  const all = values => operations(values[inputs], weights.map(field => values[field]));
  const done = one => `${equation(one, weights.length)} $=$ **${plain(one.value)}**`;
  return [
    diagram(chapter, { inputs, weights, at, row, label: text(`${key}Plot`) }),
    readout(chapter, values => values[at] === 0 ? text("begin") : done(all(values)[values[at] - 1])),
    player(chapter, { field: at, last: values => all(values).length, interval: weights.length === 1 ? 900 : 450 }),
    table(chapter, {
      id: key, caption: text(`${key}Table`), columns: [text("operation"), text("calculation"), text("result")],
      rows: values => all(values).map((one, i) => [String(i + 1), inline(equation(one, weights.length)), plain(one.value)]),
      marked: values => values[at] - 1,
    }),
  ];
}
