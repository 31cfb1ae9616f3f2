namespace MnistTrainer.Data;

/// <summary>Draws shapes other than digits as images framed as in MNIST.</summary>
internal static class ShapeRenderer
{
    // Half the thickness of the thinnest pen of digits, in pixels. Other shapes are not written with thinner ones.
    private const double MinimumRadius = 0.75;

    // The share of the frame that the strokes of a letter or a scribble fill at most, if they do not cross.
    private const double MaximumInk = 0.5;

    /// <summary>Draws a random member of a family into 28x28 bytes.</summary>
    /// <param name="family">The family.</param>
    /// <param name="distortion">The amount of distortion, 0 to 1, as in <see cref="HandwritingStyle"/>.</param>
    /// <param name="random">The random stream of this shape.</param>
    /// <param name="image">Receives the pixels.</param>
    public static void Draw(ShapeFamily family, double distortion, PortableRandom random, Span<byte> image)
    {
        List<Point[]> lines = family.Draw(new HandwritingStyle(random, distortion), random);
        PenModel pen = new(random, WritingInstrument.Choose(random), distortion);
        List<double[]> radii = lines.ConvertAll(pen.Radii);
        double scale = PenScale(family, lines, radii.Average(line => line.Average()), random);
        foreach (double[] line in radii)
        {
            for (int i = 0; i < line.Length; i++)
                line[i] *= scale;
        }

        StrokeImage.Draw(lines, radii, random, image);
    }

    // Letters and scribbles of many strokes are written with pens so thin that they stay legible.
    private static double PenScale(ShapeFamily family, List<Point[]> lines, double radius, PortableRandom random)
    {
        double scale = random.NextDouble(0.5, 1);
        if (family.Label is ShapeFamilies.Letter or ShapeFamilies.Scribble)
        {
            double width = lines.Max(line => line.Max(point => point.X)) - lines.Min(line => line.Min(point => point.X)),
                height = lines.Max(line => line.Max(point => point.Y)) - lines.Min(line => line.Min(point => point.Y)),
                pixels = InkRaster.Size / Math.Max(width, height),
                length = pixels * lines.Sum(Length);
            scale = Math.Min(scale, MaximumInk * InkRaster.Size * InkRaster.Size / (2 * radius * length));
        }

        return Math.Max(scale, Math.Min(1, MinimumRadius / radius));
    }

    private static double Length(Point[] line) => Enumerable.Range(1, line.Length - 1).Sum(i => (line[i] - line[i - 1]).Length);
}
