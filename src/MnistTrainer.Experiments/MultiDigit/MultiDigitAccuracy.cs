using MnistTrainer.Data;

namespace MnistTrainer.Experiments;

/// <summary>The accuracy on one kind of number.</summary>
/// <param name="Paper">The paper that the numbers are written on.</param>
/// <param name="Spacing">Whether their digits touch.</param>
/// <param name="Accuracy">The fraction of numbers whose digits are all correct, 0 to 1.</param>
public sealed record MultiDigitAccuracy(NumberPaper Paper, NumberSpacing Spacing, double Accuracy);
