namespace MnistTrainer.Data;

/// <summary>What is on a sheet beside the digit: lines, borders, a table around a page, a scanner's dark edge.</summary>
/// <param name="sheet">What is painted on.</param>
/// <param name="random">What differs from image to image.</param>
internal sealed class Backgrounds(PaintedSheet sheet, RandomStream random)
{
    private static readonly Color[] LineColors = [new(140, 170, 215), new(170, 170, 170), new(215, 150, 150), new(110, 140, 200)];

    /// <summary>Level lines at one distance, and upright ones if told; a little tilted.</summary>
    public void Rule(bool isSquared)
    {
        double distance = Math.Min(sheet.Width, sheet.Height) * (isSquared ? random.Between(0.08, 0.2) : random.Between(0.15, 0.4));
        double thickness = Math.Max(1, sheet.Height * random.Between(0.003, 0.008)),
            tilt = random.Between(-0.06, 0.06),
            start = random.Unit() * distance;
        Color color = LineColors[random.Index(LineColors.Length)];
        sheet.Mix(
            color,
            (row, column) =>
                Math.Max(
                    On(row + start - (tilt * column), distance, thickness),
                    isSquared ? On(column + start + (tilt * row), distance, thickness) : 0
                )
        );
    }

    /// <summary>A table that shows around a page which is turned a little.</summary>
    public void Table()
    {
        double left = random.Between(0.03, 0.2) * sheet.Width,
            right = sheet.Width * random.Between(0.8, 0.97);
        double top = random.Between(0.03, 0.2) * sheet.Height,
            bottom = sheet.Height * random.Between(0.8, 0.97),
            tilt = random.Between(-0.12, 0.12);
        Color wood = new(random.Between(30, 110), random.Between(25, 80), random.Between(15, 60));
        sheet.Mix(
            wood,
            (row, column) =>
            {
                double x = column + (tilt * (row - (sheet.Height / 2.0))),
                    y = row - (tilt * (column - (sheet.Width / 2.0)));
                return 1 - Math.Clamp(Math.Min(Math.Min(x - left, right - x), Math.Min(y - top, bottom - y)), 0, 1);
            }
        );
    }

    /// <summary>The dark edge of a scan at one or two sides, and specks.</summary>
    public void Scanner()
    {
        double depth = random.Between(0.01, 0.05) * sheet.Width,
            other = random.Index(2) * random.Between(0.01, 0.04) * sheet.Height;
        bool isLeft = random.Index(2) == 0;
        sheet.Mix(
            Color.Gray(random.Between(10, 60)),
            (row, column) => (isLeft ? column : sheet.Width - 1 - column) < depth || row < other ? 1 : 0
        );
        for (int speck = random.Index(6); speck > 0; speck--)
        {
            int y = random.Index(sheet.Height),
                x = random.Index(sheet.Width),
                size = 1 + (sheet.Height / 100);
            sheet.Mix(Color.Gray(60), (row, column) => Math.Abs(row - y) < size && Math.Abs(column - x) < size ? 0.9 : 0);
        }
    }

    /// <summary>The border of a form's cell: all four sides, or those that the scissors left.</summary>
    public void Cell()
    {
        int inset = random.Index(1 + (sheet.Height / 15)),
            thickness = 1 + random.Index(1 + (sheet.Height / 40));
        bool[] sides = [.. Enumerable.Range(0, 4).Select(_ => random.Index(3) > 0)];
        sheet.Mix(
            Color.Gray(random.Between(0, 120)),
            (row, column) =>
            {
                int[] depths = [row - inset, sheet.Height - 1 - inset - row, column - inset, sheet.Width - 1 - inset - column];
                return depths.Min() >= 0 && Enumerable.Range(0, 4).Any(side => sides[side] && depths[side] < thickness) ? 1 : 0;
            }
        );
    }

    private static double On(double place, double distance, double thickness)
    {
        double within = place - (distance * Math.Floor(place / distance));
        return Math.Clamp(Math.Min(within, thickness - within) + 1, 0, 1);
    }
}
