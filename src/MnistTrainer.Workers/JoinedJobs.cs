using MnistTrainer.Experiments;

namespace MnistTrainer.Workers;

/// <summary>The preparation of a worker for the jobs of a board.</summary>
/// <param name="Trainer">Trains the jobs.</param>
/// <param name="Identity">Everything that determines the results on this machine (<see cref="HyperparameterSearch.IdentityOf"/>, <see cref="IRunSet.Identity"/>).</param>
public sealed record JoinedJobs(IJobTrainer Trainer, IReadOnlyDictionary<string, string> Identity);
