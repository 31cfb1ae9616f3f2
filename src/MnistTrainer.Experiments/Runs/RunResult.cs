using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>The result of a run of a set.</summary>
/// <param name="Run">The number of the run, from 0.</param>
/// <param name="Training">The training.</param>
/// <param name="Elapsed">How long it took, in all processes that it was trained by.</param>
internal sealed record RunResult(int Run, TrainingResult Training, TimeSpan Elapsed);
