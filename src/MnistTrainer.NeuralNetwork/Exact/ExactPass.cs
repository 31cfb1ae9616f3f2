namespace MnistTrainer.NeuralNetwork;

/// <summary>The mode of a double-precision forward pass through a layer.</summary>
/// <param name="IsTraining">Whether the pass is part of training rather than scoring.</param>
/// <param name="Seed">The seed of the layer's randomness.</param>
/// <param name="Step">The step number, from 1.</param>
internal readonly record struct ExactPass(bool IsTraining, ulong Seed, ulong Step);

/// <summary>The values of one layer for a batch, in double precision.</summary>
/// <param name="Inputs">The layer's inputs, row by row.</param>
/// <param name="NetInputs">The inputs of its activation.</param>
/// <param name="Outputs">The layer's outputs.</param>
internal sealed record ExactLayerPass(double[][] Inputs, double[][] NetInputs, double[][] Outputs);
