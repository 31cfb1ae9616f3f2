namespace MnistTrainer.Data;

/// <summary>The splits of a source; at least one is there.</summary>
/// <param name="Train">The training data, or all data of a source without parts.</param>
/// <param name="Test">The test data.</param>
internal sealed record SourceSplits(SourceSplit? Train, SourceSplit? Test);
