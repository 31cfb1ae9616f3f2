namespace MnistTrainer.NeuralNetwork;

/// <summary>How a layer's rows are computed in double precision.</summary>
/// <param name="IsTraining">Whether they are learned from, and not just scored.</param>
/// <param name="Seed">Where the randomness of the layer begins.</param>
/// <param name="Step">The number of the step, 1 for the first.</param>
internal readonly record struct ExactPass(bool IsTraining, ulong Seed, ulong Step);

/// <summary>What one layer made of a batch in double precision.</summary>
/// <param name="Inputs">What it read, row by row.</param>
/// <param name="NetInputs">What its activation got.</param>
/// <param name="Outputs">What it gave.</param>
internal sealed record ExactLayerPass(double[][] Inputs, double[][] NetInputs, double[][] Outputs);
