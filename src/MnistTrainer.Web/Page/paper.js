// The drawing: strokes by mouse, finger, stylus or keys, over an optional image. Every change can be undone.

const KeyStep = 14;
const MaximumHistory = 200;
const Sent = 280; // side of the image sent to the server, in pixels: ten for each pixel that the network sees, half the paper's

export class Paper {
  onChange = () => { };
  onPen = () => { };
  penWidth = 30;

  #canvas;
  #context;
  #layers = []; // the contents of the paper: {image} or {width, points}
  #history = []; // the layers before each change
  #stroke = null;
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

  undo() {
    if (!this.canUndo)
      return;
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
    return { x: (event.clientX - box.left) * this.#canvas.width / box.width, y: (event.clientY - box.top) * this.#canvas.height / box.height };
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
    if (!this.#cursor)
      return;
    this.#context.beginPath();
    this.#context.arc(this.#cursor.x, this.#cursor.y, Math.max(8, this.penWidth / 2), 0, 7);
    this.#context.lineWidth = 3;
    this.#context.strokeStyle = "#4f46e5";
    this.#context.fillStyle = this.#stroke ? "#4f46e5" : "rgb(79 70 229 / 18%)";
    this.#context.fill();
    this.#context.stroke();
  }
}

function fitted(image, canvas) {
  const scale = Math.min(canvas.width / image.width, canvas.height / image.height);
  return { scale, left: (canvas.width - image.width * scale) / 2, top: (canvas.height - image.height * scale) / 2 };
}

function paint(context, layers) {
  context.lineCap = context.lineJoin = "round";
  context.strokeStyle = context.fillStyle = "#15151f";
  for (const layer of layers) {
    if (layer.image)
      context.drawImage(layer.image, layer.left, layer.top, layer.image.width * layer.scale, layer.image.height * layer.scale);
    else
      paintStroke(context, layer);
  }
}

// Through the midpoints between points, which rounds off the corners of the polygon.
function paintStroke(context, { width, points }) {
  context.lineWidth = width;
  context.beginPath();
  context.moveTo(points[0].x, points[0].y);
  if (points.length === 1)
    context.lineTo(points[0].x + 0.1, points[0].y);
  for (let i = 1; i < points.length - 1; i++)
    context.quadraticCurveTo(points[i].x, points[i].y, (points[i].x + points[i + 1].x) / 2, (points[i].y + points[i + 1].y) / 2);
  const last = points[points.length - 1];
  context.lineTo(last.x, last.y);
  context.stroke();
}
