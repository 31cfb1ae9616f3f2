using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>The results of one network over all seeds.</summary>
/// <param name="Name">The distinguishing choice: <c>adam at 0.001</c>, or the name of an activation.</param>
/// <param name="Parameters">The number of parameters.</param>
/// <param name="Accuracy">The accuracy on the test samples, 0 to 1.</param>
/// <param name="Loss">The mean training loss of the last epoch.</param>
/// <param name="Seconds">The duration of one training run.</param>
public sealed record ComparisonRow(string Name, int Parameters, Spread Accuracy, Spread Loss, Spread Seconds);
