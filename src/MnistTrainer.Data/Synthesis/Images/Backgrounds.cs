namespace MnistTrainer.Data;

/// <summary>Draws what a sheet shows besides the digit: lines, borders, a table around a page, the dark edge of a scan.</summary>
/// <param name="sheet">The sheet.</param>
/// <param name="random">The random stream of this image.</param>
internal sealed class Backgrounds(PaintedSheet sheet, PortableRandom random)
{
    private static readonly Color[] LineColors = [new(140, 170, 215), new(170, 170, 170), new(215, 150, 150), new(110, 140, 200)];

    /// <summary>Draws evenly spaced horizontal lines, and also vertical ones if <paramref name="isSquared"/>, slightly tilted.</summary>
    public void Rule(bool isSquared)
    {
        double distance = Math.Min(sheet.Width, sheet.Height) * (isSquared ? random.NextDouble(0.08, 0.2) : random.NextDouble(0.15, 0.4));
        double thickness = Math.Max(1, sheet.Height * random.NextDouble(0.003, 0.008)),
            tilt = random.NextDouble(-0.06, 0.06),
            start = random.NextDouble() * distance;
        Color color = LineColors[random.NextInt(LineColors.Length)];
        sheet.Blend(
            color,
            (row, column) =>
                Math.Max(
                    LineCoverage(row + start - (tilt * column), distance, thickness),
                    isSquared ? LineCoverage(column + start + (tilt * row), distance, thickness) : 0
                )
        );
    }

    /// <summary>Draws a table around a slightly rotated page.</summary>
    public void Table()
    {
        double left = random.NextDouble(0.03, 0.2) * sheet.Width,
            right = sheet.Width * random.NextDouble(0.8, 0.97);
        double top = random.NextDouble(0.03, 0.2) * sheet.Height,
            bottom = sheet.Height * random.NextDouble(0.8, 0.97),
            tilt = random.NextDouble(-0.12, 0.12);
        Color wood = new(random.NextDouble(30, 110), random.NextDouble(25, 80), random.NextDouble(15, 60));
        sheet.Blend(
            wood,
            (row, column) =>
            {
                double x = column + (tilt * (row - (sheet.Height / 2.0))),
                    y = row - (tilt * (column - (sheet.Width / 2.0)));
                return 1 - Math.Clamp(Math.Min(Math.Min(x - left, right - x), Math.Min(y - top, bottom - y)), 0, 1);
            }
        );
    }

    /// <summary>Draws the dark edge of a scan on one or two sides, and specks.</summary>
    public void Scanner()
    {
        double depth = random.NextDouble(0.01, 0.05) * sheet.Width,
            other = random.NextInt(2) * random.NextDouble(0.01, 0.04) * sheet.Height;
        bool isLeft = random.NextInt(2) == 0;
        sheet.Blend(
            Color.Gray(random.NextDouble(10, 60)),
            (row, column) => (isLeft ? column : sheet.Width - 1 - column) < depth || row < other ? 1 : 0
        );
        for (int speck = random.NextInt(6); speck > 0; speck--)
        {
            int y = random.NextInt(sheet.Height),
                x = random.NextInt(sheet.Width),
                size = 1 + (sheet.Height / 100);
            sheet.Blend(Color.Gray(60), (row, column) => Math.Abs(row - y) < size && Math.Abs(column - x) < size ? 0.9 : 0);
        }
    }

    /// <summary>Draws the border of a form's cell: all four sides, or those that remain after cropping.</summary>
    public void Cell()
    {
        int inset = random.NextInt(1 + (sheet.Height / 15)),
            thickness = 1 + random.NextInt(1 + (sheet.Height / 40));
        bool[] sides = [.. Enumerable.Range(0, 4).Select(_ => random.NextInt(3) > 0)];
        sheet.Blend(
            Color.Gray(random.NextDouble(0, 120)),
            (row, column) =>
            {
                int[] depths = [row - inset, sheet.Height - 1 - inset - row, column - inset, sheet.Width - 1 - inset - column];
                return depths.Min() >= 0 && Enumerable.Range(0, 4).Any(side => sides[side] && depths[side] < thickness) ? 1 : 0;
            }
        );
    }

    private static double LineCoverage(double position, double distance, double thickness)
    {
        double within = position - (distance * Math.Floor(position / distance));
        return Math.Clamp(Math.Min(within, thickness - within) + 1, 0, 1);
    }
}
