// Elements of the page, of images and of formulas.

const Spaces = { svg: "http://www.w3.org/2000/svg", math: "http://www.w3.org/1998/Math/MathML" };
let count = 0;

// attributes: a function is a listener of the event it is named after ("onclick"); null and false are left out; true is an empty value.
export const element = (name, attributes, ...children) => fill(document.createElement(name), attributes, children);
export const svg = (name, attributes, ...children) => fill(document.createElementNS(Spaces.svg, name), attributes, children);
export const math = (name, attributes, ...children) => fill(document.createElementNS(Spaces.math, name), attributes, children);

export const uniqueId = prefix => `${prefix}-${++count}`;

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (typeof value === "function")
      node.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false)
      node.setAttribute(name, value === true ? "" : value);
  }

  node.append(...children.flat().filter(child => child !== null && child !== undefined && child !== false));
  return node;
}
