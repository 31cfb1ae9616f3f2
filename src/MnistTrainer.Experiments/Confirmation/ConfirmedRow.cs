using MnistTrainer.Data;

namespace MnistTrainer.Experiments;

/// <summary>One row of a list of suspicious samples, and what happens to it.</summary>
/// <param name="Line">The line of the list, from 1.</param>
/// <param name="Part">The part of the source.</param>
/// <param name="Row">The sample's row in that part, from 0.</param>
/// <param name="Rows">The number of rows of the part.</param>
/// <param name="Label">The name of the label that it has.</param>
/// <param name="Suggested">The name of the label that it gets by <see cref="SampleAction.Fix"/>; empty for none.</param>
/// <param name="Action">What happens to it.</param>
/// <param name="Checksum">The checksum of its image.</param>
internal sealed record ConfirmedRow(
    long Line,
    DataSplit Part,
    int Row,
    int Rows,
    string Label,
    string Suggested,
    SampleAction Action,
    string Checksum
);
