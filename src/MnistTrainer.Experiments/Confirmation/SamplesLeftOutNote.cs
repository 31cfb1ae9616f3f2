using System.Collections.Immutable;
using MnistTrainer.Data;

namespace MnistTrainer.Experiments;

/// <summary>Samples were left out, or their labels were changed, according to a list of suspicious samples.</summary>
/// <param name="List">The list's file.</param>
/// <param name="Part">The part of the source.</param>
/// <param name="Removed">The number of samples left out.</param>
/// <param name="Fixed">The number of samples with a changed label.</param>
public sealed record SamplesLeftOutNote(string List, DataSplit Part, int Removed, int Fixed) : ExperimentNote;

/// <summary>A list of suspicious samples leaves no training images of some classes, so the network can hardly predict them.</summary>
/// <param name="List">The list's file.</param>
/// <param name="Classes">The names of the classes.</param>
public sealed record ClassesLostNote(string List, ImmutableArray<string> Classes) : ExperimentNote;
