using MnistTrainer.Recognition;

namespace MnistTrainer.Cli.Predicting;

/// <summary>What is told of an image with several digits.</summary>
/// <param name="Input">What the user knows the image by.</param>
/// <param name="Digits">The digits in reading order, without the images of their stages.</param>
/// <param name="Drawing">The image with its boxes, as lines for a terminal; none where programs are told.</param>
internal sealed record MultiDigitAnswer(string Input, IReadOnlyList<RecognizedDigit> Digits, string[] Drawing)
{
    /// <summary>The digits as one text.</summary>
    public string Text => string.Concat(Digits.Select(digit => digit.Answer.Best?.Label));
}
