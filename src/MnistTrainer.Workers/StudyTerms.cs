namespace MnistTrainer.Workers;

/// <summary>What a worker needs to know of a study to do its jobs.</summary>
/// <param name="Arguments">The command line that defines the study, without the program's name: data, preset, space, epochs and seed.</param>
/// <param name="Identity">What determines the trials and their results, as text by name: equal on both sides.</param>
[GenerateSerializer, Immutable]
public sealed record StudyTerms([property: Id(0)] string[] Arguments, [property: Id(1)] Dictionary<string, string> Identity);
