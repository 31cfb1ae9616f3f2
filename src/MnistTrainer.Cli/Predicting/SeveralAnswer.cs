using MnistTrainer.Recognition;

namespace MnistTrainer.Cli.Predicting;

/// <summary>What is told of a picture with several digits.</summary>
/// <param name="Input">What the user knows the picture by.</param>
/// <param name="Digits">The digits in reading order, without the pictures of their stages.</param>
/// <param name="Drawing">The picture with its boxes, as lines for a terminal; none where programs are told.</param>
internal sealed record SeveralAnswer(string Input, IReadOnlyList<RecognizedDigit> Digits, string[] Drawing)
{
    /// <summary>The digits as one text.</summary>
    public string Text => string.Concat(Digits.Select(digit => digit.Answer.Best?.Label));
}
