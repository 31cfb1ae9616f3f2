namespace MnistTrainer.Experiments;

/// <summary>A part of an experiment that takes some time.</summary>
/// <param name="Title">A short description: <c>Loading mnist</c>.</param>
/// <param name="Total">The final value of progress; above 0.</param>
/// <param name="Unit">The unit of progress, in the plural (<c>images</c>), or null if progress is a fraction.</param>
public sealed record ExperimentPhase(string Title, double Total, string? Unit);
