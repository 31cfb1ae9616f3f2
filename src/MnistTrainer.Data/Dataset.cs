using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>Samples and how they were obtained.</summary>
/// <param name="Name">The display name: <c>mnist</c>, or the name of the file or folder.</param>
/// <param name="Samples">The images as bytes, 0 for background and 255 for ink, with labels if the source has them.</param>
/// <param name="Findings">What was detected in the source, one short line each:
/// <c>delimiter: semicolon</c>, <c>label column: 1 (label)</c>.</param>
public sealed record Dataset(string Name, Samples<byte> Samples, IReadOnlyList<string> Findings)
{
    /// <summary>What the source calls its rows, where it does: the cells of a table's id column. Default: null.</summary>
    public RowIds? Ids { get; init; }

    /// <summary>
    /// Columns of a table without a known label, beside the pixels and of unknown meaning, of which one may be the label. Default: none.
    /// </summary>
    public IReadOnlyList<string> UndecidedColumns { get; init; } = [];

    /// <summary>
    /// Those of <see cref="Findings"/> that change what is trained on or predicted, and that a user should know without asking: images that
    /// were left out, a part that is not used. Default: none.
    /// </summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The number of images.</summary>
    public int Count => Samples.Count;
}
