namespace MnistTrainer.Data;

/// <summary>How deep inside the ink of round-ended line pieces the middle of each pixel of a sheet lies.</summary>
/// <param name="width">Columns.</param>
/// <param name="height">Rows.</param>
/// <param name="reach">How far outside the ink the depth is still told, in pixels.</param>
internal sealed class StrokeField(int width, int height, double reach)
{
    private readonly double[] _depth = [.. Enumerable.Repeat(double.NegativeInfinity, width * height)];

    /// <summary>The depth in pixels, negative outside of the ink.</summary>
    public double this[int row, int column] => _depth[(row * width) + column];

    /// <summary>Draws a line whose points are in pixels from the upper left corner.</summary>
    public void Draw(Point[] line, double[] radii)
    {
        for (int i = 0; i + 1 < line.Length; i++)
            DrawPiece(line[i], line[i + 1], radii[i], radii[i + 1]);
    }

    private void DrawPiece(Point from, Point to, double fromRadius, double toRadius)
    {
        double margin = Math.Max(fromRadius, toRadius) + reach;
        int left = Pixel(Math.Min(from.X, to.X) - margin, width);
        int right = Pixel(Math.Max(from.X, to.X) + margin, width);
        int top = Pixel(Math.Min(from.Y, to.Y) - margin, height);
        int bottom = Pixel(Math.Max(from.Y, to.Y) + margin, height);
        Point way = to - from;
        double squaredLength = (way.X * way.X) + (way.Y * way.Y) + 1e-12;
        for (int row = top; row <= bottom; row++)
        {
            for (int column = left; column <= right; column++)
            {
                Point pixel = new Point(column + 0.5, row + 0.5) - from;
                double share = Math.Clamp(((pixel.X * way.X) + (pixel.Y * way.Y)) / squaredLength, 0.0, 1.0);
                double inside = fromRadius + (share * (toRadius - fromRadius)) - (pixel - (share * way)).Length;
                ref double depth = ref _depth[(row * width) + column];
                depth = Math.Max(depth, inside);
            }
        }
    }

    private static int Pixel(double place, int count) => Math.Clamp((int)Math.Floor(place), 0, count - 1);
}
