using System.Globalization;
using MnistTrainer.Imaging;

namespace MnistTrainer.Recognition.Images;

/// <summary>
/// Reads a line of digits: finds the most likely grouping of its parts by dynamic programming, over all groups of consecutive parts. The
/// <see cref="CutNetwork"/> judges each group in its context; where it may be one digit, the recognizer sees it, too.
/// </summary>
/// <param name="line">The line.</param>
/// <param name="recognize">Recognizes an image of a single digit.</param>
/// <param name="classNames">The recognizer's classes: the ten digits, in any order.</param>
internal sealed class LineReading(DigitLine line, Func<GrayImage, RecognizedImage> recognize, IReadOnlyList<string> classNames)
{
    // A digit has at most this many parts; its maximum width usually ends it sooner.
    private const int MaximumParts = 24;

    // A group is recognized only if it is one digit with at least this probability.
    private const double Considerable = 0.02;

    // The recognizer's share in the evidence of which digit a group is: it knows whole digits better, the network of cuts those that a cut has left. Chosen
    // on numbers composed of synthetic digits of every legibility and of MNIST's training digits, as are the next two and those of whole ink.
    private const double ShareIfApart = 0.8;
    private const double ShareIfCut = 0.35;

    // Many groups compete, and few are digits. A digit therefore counts by its likelihood and, with this weight, by its odds against being none: without
    // them, two digits that touch are too often read as a single one. A probability below the least one counts as that.
    private const double OddsWeight = 0.5;
    private const double LeastProbability = 1e-3;

    // The same for log-odds.
    private const double Least = 1e-5;

    // A block is a letter if it looks like one as a whole, and does so more than it reads as digits, by these log-odds: digits that touch resemble letters. Of
    // digits that touch, one is often cut badly and hardly legible, so their mean counts, for each of them. The second is larger than synthetic digits ask for: on MNIST's test
    // digits, which are less legible, 3 lost up to one more number of a hundred.
    private const double LetterMargin = 3;
    private const double LetterMarginIfTouching = 7;

    // What is narrower, in its heights, is a 1 or a sliver of a digit, and no letter.
    private const double LeastWidth = 0.15;

    // The log-likelihood of a digit in two pieces with paper between them.
    private const double Broken = -1;

    // The log-likelihood of a single digit, and not of several that touch, where ink with paper around it is not wider than this many times its height.
    private const double Whole = 2;
    private const double WidestWhole = 1.2;

    // The log-likelihoods of a group that is hardly a digit, and of one without the size of a digit, so that a line is still read to its end.
    private const double Improbable = -12;
    private const double Impossible = -50;

    private readonly int[] _classes =
    [
        .. Enumerable
            .Range(0, CutNetwork.Digits)
            .Select(digit => classNames.Index().First(name => name.Item == digit.ToString(CultureInfo.InvariantCulture)).Index),
    ];

    // Null for a group that is hardly a digit.
    private readonly Dictionary<(int First, int Count), Reading?> _judged = [];

    /// <summary>Reads the number: its digits, and what is none as marks.</summary>
    public RecognizedNumber Read()
    {
        List<RecognizedDigit> digits = [];
        List<NumberMark> marks = [.. line.Marks];
        foreach ((int First, int Count)[] block in Blocks())
        {
            Reading[] read =
            [
                .. block.Where(group => line.MayBeDigit(group.First, group.Count)).Select(group => ReadingOf(group.First, group.Count)),
            ];
            if (AreDigits(read, block))
                digits.AddRange(read.Select(one => one.Digit));
            else
                marks.Add(new NumberMark(NumberMarkKind.Other, BoxOf(block)));
        }

        return new RecognizedNumber(digits, [.. marks.OrderBy(mark => mark.Box.Left)]);
    }

    /// <summary>Whether a block is rather digits than a letter or another sign, as a whole.</summary>
    private bool AreDigits(Reading[] read, (int First, int Count)[] block)
    {
        if (read.Length == 0 || (BoxOf(block) is var box && box.Width < LeastWidth * box.Height))
            return true;
        RecognizedImage whole =
            block.Length == 1 ? read[0].Digit.Answer : recognize(line.Draw(block[0].First, block.Sum(group => group.Count)));
        return whole.Rejection is not { Reason: RejectionReason.Letter or RejectionReason.Scribble } letter
            || LogOdds(letter.Confidence)
                <= (block.Length == 1 ? LetterMargin : LetterMarginIfTouching)
                    + (read.Length * LogOdds(read.Average(one => one.Legibility)));
    }

