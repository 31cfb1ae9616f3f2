namespace MnistTrainer.Data;

/// <summary>The lighting of a photographed sheet: light from one side, dark corners, a partial shadow.</summary>
/// <param name="sheet">The sheet.</param>
/// <param name="random">The random stream of this image.</param>
internal sealed class Lighting(PaintedSheet sheet, PortableRandom random)
{
    /// <summary>Applies light from one side and lens vignetting.</summary>
    public void Uneven()
    {
        double across = random.NextDouble(-0.35, 0.35),
            down = random.NextDouble(-0.35, 0.35),
            corners = random.NextDouble(0, 0.45),
            level = random.NextDouble(0.7, 0.95);
        sheet.Light(
            (row, column) =>
            {
                double x = ((double)column / sheet.Width) - 0.5,
                    y = ((double)row / sheet.Height) - 0.5;
                return Math.Max(0.1, level + (across * x) + (down * y) - (2 * corners * ((x * x) + (y * y))));
            }
        );
    }

    /// <summary>Applies a straight-edged shadow over one third to two thirds of the sheet.</summary>
    public void Shadow()
    {
        double slope = random.NextDouble(-0.8, 0.8),
            place = random.NextDouble(-0.17, 0.17),
            soft = random.NextDouble(0.01, 0.08),
            dark = random.NextDouble(0.35, 0.6);
        double side = random.NextInt(2) == 0 ? 1 : -1;
        sheet.Light(
            (row, column) =>
            {
                double x = ((double)column / sheet.Width) - 0.5,
                    y = ((double)row / sheet.Height) - 0.5;
                return 1 - (dark * Math.Clamp(0.5 + (side * (x + (slope * y) - place) / soft), 0, 1));
            }
        );
    }
}
