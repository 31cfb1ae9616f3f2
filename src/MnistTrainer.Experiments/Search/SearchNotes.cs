namespace MnistTrainer.Experiments;

/// <summary>A study that was interrupted, or has fewer trials than are wanted now, is continued.</summary>
/// <param name="Path">The journal.</param>
/// <param name="Trials">The number of trials with results in it.</param>
public sealed record StudyContinuedNote(string Path, int Trials) : ExperimentNote;

/// <summary>A trial has reached a rung, or has diverged.</summary>
/// <param name="Trial">The trial.</param>
public sealed record TrialTrainedNote(Trial Trial) : ExperimentNote;

/// <summary>The test samples were used before for another trial of the same study, so the new figure is not of samples that nobody has looked at.</summary>
/// <param name="Trial">The number of that trial.</param>
/// <param name="Accuracy">Its test accuracy, 0 to 1.</param>
public sealed record TestedBeforeNote(int Trial, double Accuracy) : ExperimentNote;

/// <summary>The study was measured on other test samples before, so that its figures on test samples cannot be compared.</summary>
/// <param name="Before">Those samples: how many, and their fingerprint.</param>
/// <param name="Now">The present ones.</param>
public sealed record OtherTestSamplesNote(string Before, string Now) : ExperimentNote;

/// <summary>Nothing is left to do here before another shard has trained a trial.</summary>
/// <param name="Trial">The number of the trial.</param>
/// <param name="Shard">The number of the shard.</param>
public sealed record ShardAwaitedNote(int Trial, int Shard) : ExperimentNote;
