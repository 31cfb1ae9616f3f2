using MnistTrainer.Recognition.Images;

namespace MnistTrainer.Cli.Views;

/// <summary>The numbers of an image without the images of their digits' stages.</summary>
/// <param name="Input">The image, as it was named.</param>
/// <param name="Numbers">The numbers in reading order.</param>
/// <param name="Drawing">The image with a box around each digit, as lines for a terminal; empty where it is not shown.</param>
internal sealed record MultiDigitAnswer(string Input, IReadOnlyList<RecognizedNumber> Numbers, string[] Drawing)
{
    /// <summary>The digits in reading order.</summary>
    public IEnumerable<RecognizedDigit> Digits => Numbers.SelectMany(number => number.Digits);

    /// <summary>A message about marks other than points and minus signs; null without any.</summary>
    public string? Note => Numbers.Select(number => number.Note).FirstOrDefault(note => note is not null);

    /// <summary>The digits as text.</summary>
    public string Text => string.Concat(Digits.Select(digit => digit.Answer.Best?.Label));
}
