// Numbers in formulas, and the parts of a chosen weight.
import { decimal } from "../../numbers.js";

// For a formula: braces make a minus the sign of the number.
export const exact = value => decimal(value).replace(/^\u2212(.+)$/, "{-$1}");
export const bracketed = value => value < 0 ? `(${exact(value)})` : exact(value);
export const column = values => `\\matrix{${values.map(exact).join(" \\\\ ")}}`;
export const row = values => `\\matrix{${values.map(exact).join(" & ")}}`;
export const matrix = rows => `\\matrix{${rows.map(values => values.map(exact).join(" & ")).join(" \\\\ ")}}`;

// "12", the weight from node 1 to node 2, as numbers from 0.
export const ends = name => [...name].map(digit => Number(digit) - 1);
export const Names = ["11", "12", "21", "22"];
export const weightChoices = Names.map(name => ({ value: name, name: `$w_{${name}}$` }));
