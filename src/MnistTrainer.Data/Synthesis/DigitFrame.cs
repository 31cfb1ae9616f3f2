namespace MnistTrainer.Data;

/// <summary>
/// Frames a digit as in MNIST: scaled proportionally so that its longer side fills 20 pixels, then placed in 28x28 by whole pixels so that
/// its center of mass is nearest to pixel 14,14 with all ink inside (LeCun, Cortes, Burges, "The MNIST database").
/// </summary>
internal static class DigitFrame
{
    /// <summary>The height and width of the final image.</summary>
    public const int Size = 28;

    private const int Middle = 14;

    // Where a pen fails, its line becomes thinner than this, in pixels and as a share of the widest line, and a frame is not fitted to it.
    private const double FaintRadius = 0.25;
    private const double FaintShare = 0.25;

    /// <summary>Scales lines in place so that their ink, including its thickness, fills the box of <see cref="InkRaster.Size"/> pixels.</summary>
    /// <param name="lines">The lines, in any unit on input and in pixels on output.</param>
    /// <param name="radii">Half the stroke thickness at each point of each line, in pixels.</param>
    public static void FitToBox(List<Point[]> lines, List<double[]> radii)
    {
        double faint = Math.Min(FaintRadius, FaintShare * radii.Max(line => line.Max()));
        double scale = 0.0;
        // The extent of the ink grows with the scale, so bisection finds the scale that fills the box. A fragment of a digit may have a tenth of its size.
        for (double step = 8.0; step > 1e-6; step *= 0.5)
        {
            Box tried = Extent(lines, radii, scale + step, faint);
            if (Math.Max(tried.Width, tried.Height) <= InkRaster.Size)
                scale += step;
        }

        Box box = Extent(lines, radii, scale, faint);
        var corner = new Point(box.Left - (0.5 * (InkRaster.Size - box.Width)), box.Top - (0.5 * (InkRaster.Size - box.Height)));
        foreach (Point[] line in lines)
        {
            for (int i = 0; i < line.Length; i++)
                line[i] = (scale * line[i]) - corner;
        }
    }

    /// <summary>
    /// Writes a 28x28 image, 255 for ink, with the center of mass of the ink as close to the center as the edges allow.
    /// </summary>
    public static void Center(InkRaster ink, Span<byte> image)
    {
        double mass = 0.0,
            right = 0.0,
            down = 0.0;
        for (int row = 0; row < InkRaster.Size; row++)
        {
            for (int column = 0; column < InkRaster.Size; column++)
            {
                mass += ink[row, column];
                right += ink[row, column] * column;
                down += ink[row, column] * row;
            }
        }

        int left = Offset(right / mass);
        int top = Offset(down / mass);
        image.Clear();
        for (int row = 0; row < InkRaster.Size; row++)
        {
            for (int column = 0; column < InkRaster.Size; column++)
                image[((top + row) * Size) + left + column] = ink[row, column];
        }
    }

    private static int Offset(double centerOfMass) => Math.Clamp((int)Math.Floor(Middle - centerOfMass + 0.5), 0, Size - InkRaster.Size);

    private static Box Extent(List<Point[]> lines, List<double[]> radii, double scale, double faint)
    {
        double left = double.MaxValue,
            right = double.MinValue,
            top = double.MaxValue,
            bottom = double.MinValue;
        for (int l = 0; l < lines.Count; l++)
        {
            for (int i = 0; i < lines[l].Length; i++)
            {
                Point point = scale * lines[l][i];
                double radius = radii[l][i];
                if (radius < faint)
                    continue;
                left = Math.Min(left, point.X - radius);
                right = Math.Max(right, point.X + radius);
                top = Math.Min(top, point.Y - radius);
                bottom = Math.Max(bottom, point.Y + radius);
            }
        }

        return new Box(left, top, right - left, bottom - top);
    }

    private readonly record struct Box(double Left, double Top, double Width, double Height);
}
