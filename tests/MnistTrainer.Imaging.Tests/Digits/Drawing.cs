namespace MnistTrainer.Imaging.Tests;

/// <summary>Draws strokes with a round anti-aliased pen, in coordinates from 0 to 1 over a square image.</summary>
internal static class Drawing
{
    public static readonly (double X, double Y)[] Seven = [(0.3, 0.2), (0.7, 0.2), (0.45, 0.8)];

    public static readonly (double X, double Y)[] Zero =
    [
        .. Enumerable.Range(0, 25).Select(i => (0.5 + (0.18 * Math.Cos(i * Math.Tau / 24)), 0.5 + (0.28 * Math.Sin(i * Math.Tau / 24)))),
    ];

    public static readonly (double X, double Y)[] One = [(0.5, 0.2), (0.5, 0.8)];

    /// <summary>Draws white strokes on black.</summary>
    /// <param name="side">The side of the image in pixels.</param>
    /// <param name="pen">The width of the strokes in pixels.</param>
    /// <param name="line">The corners of the stroke.</param>
    public static GrayImage Draw(int side, double pen, (double X, double Y)[] line)
    {
        byte[] pixels = new byte[side * side];
        for (int i = 0; i < pixels.Length; i++)
        {
            double distance = double.MaxValue;
            for (int j = 1; j < line.Length; j++)
                distance = Math.Min(distance, Distance((i % side) + 0.5, (i / side) + 0.5, line[j - 1], line[j], side));
            pixels[i] = (byte)(255 * Math.Clamp((pen / 2) - distance + 0.5, 0, 1));
        }

        return new GrayImage(side, side, pixels);
    }

    /// <summary>Maps each pixel by a function of its position and value.</summary>
    public static GrayImage Map(this GrayImage image, Func<int, int, byte, double> change)
    {
        byte[] pixels = new byte[image.Pixels.Length];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)Math.Clamp(change(i % image.Width, i / image.Width, image.Pixels[i]), 0, 255);
        return new GrayImage(image.Width, image.Height, pixels);
    }

    /// <summary>
    /// The sum of absolute differences of two images, relative to the sum of the first: 0 for equal images, 2 for disjoint ones.
    /// </summary>
    public static double RelativeDifference(GrayImage one, GrayImage other)
    {
        double difference = 0;
        double sum = 0;
        for (int i = 0; i < one.Pixels.Length; i++)
        {
            difference += Math.Abs(one.Pixels[i] - other.Pixels[i]);
            sum += one.Pixels[i];
        }

        return difference / sum;
    }

    /// <summary>The minimum <see cref="RelativeDifference"/> with the second image shifted by up to one pixel in each direction.</summary>
    public static double DifferenceWithinAPixel(GrayImage one, GrayImage other)
    {
        GrayImage wide = other.PlaceOn(other.Width + 2, other.Height + 2, 1, 1);
        return Enumerable.Range(0, 9).Min(shift => RelativeDifference(one, wide.Crop(shift % 3, shift / 3, one.Width, one.Height)));
    }

    private static double Distance(double x, double y, (double X, double Y) start, (double X, double Y) end, int side)
    {
        (double startX, double startY, double alongX, double alongY) = (
            start.X * side,
            start.Y * side,
            (end.X - start.X) * side,
            (end.Y - start.Y) * side
        );
        double share = Math.Clamp((((x - startX) * alongX) + ((y - startY) * alongY)) / ((alongX * alongX) + (alongY * alongY)), 0, 1);
        return Math.Sqrt(Math.Pow(x - startX - (share * alongX), 2) + Math.Pow(y - startY - (share * alongY), 2));
    }
}
