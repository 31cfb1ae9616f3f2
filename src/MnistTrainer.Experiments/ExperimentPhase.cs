namespace MnistTrainer.Experiments;

/// <summary>A part of an experiment that takes a while.</summary>
/// <param name="Title">What is being done, in a few words: <c>Loading mnist</c>.</param>
/// <param name="Total">What its progress counts up to; above 0.</param>
/// <param name="Unit">What is counted, in the plural (<c>images</c>), or null where progress is a share.</param>
public sealed record ExperimentPhase(string Title, double Total, string? Unit);
