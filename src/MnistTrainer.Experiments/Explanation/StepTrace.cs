using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>A training step with every intermediate value, as one would compute it by hand.</summary>
/// <param name="Rule">The rule that layers pass errors back by.</param>
/// <param name="Step">The step.</param>
public sealed record StepTrace(GradientRule Rule, StepExplanation Step);
