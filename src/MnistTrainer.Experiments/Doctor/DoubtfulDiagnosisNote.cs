using System.Collections.Immutable;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>The networks predict few of the labels correctly, so doubtful labels may well be correct.</summary>
/// <param name="Accuracy">The fraction of labels that are predicted correctly, 0 to 1.</param>
public sealed record DoubtfulDiagnosisNote(double Accuracy) : ExperimentNote
{
    // The fraction of the way from chance to certainty below which the result is evidence about the networks rather than the labels.
    private const double MinimumSkill = 0.5;

    /// <summary>Returns a note if the networks predict few of the labels; otherwise null.</summary>
    internal static DoubtfulDiagnosisNote? For(Samples samples, double accuracy)
    {
        double chance = ChanceAccuracy.Of(samples);
        return accuracy < chance + (MinimumSkill * (1 - chance)) ? new DoubtfulDiagnosisNote(accuracy) : null;
    }
}

/// <summary>The samples are vectors, not images: only exact duplicates are searched for, not shifted or near ones.</summary>
public sealed record ExactDuplicatesOnlyNote : ExperimentNote;

/// <summary>Some classes have a single sample: the network that scores it was not trained on its class, so its label is not assessed.</summary>
/// <param name="Classes">The names of the classes.</param>
public sealed record UnjudgedClassesNote(ImmutableArray<string> Classes) : ExperimentNote;
