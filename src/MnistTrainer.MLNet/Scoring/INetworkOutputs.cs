namespace MnistTrainer.MLNet;

/// <summary>The outputs of the network for the current row, computed once, on first access.</summary>
internal interface INetworkOutputs
{
    /// <summary>The outputs, all NaN if a feature is NaN.</summary>
    ReadOnlySpan<float> Outputs { get; }

    /// <summary>The deviation of each output over the members of an ensemble, all NaN if a feature is NaN.</summary>
    ReadOnlySpan<float> Deviations { get; }
}
