namespace MnistTrainer.Imaging;

/// <summary>
/// Erases horizontal lines under several digits, so that they do not connect them. Unlike <see cref="RuledLines"/>, which must keep the
/// strokes of one large digit, it also erases single lines and lines that do not reach the edges.
/// </summary>
internal static class LineEraser
{
    // The minimum length of a line as a share of the image's width, and its maximum thickness as a share of the longer side.
    private const double Length = 0.6;
    private const double Thickness = 1.0 / 60;

    /// <summary>Erases the lines. Strokes that cross a line stay whole.</summary>
    public static GrayImage Erase(GrayImage ink, InkLevels levels)
    {
        int thickest = Math.Max(1, (int)(Math.Max(ink.Width, ink.Height) * Thickness));
        byte[] pixels = ink.Pixels.ToArray();
        for (int y = 0; y < ink.Height; y++)
        {
            foreach ((int start, int end) in Runs(ink.Row(y), levels.Joining, (int)(ink.Width * Length)))
                EraseRun(ink, levels.Joining, new ImageBox(start, y, end - start, thickest), pixels);
        }

        return new GrayImage(ink.Width, ink.Height, pixels);
    }

    private static List<(int Start, int End)> Runs(ReadOnlySpan<byte> row, int level, int atLeast)
    {
        List<(int, int)> runs = [];
        int start = 0;
        for (int x = 0; x <= row.Length; x++)
        {
            if (x < row.Length && row[x] > level)
                continue;
            if (x - start >= atLeast)
                runs.Add((start, x));
            start = x + 1;
        }

        return runs;
    }

    /// <summary>Erases the pixels of a run where the ink above and below is no thicker than a line.</summary>
    private static void EraseRun(GrayImage ink, int level, ImageBox run, byte[] pixels)
    {
        for (int x = run.Left; x < run.Right; x++)
        {
            int top = run.Top;
            int bottom = run.Top;
            while (top > 0 && ink[x, top - 1] > level && run.Top - top <= run.Height)
                top--;
            while (bottom < ink.Height - 1 && ink[x, bottom + 1] > level && bottom - run.Top <= run.Height)
                bottom++;
            if (bottom - top < run.Height)
            {
                // The soft edge beside a line is erased with it.
                for (int y = Math.Max(0, top - 1); y <= Math.Min(ink.Height - 1, bottom + 1); y++)
                    pixels[(y * ink.Width) + x] = 0;
            }
        }
    }
}
