using System.Collections.Immutable;
using MnistTrainer.Data;

namespace MnistTrainer.Experiments;

/// <summary>What the label doctor found in a source.</summary>
/// <param name="Source">The samples that were examined.</param>
/// <param name="Settings">How.</param>
/// <param name="Joint">How often samples of each label are confidently of each class.</param>
/// <param name="Groups">The images that are there more than once.</param>
/// <param name="Suspicious">
/// The samples to look at: first those whose label is likely to be wrong, the most doubtful first, then the duplicates in the order of the source.
/// </param>
public sealed record LabelDiagnosis(
    ExaminedSource Source,
    DoctorSettings Settings,
    ConfidentJoint Joint,
    ImmutableArray<DuplicateGroup> Groups,
    ImmutableArray<SuspiciousSample> Suspicious
)
{
    /// <summary>The share of labels that are predicted by networks that were not trained on the sample, 0 to 1.</summary>
    public required double Accuracy { get; init; }

    /// <summary>Whether shifted and near duplicates were searched for: not among vectors, which are no images.</summary>
    public bool SearchedNear => !Source.Samples.Shape.IsVector;

    /// <summary>The estimated number of wrong labels.</summary>
    public double EstimatedErrors => Joint.EstimatedErrors;

    /// <summary>The number of suspicious samples of a part that have all of some reasons.</summary>
    /// <param name="part">The part.</param>
    /// <param name="reasons">The reasons.</param>
    public int Count(DataSplit part, SuspicionReasons reasons) =>
        Suspicious.Count(one => one.Part == part && (one.Reasons & reasons) == reasons);
}
