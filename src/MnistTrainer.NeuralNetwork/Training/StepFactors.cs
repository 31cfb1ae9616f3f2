namespace MnistTrainer.NeuralNetwork;

/// <summary>What one step multiplies its settings by.</summary>
/// <param name="Rate">The factor of the learning rate.</param>
/// <param name="Penalty">The factor of the L2 penalty. Default: 1.</param>
internal readonly record struct StepFactors(float Rate, float Penalty = 1);
