namespace MnistTrainer.Imaging;

/// <summary>Recognizes a box or a circle that is drawn around a digit by its ink: on its rim, and none inside.</summary>
internal static class Enclosure
{
    // At least RimShare of a box's ink lies within BoxRim of its border, as a share of its shorter side.
    private const double BoxRim = 0.12;
    private const double RimShare = 0.85;

    // Of the half axes of the ellipse in the box: the least distance of ink from the middle, and the share of the ink that must have it.
    private const double LeastRadius = 0.62;
    private const double LeastOutside = 0.95;

    // The number of directions, and those in which there must be ink: a circle may be left open.
    private const int Directions = 24;
    private const int LeastDirections = 20;

    // A 0 is narrower.
    private const double LeastWidth = 0.75;

    /// <summary>Whether pixels of ink form a hollow rectangle or a ring.</summary>
    /// <param name="pixels">The indices of the pixels.</param>
    /// <param name="width">The width of the image.</param>
    /// <param name="box">The bounding box of the pixels.</param>
    public static bool Is(IReadOnlyCollection<int> pixels, int width, ImageBox box) =>
        IsBox(pixels, width, box) || IsRing(pixels, width, box);

    private static bool IsBox(IReadOnlyCollection<int> pixels, int width, ImageBox box)
    {
        int rim = (int)(BoxRim * (Math.Min(box.Width, box.Height) - 1));
        return rim > 0
            && pixels.Count(pixel =>
            {
                (int x, int y) = (pixel % width, pixel / width);
                return x - box.Left <= rim || box.Right - 1 - x <= rim || y - box.Top <= rim || box.Bottom - 1 - y <= rim;
            })
                >= RimShare * pixels.Count;
    }

    private static bool IsRing(IReadOnlyCollection<int> pixels, int width, ImageBox box)
    {
        if (box.Width < LeastWidth * box.Height)
            return false;
        HashSet<int> directions = [];
        int outside = 0;
        foreach (int pixel in pixels)
        {
            double x = ((2.0 * ((pixel % width) - box.Left)) + 1 - box.Width) / box.Width,
                y = ((2.0 * ((pixel / width) - box.Top)) + 1 - box.Height) / box.Height;
            directions.Add((int)((Math.Atan2(y, x) + Math.PI) / (2 * Math.PI) * Directions) % Directions);
            outside += (x * x) + (y * y) >= LeastRadius * LeastRadius ? 1 : 0;
        }

        return outside >= LeastOutside * pixels.Count && directions.Count >= LeastDirections;
    }
}
