// The drawing: strokes by mouse, finger, stylus or keys, over an optional image. Every change can be undone.
import { begun, fitted, paint, paintCursor } from "./ink.js";

const KeyStep = 14;
const MaximumHistory = 200;
const Sent = 280; // side of the image sent to the server, in pixels: ten for each pixel that the network sees, half the paper's
const Duration = 700; // of strokes that draw themselves, in milliseconds
const isStill = matchMedia("(prefers-reduced-motion: reduce)");

export class Paper {
  onChange = () => { };
  onPen = () => { };
  penWidth = 30;

  #canvas;
  #context;
  #layers = []; // the contents of the paper: {image} or {width, points}
  #history = []; // the layers before each change
  #stroke = null;
  #playing = null; // strokes that draw themselves, until they are whole
  #cursor = null; // the pen controlled by keys: {x, y}

  constructor(canvas) {
    this.#canvas = canvas;
    this.#context = canvas.getContext("2d");
    canvas.addEventListener("pointerdown", event => this.#begin(event));
    canvas.addEventListener("pointermove", event => this.#move(event));
    for (const name of ["pointerup", "pointercancel"])
      canvas.addEventListener(name, event => this.#end(event));
    canvas.addEventListener("keydown", event => this.#key(event));
    canvas.addEventListener("focus", () => this.#showCursor());
    canvas.addEventListener("blur", () => this.#leave());
  }

  get isEmpty() { return this.#layers.length === 0; }
  get canUndo() { return this.#history.length > 0; }
  get layers() { return this.#layers; }

  undo() {
    if (!this.canUndo)
      return;
    this.#settle();
    this.#stroke = null;
    this.#layers = this.#history.pop();
    this.#changed(true);
  }

  clear() {
    if (this.isEmpty)
      return;
    this.#stroke = null;
    this.#remember();
    this.#layers = [];
    this.#changed(true);
  }

  // Puts strokes on the empty paper, as if they had just been drawn.
  restore(strokes) {
    this.#history = strokes.map((_, i) => strokes.slice(0, i));
    this.#layers = strokes;
    this.#draw();
  }

  // Replaces the contents by strokes that draw themselves.
  play(strokes) {
    this.#lift();
    this.#remember();
    this.#playing = strokes;
    const start = performance.now();
    const step = now => {
      if (this.#playing !== strokes)
        return;
      const share = isStill.matches ? 1 : Math.min(Math.max((now - start) / Duration, 0.01), 1);
      this.#layers = begun(strokes, share);
      if (share === 1)
        this.#playing = null;
      else
        requestAnimationFrame(step);
      this.#changed(share === 1);
    };
    step(start);
  }

  // Strokes that still draw themselves are whole before anything else changes.
  #settle() {
    this.#layers = this.#playing ?? this.#layers;
    this.#playing = null;
  }

  // Places an image file on the paper, replacing its contents.
  async load(file) {
    const image = await createImageBitmap(file);
    this.#remember();
    this.#layers = [{ image, file, ...fitted(image, this.#canvas) }];
    this.#changed(true);
  }

  // The image to recognize: the original file if nothing was drawn on it, otherwise the paper.
  async toImage() {
    const only = this.#layers.length === 1 ? this.#layers[0] : null;
    if (only?.image)
      return { blob: only.file, left: only.left, top: only.top, scale: only.scale };
    const canvas = this.#plain(Sent);
    const blob = await new Promise(resolve => canvas.toBlob(resolve, "image/png"));
    return { blob, left: 0, top: 0, scale: this.#canvas.width / Sent };
  }

  // The same image as toImage, if it was drawn.
  toSentDataUrl() { return this.#plain(Sent).toDataURL("image/png"); }

  toDataUrl() { return this.#plain(this.#canvas.width).toDataURL("image/png"); }

  #plain(side) {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = side;
    const context = canvas.getContext("2d");
    context.fillStyle = "#fff";
    context.fillRect(0, 0, side, side);
    context.scale(side / this.#canvas.width, side / this.#canvas.height);
    paint(context, this.#layers);
    return canvas;
  }

  #place(event) {
    const box = this.#canvas.getBoundingClientRect();
    const { width, height } = this.#canvas;
    return { x: tenths((event.clientX - box.left) * width / box.width), y: tenths((event.clientY - box.top) * height / box.height) };
  }

  #begin(event) {
    if (event.button > 0 || (this.#stroke && !this.#isPalm(event)))
      return;
    event.preventDefault();
    this.#dropPalm();
    this.#canvas.classList.add("by-pointer");
    this.#canvas.focus({ preventScroll: true });
    this.#canvas.setPointerCapture(event.pointerId);
    this.#cursor = null;
    this.#startStroke(this.#place(event), event.pointerId, event.pointerType);
  }

  // Whether the stroke in progress is that of a hand that rests on the screen while a pen draws.
  #isPalm(event) { return event.pointerType === "pen" && this.#stroke?.kind === "touch"; }

  #dropPalm() {
    if (!this.#stroke)
      return;
    this.#stroke = null;
    this.#layers = this.#history.pop();
  }

  #startStroke(place, pointer, kind) {
    this.#remember();
    this.#stroke = { width: this.penWidth, points: [place], pointer, kind };
    this.#layers = [...this.#layers, this.#stroke];
    this.#changed(false);
  }

  #move(event) {
    if (this.#stroke?.pointer !== event.pointerId)
      return;
    const events = event.getCoalescedEvents?.() ?? [];
    for (const one of events.length > 0 ? events : [event])
      this.#stroke.points.push(this.#place(one));
    this.#changed(false);
  }

  #end(event) {
    if (this.#stroke?.pointer === event.pointerId)
      this.#lift();
  }

  #lift() {
    if (!this.#stroke)
      return;
    this.#stroke = null;
    this.#changed(true);
  }

  #leave() {
    this.#lift();
    this.#cursor = null;
    this.#canvas.classList.remove("by-pointer");
    this.#draw();
  }

  // Keyboard users see where the pen is.
  #showCursor() {
    if (!this.#canvas.matches(":focus-visible") || this.#canvas.classList.contains("by-pointer"))
      return;
    this.#cursor ??= this.#middle();
    this.#draw();
  }

  #key(event) {
    const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const step = steps[event.key];
    if (step) {
      this.#moveCursor(step, KeyStep * (event.shiftKey ? 4 : 1));
    } else if (event.key === " ") {
      this.#cursor ??= this.#middle();
      if (this.#stroke)
        this.#lift();
      else
        this.#startStroke({ x: this.#cursor.x, y: this.#cursor.y }, "keys", "keys");
      this.onPen(this.#stroke !== null);
    } else if (event.key === "Delete" || event.key === "Backspace") {
      this.clear();
    } else if (event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey)) {
      this.undo();
    } else {
      return;
    }

    event.preventDefault();
    this.#canvas.classList.remove("by-pointer");
    this.#draw();
  }

  #middle() { return { x: this.#canvas.width / 2, y: this.#canvas.height / 2 }; }

  #moveCursor([x, y], distance) {
    this.#cursor ??= this.#middle();
    this.#cursor.x = Math.min(Math.max(this.#cursor.x + x * distance, 0), this.#canvas.width);
    this.#cursor.y = Math.min(Math.max(this.#cursor.y + y * distance, 0), this.#canvas.height);
    if (this.#stroke?.pointer === "keys") {
      this.#stroke.points.push({ x: this.#cursor.x, y: this.#cursor.y });
      this.#changed(false);
    }
  }

  #remember() {
    this.#settle();
    this.#history.push(this.#layers);
    if (this.#history.length > MaximumHistory)
      this.#history.shift();
  }

  #changed(isFinal) {
    this.#draw();
    this.onChange(isFinal);
  }

  #draw() {
    const { width, height } = this.#canvas;
    this.#context.clearRect(0, 0, width, height);
    paint(this.#context, this.#layers);
    if (this.#cursor)
      paintCursor(this.#context, this.#cursor, this.penWidth, this.#stroke !== null);
  }
}

// Finer places are not worth their bytes where drawings are stored.
function tenths(place) { return Math.round(10 * place) / 10; }
