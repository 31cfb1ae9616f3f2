namespace MnistTrainer.Data;

/// <summary>
/// A sheet of 20x20 pixels that round-ended line pieces are drawn on, anti-aliased by their distance from each pixel's middle.
/// </summary>
/// <param name="softness">The width in pixels of the grey seam between ink and paper.</param>
internal sealed class Ink(double softness)
{
    /// <summary>Rows and columns.</summary>
    public const int Size = 20;

    // So few that a set of pictures packs into half the bytes of 256 greys; a network learns as well from them.
    private const int Greys = 8;

    // How deep inside the ink each pixel's middle lies, negative outside.
    private readonly double[] _depth = [.. Enumerable.Repeat(double.NegativeInfinity, Size * Size)];

    /// <summary>The ink on a pixel, 0 to 255 by how far it is covered, in few greys.</summary>
    public byte this[int row, int column]
    {
        get
        {
            double cover = Math.Clamp(0.5 + (_depth[(row * Size) + column] / softness), 0.0, 1.0);
            int grey = (int)((cover * (Greys - 1)) + 0.5);
            return (byte)(grey * 255 / (Greys - 1));
        }
    }

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
                ref double depth = ref _depth[(row * Size) + column];
                depth = Math.Max(depth, inside);
            }
        }
    }

    private static int Pixel(double place) => Math.Clamp((int)Math.Floor(place), 0, Size - 1);
}
