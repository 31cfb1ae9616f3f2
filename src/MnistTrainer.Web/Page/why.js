// Why a class has the score that it has: pixels for and against it, the sum of the last layer, and the maps of convolutions.
import { metadataValue, number, onLanguage, text } from "./language.js";
import { visible } from "./visible.js";

const Side = 280; // of the image with the pixels for and against, in pixels
const Dimmed = 0.45; // of the drawing below them
const Sides = { pro: [59, 130, 246], contra: [245, 130, 32] };

export class Why {
  #page;
  #connection;
  #getImage; // the image on the paper; null for none
  #classes = [];
  #isOn = false;
  #asked = 0; // counts questions: an answer that arrives late belongs to another one
  #chosen = null; // the class that the user asks about; null for the answer
  #shown = null;

  constructor(page, connection, getImage) {
    this.#page = page;
    this.#connection = connection;
    this.#getImage = getImage;
    this.#byId("why-toggle").addEventListener("click", () => this.#toggle());
    this.#byId("why-class").addEventListener("change", event => {
      this.#chosen = event.target.value || null;
      this.ask();
    });
    onLanguage(() => this.#show());
  }

  begin(model) {
    this.#classes = model.classes;
    this.#chosen = null;
    this.forget();
  }

  // The drawing is another one: what is shown does not belong to it.
  forget() {
    this.#asked++;
    this.#shown = null;
    this.#show();
  }

  // Explains the drawing, if there is one and somebody wants to know.
  async ask() {
    const asked = ++this.#asked;
    const image = this.#isOn ? await this.#getImage() : null;
    if (image === null || asked !== this.#asked)
      return;
    const query = this.#chosen === null ? "" : `?label=${encodeURIComponent(this.#chosen)}`;
    const request = { method: "POST", body: image.blob, headers: { "Content-Type": "application/octet-stream" } };
    const shown = await this.#connection.ask(`api/explain${query}`, request).catch(error => ({ failure: error.message || text("failed") }));
    if (asked !== this.#asked)
      return;
    this.#shown = shown;
    this.#show();
  }

  #toggle() {
    this.#isOn = !this.#isOn;
    this.#byId("why-toggle").setAttribute("aria-expanded", String(this.#isOn));
    this.#show();
    this.ask();
  }

  #show() {
    const shown = this.#shown;
    const isExplained = shown !== null && !shown.failure;
    this.#byId("why-content").hidden = !this.#isOn;
    this.#byId("why-parts").hidden = !isExplained;
    this.#byId("why-note").textContent = shown === null ? text("whyNothing") : shown.failure ?? this.#sentence(shown);
    this.#showClasses();
    if (!this.#isOn || !isExplained)
      return;
    this.#showPixels(shown);
    this.#showSum(shown);
    this.#showMaps(shown.maps);
  }

  #sentence({ answer, label, netInput, answerNetInput }) {
    return answer === label ? text("whyAnswer", label, signed(netInput)) : text("whyNot", label, signed(netInput), answer, signed(answerNetInput));
  }

  #showClasses() {
    const option = (value, name) => {
      const one = this.#page.createElement("option");
      [one.value, one.textContent] = [value, name];
      return one;
    };
    this.#byId("why-class").replaceChildren(option("", text("theAnswer")), ...this.#classes.map(name => option(name, visible(name))));
    this.#byId("why-class").value = this.#chosen ?? "";
  }

  // The pixels in color over the drawing: the stronger the effect, the less transparent.
  #showPixels({ label, image, pixels, size: [rows, columns] }) {
    const canvas = this.#byId("why-pixels");
    const context = canvas.getContext("2d");
    const scale = Side / Math.max(rows, columns);
    [canvas.width, canvas.height] = [columns * scale, rows * scale];
    const largest = Math.max(...pixels.map(Math.abs)) || 1;
    const drawing = new Image();
    drawing.addEventListener("load", () => {
      context.imageSmoothingEnabled = false;
      context.fillStyle = "#000";
      context.fillRect(0, 0, canvas.width, canvas.height);
      context.globalAlpha = Dimmed;
      context.drawImage(drawing, 0, 0, canvas.width, canvas.height);
      context.globalAlpha = 1;
      pixels.forEach((effect, i) => {
        context.fillStyle = `rgb(${(effect > 0 ? Sides.pro : Sides.contra).join(" ")} / ${Math.sqrt(Math.abs(effect) / largest).toFixed(3)})`;
        context.fillRect(i % columns * scale, Math.floor(i / columns) * scale, scale, scale);
      });
    });
    drawing.src = image;
    const sum = sign => pixels.filter(effect => effect * sign > 0).reduce((total, effect) => total + effect, 0);
    canvas.setAttribute("aria-label", text("whyPixels", label, signed(sum(1)), signed(sum(-1))));
    this.#byId("why-pro").textContent = text("pro", label);
    this.#byId("why-contra").textContent = text("contra", label);
  }

  #showSum({ label, bias, units, rest, restCount, netInput }) {
    const largest = Math.max(Math.abs(bias), Math.abs(rest), ...units.map(unit => Math.abs(unit.contribution))) || 1;
    const hasImages = units.some(unit => unit.weights !== null);
    this.#byId("why-units-help").textContent = text(hasImages ? "whyUnitsImages" : "whyUnits");
    this.#byId("why-sum").replaceChildren(
      ...units.map(unit => this.#row(text("unit", unit.unit + 1), text("product", round(unit.output), round(unit.weight)), unit.contribution, largest, unit.weights)),
      ...restCount > 0 ? [this.#row(text("otherUnits", number(restCount)), "", rest, largest)] : [],
      this.#row(text("bias"), "", bias, largest));
    this.#byId("why-total-name").textContent = text("whyTotal", label);
    this.#byId("why-total").textContent = signed(netInput);
  }

  #row(name, product, value, largest, weights = null) {
    const [row, head, how, share, bar] = ["tr", "th", "td", "td", "i"].map(kind => this.#page.createElement(kind));
    head.scope = "row";
    if (weights !== null) {
      const image = this.#page.createElement("img");
      [image.src, image.alt, image.className] = [weights, "", "pixels"];
      head.append(image);
    }

    head.append(name);
    how.textContent = product;
    bar.className = value < 0 ? "contra" : "pro";
    bar.style.width = `${(100 * Math.abs(value) / largest).toFixed(1)}%`;
    share.append(signed(value), bar);
    row.append(head, how, share);
    return row;
  }

  #showMaps(maps) {
    this.#byId("why-maps").hidden = maps.length === 0;
    this.#byId("why-maps-list").replaceChildren(...maps.map(({ layer, image, count, total }) => {
      const [item, sheet, caption] = ["li", "img", "p"].map(kind => this.#page.createElement(kind));
      [sheet.src, sheet.alt, sheet.className] = [image, text("mapsOf", number(count), number(total)), "pixels"];
      caption.textContent = `${metadataValue("layers", layer)} · ${sheet.alt}`;
      item.append(caption, sheet);
      return item;
    }));
  }

  #byId(id) { return this.#page.getElementById(id); }
}

const round = value => value.toFixed(2).replace("-", "−");
const signed = value => `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(2)}`;
