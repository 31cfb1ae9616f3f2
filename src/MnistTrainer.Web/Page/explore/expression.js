// A function of x that a user types: parsed, never executed as a program, with its exact derivative by dual numbers (a value and its slope).
import { sigmoid } from "./logistic.js";

const Functions = {
  sin: v => [Math.sin(v), Math.cos(v)],
  cos: v => [Math.cos(v), -Math.sin(v)],
  tan: v => [Math.tan(v), 1 / Math.cos(v) ** 2],
  exp: v => [Math.exp(v), Math.exp(v)],
  ln: v => [v > 0 ? Math.log(v) : NaN, v > 0 ? 1 / v : NaN],
  sqrt: v => [Math.sqrt(v), 0.5 / Math.sqrt(v)],
  abs: v => [Math.abs(v), Math.sign(v)],
  tanh: v => [Math.tanh(v), 1 - Math.tanh(v) ** 2],
  sigmoid: v => {
    const s = sigmoid(v);
    return [s, s * (1 - s)];
  },
  relu: v => [Math.max(0, v), v > 0 ? 1 : 0],
};
const Constants = { pi: Math.PI, "π": Math.PI, e: Math.E };
const Powers = { __proto__: null, "²": ["^", "2"], "³": ["^", "3"] };
const Longest = 200;
const Deepest = 40;

export const functionNames = Object.keys(Functions);

// Why a text is no function of x: the code of a text of the page, what it is about, and where (from 0).
export class ExpressionError extends Error {
  constructor(code, found, at) {
    super(`${code} at ${at}: ${found}`);
    Object.assign(this, { code, found, at });
  }
}

// Returns a function from a number to [value, slope]. Throws ExpressionError.
export function parse(text) {
  if (text.length > Longest)
    throw new ExpressionError("long", String(Longest), Longest);
  return new Parser(text).parse();
}

const add = (a, b) => x => { const [u, du] = a(x), [v, dv] = b(x); return [u + v, du + dv]; };
const subtract = (a, b) => x => { const [u, du] = a(x), [v, dv] = b(x); return [u - v, du - dv]; };
const multiply = (a, b) => x => { const [u, du] = a(x), [v, dv] = b(x); return [u * v, du * v + u * dv]; };
const divide = (a, b) => x => { const [u, du] = a(x), [v, dv] = b(x); return [u / v, (du * v - u * dv) / (v * v)]; };
const apply = (f, a) => x => { const [u, du] = a(x), [v, slope] = f(u); return [v, slope * du]; };
const constant = value => () => [value, 0];

function raise(a, b) {
  return x => {
    const [u, du] = a(x), [v, dv] = b(x);
    const value = u ** v;
    // A constant exponent also takes negative bases; another one is exp(v ln u).
    const slope = dv === 0 ? (v === 0 ? 0 : v * u ** (v - 1) * du) : value * (dv * Math.log(u) + v * du / u);
    return [value, slope];
  };
}

class Parser {
  #tokens;
  #at = 0;
  #depth = 0;
  #end;

  constructor(text) {
    const plain = text.replaceAll("−", "-").replaceAll("·", "*").replaceAll("×", "*");
    this.#end = text.length;
    this.#tokens = [...plain.matchAll(/\d+\.?\d*(?:e[-+]?\d+)?|\.\d+(?:e[-+]?\d+)?|[A-Za-zπ]+|\S/gu)]
      .flatMap(({ 0: found, index: at }) => (Powers[found] ?? [found]).map(part => ({ text: part, at })));
  }

  parse() {
    if (this.#tokens.length === 0)
      throw new ExpressionError("empty", "", 0);
    const found = this.#sum();
    if (this.#next !== undefined)
      this.#fail();
    return found;
  }

  get #next() { return this.#tokens[this.#at]?.text; }

  #fail() {
    const token = this.#tokens[this.#at];
    throw token ? new ExpressionError("unexpected", token.text, token.at) : new ExpressionError("unfinished", "", this.#end);
  }

  #take(...texts) {
    return texts.includes(this.#next) ? this.#tokens[this.#at++].text : null;
  }

  #sum() {
    if (++this.#depth > Deepest)
      throw new ExpressionError("deep", String(Deepest), this.#tokens[this.#at]?.at ?? this.#end);
    let left = this.#product();
    for (let sign = this.#take("+", "-"); sign; sign = this.#take("+", "-"))
      left = (sign === "+" ? add : subtract)(left, this.#product());
    this.#depth--;
    return left;
  }

  #product() {
    let left = this.#signed();
    for (;;) {
      const sign = this.#take("*", "/");
      if (sign)
        left = (sign === "*" ? multiply : divide)(left, this.#signed());
      else if (this.#next !== undefined && /^[\dA-Za-zπ(.]/u.test(this.#next))
        left = multiply(left, this.#power()); // 2x, 3 sin(x)
      else
        return left;
    }
  }

  // The minus of −x² stands before the power. Many of them in a row are no deeper than one.
  #signed() {
    let isNegative = false;
    for (let sign = this.#take("-", "+"); sign; sign = this.#take("-", "+"))
      isNegative = isNegative !== (sign === "-");
    const found = this.#power();
    return isNegative ? subtract(constant(0), found) : found;
  }

  // 2^3^2 is 2^(3^2).
  #power() {
    const base = this.#atom();
    if (!this.#take("^"))
      return base;
    if (++this.#depth > Deepest)
      throw new ExpressionError("deep", String(Deepest), this.#tokens[this.#at]?.at ?? this.#end);
    const found = raise(base, this.#signed());
    this.#depth--;
    return found;
  }

  #atom() {
    const token = this.#tokens[this.#at];
    if (token === undefined)
      this.#fail();
    if (this.#take("(")) {
      const inner = this.#sum();
      if (!this.#take(")"))
        this.#fail();
      return inner;
    }

    if (/^[\d.]/.test(token.text) && token.text !== ".") {
      this.#at++;
      return constant(Number(token.text));
    }

    if (!/^[A-Za-zπ]/u.test(token.text))
      this.#fail();
    this.#at++;
    if (token.text === "x")
      return x => [x, 1];
    if (Object.hasOwn(Constants, token.text))
      return constant(Constants[token.text]);
    if (!Object.hasOwn(Functions, token.text))
      throw new ExpressionError("unknown", token.text, token.at);
    if (!this.#take("("))
      throw new ExpressionError("bracket", token.text, token.at + token.text.length);
    const inner = this.#sum();
    if (!this.#take(")"))
      this.#fail();
    return apply(Functions[token.text], inner);
  }
}
