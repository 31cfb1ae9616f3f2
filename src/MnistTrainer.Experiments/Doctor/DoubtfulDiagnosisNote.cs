using System.Collections.Immutable;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>The networks predict few of the labels, so labels that they find doubtful may well be correct.</summary>
/// <param name="Accuracy">The share of labels that are predicted, 0 to 1.</param>
public sealed record DoubtfulDiagnosisNote(double Accuracy) : ExperimentNote
{
    // The share of the way from chance to certainty below which more is to be said about the networks than about the labels.
    private const double MinimumSkill = 0.5;

    /// <summary>Returns a note if the networks predict few of the labels; otherwise null.</summary>
    internal static DoubtfulDiagnosisNote? For(Samples samples, double accuracy)
    {
        double chance = ChanceAccuracy.Of(samples);
        return accuracy < chance + (MinimumSkill * (1 - chance)) ? new DoubtfulDiagnosisNote(accuracy) : null;
    }
}

/// <summary>The samples are vectors, which are no images: only exact duplicates are searched for, no shifted and no near ones.</summary>
public sealed record ExactDuplicatesOnlyNote : ExperimentNote;

/// <summary>Classes of a single sample: no network that scores it was trained on its class, so its label is not judged.</summary>
/// <param name="Classes">Their names.</param>
public sealed record UnjudgedClassesNote(ImmutableArray<string> Classes) : ExperimentNote;
