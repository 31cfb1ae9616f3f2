using MnistTrainer.Imaging;

namespace MnistTrainer.Recognition.Images;

/// <summary>
/// Judges whether consecutive parts of a line are one digit, and which, from their ink and the ink around them. Trained on synthetic cuts through
/// digits that touch; docs/guides/images.md has the commands.
/// </summary>
internal static class CutNetwork
{
    /// <summary>The number of digits, whose classes are first.</summary>
    public const int Digits = 10;

    private const int Side = 28;

    private static readonly EmbeddedNetwork Embedded = new("cuts.zip");

    /// <summary>Judges consecutive parts.</summary>
    /// <param name="line">The line.</param>
    /// <param name="first">The first part.</param>
    /// <param name="count">The number of parts.</param>
    /// <returns>The probability of each digit, and last that they are less or more than one digit.</returns>
    public static float[] Judge(DigitLine line, int first, int count) => Embedded.Score(line.DrawInContext(first, count, Side).Pixels);
}
