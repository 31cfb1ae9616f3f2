namespace MnistTrainer.Experiments;

/// <summary>Some runs of a set are already finished and are not trained again.</summary>
/// <param name="Folder">The folder of their checkpoints.</param>
/// <param name="Finished">The number of finished runs, at least 1.</param>
/// <param name="Count">The number of all runs.</param>
public sealed record RunsFoundNote(string Folder, int Finished, int Count) : ExperimentNote;

/// <summary>A process trains its part of the runs.</summary>
/// <param name="Shard">The part.</param>
/// <param name="Runs">The number of runs in the part.</param>
/// <param name="Count">The number of all runs.</param>
/// <param name="Folder">The folder of their checkpoints.</param>
public sealed record ShardStartedNote(Shard Shard, int Runs, int Count, string Folder) : ExperimentNote;
