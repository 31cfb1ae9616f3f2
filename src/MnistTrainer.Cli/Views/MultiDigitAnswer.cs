using MnistTrainer.Recognition;

namespace MnistTrainer.Cli.Views;

/// <summary>The digits of an image without the images of their stages.</summary>
/// <param name="Input">The image, as it was named.</param>
/// <param name="Digits">The digits in reading order.</param>
/// <param name="Drawing">The image with a box around each digit, as lines for a terminal; empty where it is not shown.</param>
internal sealed record MultiDigitAnswer(string Input, IReadOnlyList<RecognizedDigit> Digits, string[] Drawing)
{
    /// <summary>The digits as text.</summary>
    public string Text => string.Concat(Digits.Select(digit => digit.Answer.Best?.Label));
}
