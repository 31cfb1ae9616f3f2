namespace MnistTrainer.Data;

/// <summary>How light falls on a photographed sheet: from one side, darker in the corners, a shadow over a part.</summary>
/// <param name="sheet">What it falls on.</param>
/// <param name="random">What differs from image to image.</param>
internal sealed class Lighting(PaintedSheet sheet, RandomStream random)
{
    /// <summary>Light from one side and a lens that darkens the corners.</summary>
    public void Uneven()
    {
        double across = random.Between(-0.35, 0.35),
            down = random.Between(-0.35, 0.35),
            corners = random.Between(0, 0.45),
            level = random.Between(0.7, 0.95);
        sheet.Light(
            (row, column) =>
            {
                double x = ((double)column / sheet.Width) - 0.5,
                    y = ((double)row / sheet.Height) - 0.5;
                return Math.Max(0.1, level + (across * x) + (down * y) - (2 * corners * ((x * x) + (y * y))));
            }
        );
    }

    /// <summary>A straight-edged shadow over a third to two thirds of the sheet.</summary>
    public void Shadow()
    {
        double slope = random.Between(-0.8, 0.8),
            place = random.Between(-0.17, 0.17),
            soft = random.Between(0.01, 0.08),
            dark = random.Between(0.35, 0.6);
        double side = random.Index(2) == 0 ? 1 : -1;
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
