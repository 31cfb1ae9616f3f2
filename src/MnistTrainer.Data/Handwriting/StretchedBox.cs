using MnistTrainer.Imaging;

namespace MnistTrainer.Data;

/// <summary>
/// Estimates the proportions of a digit that was stretched to fill a square. A pen draws strokes of one width in all directions, so that
/// upright strokes wider than level ones show that the digit was narrower.
/// </summary>
internal static class StretchedBox
{
    // The mean width of each digit as a share of its height, of the pen strokes of pendigits, which have kept their proportions.
    private static readonly double[] UsualAspects = [0.88, 0.5, 0.86, 0.67, 0.61, 0.83, 0.59, 0.7, 0.6, 0.65];

    // The usual width of a stroke as a share of a digit's height. A 1 often has no level stroke to measure.
    private const double UsualStroke = 0.12;

    private const int One = 1;
    private const double NarrowestOne = 0.12;
    private const double WidestOne = 0.75;

    /// <summary>Estimates the width of a digit as a share of its height.</summary>
    /// <param name="image">The digit, filling a square: 255 for ink, 0 for paper.</param>
    /// <param name="label">The digit, 0 to 9.</param>
    public static double AspectOf(GrayImage image, int label)
    {
        double upright = (double)Thickness(image.Height, image.Width, (line, at) => image[at, line]) / image.Width;
        if (label == One)
            return Math.Clamp(UsualStroke / upright, NarrowestOne, WidestOne);
        double level = (double)Thickness(image.Width, image.Height, (line, at) => image[line, at]) / image.Height;
        // A stroke of few pixels is a coarse measure, so half of the weight is on what is usual.
        return Math.Sqrt(level / upright * UsualAspects[label]);
    }

    // The lower quartile of the lengths of runs of ink along the lines: longer ones run along a stroke, or cross it at an angle.
    private static int Thickness(int lines, int length, Func<int, int, byte> pixel)
    {
        List<int> runs = [];
        for (int line = 0; line < lines; line++)
        {
            int run = 0;
            for (int at = 0; at <= length; at++)
            {
                if (at < length && pixel(line, at) > 0)
                {
                    run++;
                }
                else if (run > 0)
                {
                    runs.Add(run);
                    run = 0;
                }
            }
        }

        runs.Sort();
        return runs.Count == 0 ? 1 : runs[runs.Count / 4];
    }
}
