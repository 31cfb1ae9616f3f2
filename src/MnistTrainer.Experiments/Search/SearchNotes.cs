namespace MnistTrainer.Experiments;

/// <summary>A study that was interrupted, or has fewer trials than requested now, is continued.</summary>
/// <param name="Path">The journal.</param>
/// <param name="Trials">The number of trials with results in the journal.</param>
public sealed record StudyContinuedNote(string Path, int Trials) : ExperimentNote;

/// <summary>A trial has reached a rung, or has diverged.</summary>
/// <param name="Trial">The trial.</param>
public sealed record TrialTrainedNote(Trial Trial) : ExperimentNote;

/// <summary>The test samples were used before for another trial of the same study, so the new result is not an unbiased estimate.</summary>
/// <param name="Trial">The number of that trial.</param>
/// <param name="Accuracy">Its test accuracy, 0 to 1.</param>
public sealed record TestedBeforeNote(int Trial, double Accuracy) : ExperimentNote;

/// <summary>The study was evaluated on different test samples before, so its results on test samples cannot be compared.</summary>
/// <param name="Before">The previous test samples: their number and fingerprint.</param>
/// <param name="Now">The current test samples.</param>
public sealed record OtherTestSamplesNote(string Before, string Now) : ExperimentNote;

/// <summary>This process must wait until another shard has trained a trial.</summary>
/// <param name="Trial">The number of the trial.</param>
/// <param name="Shard">The number of the shard.</param>
public sealed record ShardAwaitedNote(int Trial, int Shard) : ExperimentNote;
