namespace MnistTrainer.MLNet;

/// <summary>What the network says of the row that is shown. It is computed when first asked for, and once for each row.</summary>
internal interface IOutputs
{
    /// <summary>The network's outputs; NaN where a feature is NaN.</summary>
    ReadOnlySpan<float> Outputs { get; }
}
