// The project's test digits, as the site serves them: two files of IDX, compressed by gzip. No part of the page.
export const Digits = 10;
export const Side = 28;
export const Pixels = Side * Side;

const Training = 7000;

// { images: [Uint8Array of 784 pixels, 0 to 255 for full ink], labels }. The first 7,000 are to learn from, the rest to check with.
export async function loadDigits() {
  const [images, labels] = await Promise.all([read("t10k-images-idx3-ubyte.gz", 3), read("t10k-labels-idx1-ubyte.gz", 1)]);
  if (images.sizes[1] !== Side || images.sizes[2] !== Side || images.sizes[0] !== labels.sizes[0])
    throw new Error("The digits have another form.");
  return divide(Array.from({ length: images.sizes[0] }, (_, i) => images.values.subarray(i * Pixels, (i + 1) * Pixels)), labels.values);
}

const divide = (images, labels) => ({
  training: { images: images.slice(0, Training), labels: labels.subarray(0, Training) },
  checking: { images: images.slice(Training), labels: labels.subarray(Training) },
});

async function read(name, dimensions) {
  const response = await fetch(new URL(`digits/${name}`, import.meta.url));
  if (!response.ok)
    throw new Error(`${name}: ${response.status}`);
  const bytes = await new Response(response.body.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
  return parse(bytes, dimensions);
}

// IDX: two zeros, the type (8 for bytes), the number of dimensions, their sizes, and the values.
export function parse(bytes, dimensions) {
  const view = new DataView(bytes);
  if (view.getUint32(0) !== 0x800 + dimensions)
    throw new Error("No IDX file of bytes.");
  const sizes = Array.from({ length: dimensions }, (_, i) => view.getUint32(4 + 4 * i));
  const values = new Uint8Array(bytes, 4 + 4 * dimensions);
  if (values.length !== sizes.reduce((product, size) => product * size, 1))
    throw new Error("The IDX file is cut off.");
  return { sizes, values };
}
