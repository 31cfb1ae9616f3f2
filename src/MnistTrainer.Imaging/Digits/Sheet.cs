namespace MnistTrainer.Imaging;

/// <summary>The outline of a sheet of paper in an image: the first and the last light pixel of each row.</summary>
internal sealed class Sheet
{
    private readonly Region _light;
    private readonly (int First, int Last)[] _rows;

    private Sheet(Region light, (int First, int Last)[] rows)
    {
        _light = light;
        _rows = rows;
    }

    /// <summary>The number of its pixels, including the writing on it.</summary>
    public int Area { get; private init; }

    /// <summary>
    /// Its area relative to the quadrilateral of its four corners: 1 for a sheet, even turned by up to 45 degrees or foreshortened.
    /// </summary>
    public double Squareness { get; private init; }

    /// <summary>Finds the outline of a light region; null if the region is too small to have one.</summary>
    public static Sheet? Of(Region light, GrayImage image)
    {
        if (light.Right - light.Left < 4 || light.Bottom - light.Top < 4)
            return null;
        (int First, int Last)[] rows = new (int, int)[image.Height];
        Array.Fill(rows, (int.MaxValue, -1));
        (int X, int Y)[] corners = [.. Enumerable.Repeat((light.Pixels[0] % image.Width, light.Pixels[0] / image.Width), 4)];
        foreach (int pixel in light.Pixels)
        {
            (int x, int y) = (pixel % image.Width, pixel / image.Width);
            rows[y] = (Math.Min(rows[y].First, x), Math.Max(rows[y].Last, x));
            corners[0] = x + y < corners[0].X + corners[0].Y ? (x, y) : corners[0];
            corners[1] = x - y > corners[1].X - corners[1].Y ? (x, y) : corners[1];
            corners[2] = x + y > corners[2].X + corners[2].Y ? (x, y) : corners[2];
            corners[3] = x - y < corners[3].X - corners[3].Y ? (x, y) : corners[3];
        }

        int area = rows.Sum(row => Math.Max(0, row.Last - row.First + 1));
        return new Sheet(light, rows)
        {
            Area = area,
            Squareness = area / Math.Max(1, Polygon(corners)),
            Hull = Polygon(HullOf(rows)),
        };
    }

    /// <summary>The approximate area of its convex hull; a sheet is convex itself.</summary>
    public double Hull { get; private init; }

    /// <summary>Whether a place of the image in which the outline was found is on the sheet, or at most a few pixels away from it in its row or in those beside.</summary>
    public bool IsNear(int x, int y, int distance)
    {
        for (int row = Math.Max(0, y - distance); row <= Math.Min(_rows.Length - 1, y + distance); row++)
        {
            if (x >= (long)_rows[row].First - distance && x <= (long)_rows[row].Last + distance)
                return true;
        }

        return false;
    }

    /// <summary>Cuts the sheet out of the full-size image, as <see cref="Cover"/> leaves it.</summary>
    /// <param name="image">The full-size image.</param>
    /// <param name="small">The scaled-down image in which the outline was found.</param>
    public GrayImage Cut(GrayImage image, GrayImage small)
    {
        double scale = (double)image.Width / small.Width;
        int top = Large(_light.Top + 1),
            bottom = Math.Min(image.Height, Large(_light.Bottom));
        int left = Large(_light.Left + 1),
            right = Math.Min(image.Width, Large(_light.Right));
        return Cover(image, small).Crop(left, top, right - left, bottom - top);

        int Large(int place) => (int)(place * scale);
    }

    /// <summary>
    /// Paints over what is around the sheet in the full-size image: beyond the outline, each row repeats its last pixel, and the first and the last whole rows are
    /// repeated.
    /// </summary>
    /// <inheritdoc cref="Cut"/>
    public GrayImage Cover(GrayImage image, GrayImage small)
    {
        double scale = (double)image.Width / small.Width;

        // Rows at the corners of a turned sheet contain hardly any of it.
        int widest = _rows.Max(row => row.Last - row.First);
        (int First, int Last) whole = (
            Array.FindIndex(_rows, row => row.Last - row.First > widest / 2),
            Array.FindLastIndex(_rows, row => row.Last - row.First > widest / 2)
        );
        byte[] pixels = new byte[image.Width * image.Height];
        for (int y = 0; y < image.Height; y++)
        {
            int source = Math.Clamp(y, Large(whole.First + 1), Math.Max(Large(whole.First + 1), Large(whole.Last) - 1));
            (int first, int last) = Around(Math.Min(small.Height - 1, (int)(source / scale)), whole);
            int from = Math.Clamp(Large(first + 2), 0, image.Width - 1),
                to = Math.Clamp(Large(last - 1), from, image.Width - 1);
            ReadOnlySpan<byte> row = image.Row(source);
            for (int x = 0; x < image.Width; x++)
                pixels[(y * image.Width) + x] = row[Math.Clamp(x, from, to)];
        }

        return new GrayImage(image.Width, image.Height, pixels);

        int Large(int place) => (int)(place * scale);
    }

    /// <summary>
    /// The columns that are sheet in a row and in both adjacent rows: a nearly horizontal edge crosses many columns within one row.
    /// </summary>
    private (int First, int Last) Around(int row, (int First, int Last) whole)
    {
        (int first, int last) = _rows[Math.Clamp(row, whole.First, whole.Last)];
        for (int beside = Math.Max(whole.First, row - 1); beside <= Math.Min(whole.Last, row + 1); beside++)
            (first, last) = (Math.Max(first, _rows[beside].First), Math.Min(last, _rows[beside].Last));
        return (first, last);
    }

    /// <summary>The corners of the convex hull in order: down the left side and up the right (A. Andrew's monotone chain, 1979).</summary>
    private static (int X, int Y)[] HullOf((int First, int Last)[] rows)
    {
        IEnumerable<int> used = Enumerable.Range(0, rows.Length).Where(y => rows[y].Last >= 0);
        return [.. Chain(used.Select(y => (rows[y].First, y))), .. Chain(used.Reverse().Select(y => (rows[y].Last, y)))];

        static List<(int X, int Y)> Chain(IEnumerable<(int X, int Y)> points)
        {
            List<(int X, int Y)> chain = [];
            foreach ((int x, int y) in points)
            {
                while (
                    chain.Count >= 2
                    && ((chain[^1].X - chain[^2].X) * (y - chain[^2].Y)) - ((chain[^1].Y - chain[^2].Y) * (x - chain[^2].X)) >= 0
                )
                    chain.RemoveAt(chain.Count - 1);
                chain.Add((x, y));
            }

            return chain;
        }
    }

    /// <summary>The area of a polygon (the shoelace formula), plus the half pixel around it.</summary>
    private static double Polygon((int X, int Y)[] corners)
    {
        double twice = 0;
        double around = 0;
        for (int i = 0; i < corners.Length; i++)
        {
            (int x, int y) = corners[i];
            (int nextX, int nextY) = corners[(i + 1) % corners.Length];
            twice += ((double)x * nextY) - ((double)nextX * y);
            around += Math.Max(Math.Abs(nextX - x), Math.Abs(nextY - y));
        }

        return (Math.Abs(twice) / 2) + (around / 2) + 1;
    }
}
