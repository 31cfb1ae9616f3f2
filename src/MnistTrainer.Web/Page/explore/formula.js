// Formulas as MathML, from a small part of TeX: names and numbers, + - = etc., ^ _ { }, \frac{}{}, \sqrt{}, \matrix{a & b \\ c & d}, \text{}, \mark{name}{}
// (which gets the class mark-name), Greek letters, \sum, \partial, \cdot and the signs below. Another command is an error.
import { math } from "./dom.js";

const Letters = {
  alpha: "α", beta: "β", gamma: "γ", delta: "δ", epsilon: "ε", eta: "η", theta: "θ", lambda: "λ", mu: "μ", pi: "π", sigma: "σ", tau: "τ", phi: "φ", Delta: "Δ",
  Phi: "Φ", infty: "∞", ell: "ℓ",
};
const Signs = {
  cdot: "·", times: "×", odot: "⊙", le: "≤", ge: "≥", ne: "≠", approx: "≈", to: "→", gets: "←", pm: "±", in: "∈", dots: "…", partial: "∂", sum: "∑", prod: "∏",
  int: "∫", quad: "\u2003", prime: "′", mid: "|", propto: "∝", Rightarrow: "⇒",
};
const Functions = ["max", "min", "ln", "log", "exp", "sin", "cos", "tanh", "sign"];

// An inline formula; a block of its own with isBlock.
export function formula(source, isBlock = false) {
  const reader = new Reader(source);
  const content = reader.row();
  if (!reader.isAtEnd)
    throw new Error(`A formula has a } too many: ${source}`);
  return math("math", isBlock ? { display: "block" } : {}, content);
}

class Reader {
  #tokens;
  #at = 0;
  #source;

  constructor(source) {
    this.#source = source;
    this.#tokens = source.match(/\\\\|\\[A-Za-z]+|\d+(?:[.,]\d+)*|\s+|[^\s]/gu) ?? [];
  }

  get isAtEnd() {
    this.#skipSpace();
    return this.#at >= this.#tokens.length;
  }

  // Everything up to a closing brace, a & or a \\, or the end.
  row() {
    const parts = [];
    while (!this.isAtEnd && !["}", "&", "\\\\"].includes(this.#tokens[this.#at]))
      parts.push(this.#withScripts());
    return parts.length === 1 ? parts[0] : math("mrow", {}, parts);
  }

  #withScripts() {
    const base = this.#atom();
    const scripts = {};
    this.#skipSpace();
    while (["^", "_"].includes(this.#tokens[this.#at])) {
      const kind = this.#tokens[this.#at++];
      scripts[kind] = this.#atom();
      this.#skipSpace();
    }

    const isBig = base.localName === "mo" && ["∑", "∏"].includes(base.textContent);
    if (scripts._ && scripts["^"])
      return math(isBig ? "munderover" : "msubsup", {}, base, scripts._, scripts["^"]);
    if (scripts._)
      return math(isBig ? "munder" : "msub", {}, base, scripts._);
    return scripts["^"] ? math("msup", {}, base, scripts["^"]) : base;
  }

  #atom() {
    this.#skipSpace();
    const token = this.#tokens[this.#at++];
    if (token === undefined)
      throw new Error(`A formula ends too early: ${this.#source}`);
    if (token === "{") {
      const content = this.row();
      this.#expect("}");
      return content;
    }

    if (token.startsWith("\\"))
      return this.#command(token.slice(1));
    if (/^\d/.test(token))
      return math("mn", {}, token);
    if (/^[\p{L}]$/u.test(token))
      return math("mi", {}, token);
    return math("mo", ["(", ")", "[", "]", "|"].includes(token) ? { stretchy: "false" } : {}, token === "-" ? "−" : token === "'" ? "′" : token);
  }

  #command(name) {
    if (name === "frac")
      return math("mfrac", {}, this.#atom(), this.#atom());
    if (name === "sqrt")
      return math("msqrt", {}, this.#atom());
    if (name === "hat")
      return math("mover", { accent: "true" }, this.#atom(), math("mo", {}, "^"));
    if (name === "text")
      return math("mtext", {}, this.#braced());
    if (name === "mark")
      return math("mrow", { class: `mark-${this.#braced()}` }, this.#atom());
    if (name === "matrix")
      return this.#matrix();
    if (name in Letters)
      return math("mi", {}, Letters[name]);
    if (name in Signs)
      return math("mo", {}, Signs[name]);
    if (Functions.includes(name))
      return this.#function(name);
    throw new Error(`A formula has an unknown command \\${name}: ${this.#source}`);
  }

  // Its name, and a thin space if its argument has no parentheses.
  #function(name) {
    this.#skipSpace();
    const letters = math("mi", {}, name);
    return /^[\p{L}\d\\]/u.test(this.#tokens[this.#at] ?? "") ? math("mrow", {}, letters, math("mspace", { width: "0.17em" })) : letters;
  }

  #matrix() {
    this.#expect("{");
    const rows = [[]];
    for (;;) {
      rows.at(-1).push(math("mtd", {}, this.row()));
      const token = this.#tokens[this.#at++];
      if (token === "}")
        break;
      if (token === "\\\\")
        rows.push([]);
      else if (token !== "&")
        throw new Error(`A matrix has no end: ${this.#source}`);
    }

    return math("mrow", {}, math("mo", {}, "("), math("mtable", {}, rows.map(cells => math("mtr", {}, cells))), math("mo", {}, ")"));
  }

  // The text between braces as it stands.
  #braced() {
    this.#expect("{");
    let text = "";
    while (this.#at < this.#tokens.length && this.#tokens[this.#at] !== "}")
      text += this.#tokens[this.#at++];
    this.#expect("}");
    return text;
  }

  #expect(token) {
    this.#skipSpace();
    if (this.#tokens[this.#at++] !== token)
      throw new Error(`A formula lacks a ${token}: ${this.#source}`);
  }

  #skipSpace() {
    while (/^\s+$/.test(this.#tokens[this.#at] ?? ""))
      this.#at++;
  }
}
