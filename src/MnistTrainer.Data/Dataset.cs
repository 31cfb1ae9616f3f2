using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>Samples, and how they were come by.</summary>
/// <param name="Name">What a person calls it: <c>mnist</c>, or the file's or folder's name.</param>
/// <param name="Samples">The images as bytes, 0 for paper and 255 for ink, with labels where the source has them.</param>
/// <param name="Findings">What was found in the source rather than asked for, a short line each:
/// <c>delimiter: semicolon</c>, <c>label column: 1 (label)</c>.</param>
public sealed record Dataset(string Name, Samples<byte> Samples, IReadOnlyList<string> Findings)
{
    /// <summary>The number of images.</summary>
    public int Count => Samples.Count;
}
