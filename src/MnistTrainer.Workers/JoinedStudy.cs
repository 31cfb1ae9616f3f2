using MnistTrainer.Experiments;

namespace MnistTrainer.Workers;

/// <summary>A study as a worker has prepared it.</summary>
/// <param name="Trainer">Trains its jobs.</param>
/// <param name="Identity">What determines the trials and their results here (<see cref="HyperparameterSearch.IdentityOf"/>).</param>
public sealed record JoinedStudy(ITrialTrainer Trainer, IReadOnlyDictionary<string, string> Identity);
