namespace MnistTrainer.Data;

/// <summary>Draws the lines of a digit with a pen into an image framed as in MNIST.</summary>
internal static class StrokeImage
{
    /// <summary>Draws lines into 28x28 bytes, 0 for background and 255 for ink.</summary>
    /// <param name="lines">The lines, in any unit; their points are changed.</param>
    /// <param name="pen">The pen, whose widths are in pixels of the image.</param>
    /// <param name="random">The random stream of this digit.</param>
    /// <param name="image">The image.</param>
    public static void Draw(List<Point[]> lines, PenModel pen, PortableRandom random, Span<byte> image) =>
        Draw(lines, lines.ConvertAll(pen.Radii), random, image);

    /// <summary>Draws lines into 28x28 bytes, 0 for background and 255 for ink.</summary>
    /// <param name="lines">The lines, in any unit; their points are changed.</param>
    /// <param name="radii">Half the stroke thickness at each point of each line, in pixels.</param>
    /// <param name="random">The random stream of this digit.</param>
    /// <param name="image">The image.</param>
    public static void Draw(List<Point[]> lines, List<double[]> radii, PortableRandom random, Span<byte> image)
    {
        DigitFrame.FitToBox(lines, radii);
        var ink = new InkRaster(softness: random.NextDouble(0.9, 1.6));
        for (int l = 0; l < lines.Count; l++)
            ink.Draw(lines[l], radii[l]);
        DigitFrame.Center(ink, image);
    }
}
