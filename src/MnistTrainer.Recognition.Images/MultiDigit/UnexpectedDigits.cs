using MnistTrainer.Imaging;

namespace MnistTrainer.Recognition.Images;

/// <summary>
/// Decides whether an image that was expected to show one digit has several: two or more, each recognized as a digit by itself, of about the
/// same height, and clearly apart. Remains of neighbors at the edge, dirt and the parts of a broken digit are not.
/// </summary>
internal static class UnexpectedDigits
{
    // The minimum confidence of a digit that counts, and of the best one. Digits of unusual handwriting have little.
    private const double Likely = 0.25;
    private const double Clear = 0.5;

    // The minimum height in pixels, and as a share of the tallest.
    private const int LeastHeight = 8;
    private const double SimilarHeight = 0.6;

    // The minimum gap as a share of the height: beside each other, and above each other, where the parts of a broken digit are.
    private const double Beside = 0.04;
    private const double Above = 0.35;

    // Pieces of digits and of the lines of squared or ruled paper resemble digits, though rarely all of them. Of 330 drawings on such paper, 26 were
    // read as several digits; for 22 of these, the joint probability was below this bound, and that of the single digit at least 0.95.
    // Of 260 true numbers of 2 to 25 digits, 11 are nearly certain to be a single digit, but all digits together are 0.27 or more.
    private const double Improbable = 0.2;
    private const double Certain = 0.95;

    // Pieces of a digit may look like other marks: the probability that a mark is one.
    private const double LikelihoodOfMark = 0.25;

    // In a long number, two neighbors may be written close together.
    private const int DigitsPerClosePair = 4;

    /// <summary>Selects the digits that may belong to a number: inside the image unless all touch its edge, and of similar height.</summary>
    /// <param name="digits">All digits that were found.</param>
    /// <param name="image">The image.</param>
    public static RecognizedDigit[] Among(IReadOnlyList<RecognizedDigit> digits, GrayImage image)
    {
        RecognizedDigit[] inside = [.. digits.Where(digit => !TouchesEdge(digit.Box, image))];
        IReadOnlyList<RecognizedDigit> candidates = inside.Length > 0 ? inside : digits;
        int tallest = candidates.Where(digit => digit.Confidence >= Likely).Select(digit => digit.Box.Height).DefaultIfEmpty().Max();
        return tallest < LeastHeight ? [] : [.. candidates.Where(digit => digit.Box.Height >= SimilarHeight * tallest)];
    }

    /// <summary>Whether these are several digits beyond doubt.</summary>
    /// <param name="digits">What <see cref="Among"/> selected.</param>
    public static bool AreClear(IReadOnlyList<RecognizedDigit> digits)
    {
        RecognizedDigit[] likely = [.. digits.Where(digit => digit.Confidence >= Likely)];
        if (likely.Length < 2 || 2 * likely.Length < digits.Count || likely.Max(digit => digit.Confidence) < Clear)
            return false;
        int height = likely.Max(digit => digit.Box.Height);
        int close = likely.Index().Sum(one => likely[..one.Index].Count(other => !AreApart(one.Item.Box, other.Box, height)));
        return close <= (likely.Length - 1) / DigitsPerClosePair;
    }

    /// <summary>
    /// Whether the image is rather a single digit than these: read as one, it is accepted and nearly certain, while these are improbable, or other marks
    /// beside them are so close that they are parts of it.
    /// </summary>
    /// <param name="digits">What <see cref="Among"/> selected, at least one.</param>
    /// <param name="others">The other marks beside them.</param>
    /// <param name="single">The image as a single digit.</param>
    public static bool AreLessLikely(IReadOnlyList<RecognizedDigit> digits, IReadOnlyList<NumberMark> others, RecognizedImage single) =>
        single.Rejection is null
        && single.Probability >= Certain
        && (
            digits.Aggregate(Math.Pow(LikelihoodOfMark, others.Count), (product, digit) => product * digit.Confidence) < Improbable
            || others.Any(mark => digits.Any(digit => !AreApart(mark.Box, digit.Box, digit.Box.Height)))
        );

    /// <summary>Whether these are several digits, given that the image as a whole looks like a row of them.</summary>
    /// <param name="digits">What <see cref="Among"/> selected.</param>
    public static bool AreLikely(IReadOnlyList<RecognizedDigit> digits) =>
        digits.Count > 1 && digits.All(digit => digit.Confidence >= Likely);

    /// <summary>Whether a digit among other marks is the answer, rather than the image as a whole.</summary>
    /// <param name="digit">The only digit that <see cref="Among"/> selected.</param>
    /// <param name="single">The image as a single digit, with the marks.</param>
    public static bool IsRatherAlone(RecognizedDigit digit, RecognizedImage single) =>
        digit.Confidence >= Clear
        && digit.Answer.Rejection is null
        && (single.Rejection is not null || digit.Confidence >= Certain || digit.Answer.Best?.Label == single.Best?.Label);

    /// <summary>The rejection of the image as a single digit, as confident as the two clearest digits are.</summary>
    /// <param name="digits">Digits that <see cref="AreClear"/>.</param>
    public static Rejection Rejection(IEnumerable<RecognizedDigit> digits) =>
        new(
            RejectionReason.MultipleDigits,
            digits.Select(digit => digit.Confidence).OrderDescending().Take(2).Aggregate((one, other) => one * other)
        );

    private static bool AreApart(ImageBox one, ImageBox other, int height) =>
        Gap(one.Left, one.Right, other.Left, other.Right) >= Beside * height
        || Gap(one.Top, one.Bottom, other.Top, other.Bottom) >= Above * height;

    private static int Gap(int start, int end, int otherStart, int otherEnd) => Math.Max(start, otherStart) - Math.Min(end, otherEnd);

    private static bool TouchesEdge(ImageBox box, GrayImage image) =>
        box.Left == 0 || box.Top == 0 || box.Right == image.Width || box.Bottom == image.Height;
}
