using MnistTrainer.Experiments;

namespace MnistTrainer.Workers;

/// <summary>What a worker has prepared to do the jobs of a board.</summary>
/// <param name="Trainer">Trains them.</param>
/// <param name="Identity">What determines all results here (<see cref="HyperparameterSearch.IdentityOf"/>, <see cref="IRunSet.Identity"/>).</param>
public sealed record JoinedJobs(IJobTrainer Trainer, IReadOnlyDictionary<string, string> Identity);
