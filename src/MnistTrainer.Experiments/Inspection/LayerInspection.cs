namespace MnistTrainer.Experiments;

/// <summary>A layer of a network and the distribution of its weights.</summary>
/// <param name="Description">A description of the layer: <c>dense 784 → 300, relu</c>.</param>
/// <param name="Weights">The statistics of the parameters, including biases.</param>
public sealed record LayerInspection(string Description, WeightStatistics Weights);