    private static double LogOdds(double probability) => Math.Log(Math.Max(Least, probability) / Math.Max(Least, 1 - probability));

    private ImageBox BoxOf((int First, int Count)[] block) => line.Box(block[0].First, block.Sum(group => group.Count));

    /// <summary>Divides the most likely groups into those with paper between them: a block is a digit, or several that touch.</summary>
    private IEnumerable<(int First, int Count)[]> Blocks()
    {
        List<(int First, int Count)> block = [];
        foreach ((int First, int Count) group in Groups())
        {
            if (block.Count > 0 && !line.IsCutBefore(group.First))
            {
                yield return [.. block];
                block.Clear();
            }

            block.Add(group);
        }

        if (block.Count > 0)
            yield return [.. block];
    }

    /// <summary>The most likely groups, from left to right.</summary>
    private List<(int First, int Count)> Groups()
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

        List<(int First, int Count)> groups = [];
        for (int end = line.Count; end > 0; end -= length[end])
            groups.Add((end - length[end], length[end]));
        groups.Reverse();
        return groups;
    }

    private double Likelihood(int first, int count)
    {
        if (!line.MayBeDigit(first, count))
            return count == 1 ? Impossible : double.NegativeInfinity;
        if (!_judged.TryGetValue((first, count), out Reading? reading))
            _judged[(first, count)] = reading = Judge(first, count);
        int cuts = Enumerable.Range(first + 1, count - 1).Count(line.IsCutBefore);
        return (reading?.Likelihood ?? Improbable) + (Broken * (count - 1 - cuts)) + (cuts > 0 && IsWhole(first, count) ? Whole : 0);
    }

    private bool IsWhole(int first, int count) =>
        !IsCut(first, count) && line.Box(first, count) is var box && box.Width <= WidestWhole * box.Height;

    private bool IsCut(int first, int count) => line.IsCutBefore(first) || (first + count < line.Count && line.IsCutBefore(first + count));

    private Reading ReadingOf(int first, int count) =>
        _judged[(first, count)] ?? Recognize(first, count, CutNetwork.Judge(line, first, count));

    private Reading? Judge(int first, int count)
    {
        float[] cut = CutNetwork.Judge(line, first, count);
        return 1 - cut[CutNetwork.Digits] < Considerable ? null : Recognize(first, count, cut);
    }

    private Reading Recognize(int first, int count, float[] cut)
    {
        RecognizedImage image = recognize(line.Draw(first, count));
        double share = IsCut(first, count) ? ShareIfCut : ShareIfApart;
        double[] evidence =
        [
            .. _classes.Select((index, digit) => Evidence(cut[digit], image.Probabilities.ElementAtOrDefault(index), share)),
        ];
        float[] probabilities = new float[classNames.Count];
        for (int digit = 0; digit < CutNetwork.Digits; digit++)
            probabilities[_classes[digit]] = (float)(evidence[digit] / evidence.Sum());
        RankedClass[] ranked = RankedClass.Rank(classNames, probabilities);
        double likelihood = Math.Log(evidence.Max()) - (OddsWeight * Math.Log(Math.Max(LeastProbability, cut[CutNetwork.Digits])));
        double legibility = (1 - cut[CutNetwork.Digits]) * ranked[0].Probability;
        return new Reading(
            likelihood,
            legibility,
            new RecognizedDigit(
                line.Box(first, count),
                image with
                {
                    Probabilities = probabilities,
                    Ranked = ranked,
                },
                legibility * (1 - (image.Rejection?.Confidence ?? 0))
            )
        );
    }

    // The weighted geometric mean of both probabilities.
    private static double Evidence(float cut, float recognized, double share) =>
        Math.Pow(Math.Max(1e-9, cut), 1 - share) * Math.Pow(Math.Max(1e-9, recognized), share);

    /// <summary>Consecutive parts, read as a single digit.</summary>
    /// <param name="Likelihood">The log-likelihood that they are one.</param>
    /// <param name="Legibility">The probability that they are one, and this one, by the evidence of which digit they are.</param>
    /// <param name="Digit">The digit.</param>
    private sealed record Reading(double Likelihood, double Legibility, RecognizedDigit Digit);
}
