namespace MnistTrainer.Data;

/// <summary>
/// A sheet of 20x20 pixels that round-ended line pieces are drawn on, anti-aliased by their distance from each pixel's middle.
/// </summary>
internal sealed class Ink(double softness)
{
    /// <summary>Rows and columns.</summary>
    public const int Size = 20;

    private readonly double[] _cover = new double[Size * Size];

    /// <summary>How far a pixel is covered, 0 to 1.</summary>
    public double this[int row, int column] => _cover[(row * Size) + column];

    /// <summary>Draws a line whose points are in pixels from the upper left corner.</summary>
    public void Draw(Point[] line, double[] radii)
    {
        for (int i = 0; i + 1 < line.Length; i++)
            DrawPiece(line[i], line[i + 1], radii[i], radii[i + 1]);
    }

    private void DrawPiece(Point from, Point to, double fromRadius, double toRadius)
    {
        double margin = Math.Max(fromRadius, toRadius) + softness;
        int left = Pixel(Math.Min(from.X, to.X) - margin);
        int right = Pixel(Math.Max(from.X, to.X) + margin);
        int top = Pixel(Math.Min(from.Y, to.Y) - margin);
        int bottom = Pixel(Math.Max(from.Y, to.Y) + margin);
        Point way = to - from;
        double squaredLength = (way.X * way.X) + (way.Y * way.Y) + 1e-12;
        for (int row = top; row <= bottom; row++)
        {
            for (int column = left; column <= right; column++)
            {
                Point pixel = new Point(column + 0.5, row + 0.5) - from;
                double share = Math.Clamp(((pixel.X * way.X) + (pixel.Y * way.Y)) / squaredLength, 0.0, 1.0);
                double inside = fromRadius + (share * (toRadius - fromRadius)) - (pixel - (share * way)).Length;
                double cover = Math.Clamp(0.5 + (inside / softness), 0.0, 1.0);
                ref double old = ref _cover[(row * Size) + column];
                old = Math.Max(old, cover);
            }
        }
    }

    private static int Pixel(double place) => Math.Clamp((int)Math.Floor(place), 0, Size - 1);
}
