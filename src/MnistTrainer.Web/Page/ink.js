// Layers of ink: an {image, left, top, scale}, or a stroke {width, points} of {x, y} in pixels of the paper.

export function fitted(image, canvas) {
  const scale = Math.min(canvas.width / image.width, canvas.height / image.height);
  return { scale, left: (canvas.width - image.width * scale) / 2, top: (canvas.height - image.height * scale) / 2 };
}

export function paint(context, layers) {
  context.lineCap = context.lineJoin = "round";
  context.strokeStyle = context.fillStyle = "#15151f";
  for (const layer of layers) {
    if (layer.image)
      context.drawImage(layer.image, layer.left, layer.top, layer.image.width * layer.scale, layer.image.height * layer.scale);
    else
      paintStroke(context, layer);
  }
}

// Where the pen is that keys control.
export function paintCursor(context, { x, y }, width, isDown) {
  context.beginPath();
  context.arc(x, y, Math.max(8, width / 2), 0, 7);
  context.lineWidth = 3;
  context.strokeStyle = "#4f46e5";
  context.fillStyle = isDown ? "#4f46e5" : "rgb(79 70 229 / 18%)";
  context.fill();
  context.stroke();
}

// The strokes as they are when a share of their points is drawn.
export function begun(strokes, share) {
  let left = Math.ceil(share * strokes.reduce((sum, { points }) => sum + points.length, 0));
  const drawn = [];
  for (const stroke of strokes) {
    if (left > 0)
      drawn.push({ ...stroke, points: stroke.points.slice(0, left) });
    left -= stroke.points.length;
  }

  return drawn;
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
