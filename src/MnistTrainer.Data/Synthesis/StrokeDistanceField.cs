namespace MnistTrainer.Data;

/// <summary>The signed distance of each pixel's center from the edge of strokes with round caps.</summary>
/// <param name="width">The width in pixels.</param>
/// <param name="height">The height in pixels.</param>
/// <param name="reach">The distance outside the ink up to which it is computed, in pixels.</param>
internal sealed class StrokeDistanceField(int width, int height, double reach)
{
    private readonly double[] _distance = [.. Enumerable.Repeat(double.NegativeInfinity, width * height)];

    /// <summary>The distance in pixels, positive inside the ink and negative outside.</summary>
    public double this[int row, int column] => _distance[(row * width) + column];

    /// <summary>Draws a line whose points are in pixels from the top left corner.</summary>
    public void Draw(Point[] line, double[] radii)
    {
        for (int i = 0; i + 1 < line.Length; i++)
            DrawSegment(line[i], line[i + 1], radii[i], radii[i + 1]);
    }

    private void DrawSegment(Point from, Point to, double fromRadius, double toRadius)
    {
        double margin = Math.Max(fromRadius, toRadius) + reach;
        int left = Pixel(Math.Min(from.X, to.X) - margin, width);
        int right = Pixel(Math.Max(from.X, to.X) + margin, width);
        int top = Pixel(Math.Min(from.Y, to.Y) - margin, height);
        int bottom = Pixel(Math.Max(from.Y, to.Y) + margin, height);
        Point direction = to - from;
        double squaredLength = (direction.X * direction.X) + (direction.Y * direction.Y) + 1e-12;
        for (int row = top; row <= bottom; row++)
        {
            for (int column = left; column <= right; column++)
            {
                Point pixel = new Point(column + 0.5, row + 0.5) - from;
                double fraction = Math.Clamp(((pixel.X * direction.X) + (pixel.Y * direction.Y)) / squaredLength, 0.0, 1.0);
                double inside = fromRadius + (fraction * (toRadius - fromRadius)) - (pixel - (fraction * direction)).Length;
                ref double distance = ref _distance[(row * width) + column];
                distance = Math.Max(distance, inside);
            }
        }
    }

    private static int Pixel(double position, int count) => Math.Clamp((int)Math.Floor(position), 0, count - 1);
}
