using MnistTrainer.Imaging;

namespace MnistTrainer.Recognition;

/// <summary>
/// Reads a line of digits: of all ways in which its parts may be put together, the likeliest, found by dynamic programming. A way is as likely as its
/// digits are, and the less likely the more its cuts cross.
/// </summary>
internal sealed class LineReading(DigitLine line, Func<GrayImage, RecognizedDigitImage> recognize)
{
    // No digit falls into more parts than this: its width ends a digit sooner.
    private const int MostParts = 16;

    // The logarithms of how seldom digits touch, how seldom one is broken, how much rarer a cut is for each digit's height that it crosses, and a digit for
    // each of its heights that it is wider than usual. Chosen on numbers composed of MNIST's test digits, seed 1.
    private const double Touching = -1;
    private const double Broken = -2.3;
    private const double PerCrossedHeight = -8;
    private const double PerWidth = -10;
    private const double UsualWidth = 0.9;

    // Of all that may be put together only a little is digits, far less than the half that the shape network was taught with: its word counts so many times.
    private const int ShapeWeight = 3;

    // What is none of a digit's size counts as next to impossible, so that a line is read to its end all the same.
    private const double Impossible = -50;

    private readonly Dictionary<(int First, int Count), RecognizedDigitImage> _seen = [];

    /// <summary>The digits from the left.</summary>
    public IReadOnlyList<RecognizedDigit> Read()
    {
        double[] best = new double[line.Count + 1];
        int[] length = new int[line.Count + 1];
        for (int end = 1; end <= line.Count; end++)
        {
            best[end] = double.NegativeInfinity;
            for (int count = 1; count <= Math.Min(MostParts, end); count++)
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
            RecognizedDigitImage seen = Look(first, count);
            digits.Add(new RecognizedDigit(line.Box(first, count), seen.Image, seen.Likeness * seen.Image.Probability));
        }

        digits.Reverse();
        return digits;
    }

    /// <summary>The logarithm of how likely parts are one digit that begins where the one before ends.</summary>
    private double Likelihood(int first, int count)
    {
        double likelihood = line.CutBefore(first) > 0 ? Touching + (PerCrossedHeight * line.CutBefore(first)) : 0;
        if (!line.MayBeDigit(first, count))
            return count == 1 ? likelihood + Impossible : double.NegativeInfinity;
        likelihood += Broken * Enumerable.Range(first + 1, count - 1).Count(part => line.CutBefore(part) == 0);
        RecognizedDigitImage seen = Look(first, count);
        likelihood += PerWidth * Math.Max(0, line.Width(first, count) - UsualWidth);
        return likelihood + (ShapeWeight * Math.Log(Math.Max(1e-9, seen.Likeness))) + Math.Log(Math.Max(1e-9, seen.Image.Probability));
    }

    private RecognizedDigitImage Look(int first, int count)
    {
        if (!_seen.TryGetValue((first, count), out RecognizedDigitImage? seen))
            _seen[(first, count)] = seen = recognize(line.Draw(first, count));
        return seen;
    }
}
