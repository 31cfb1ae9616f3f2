using System.Collections.Immutable;
using MnistTrainer.Data;

namespace MnistTrainer.Experiments;

/// <summary>The result of examining a source with the label doctor.</summary>
/// <param name="Source">The examined samples.</param>
/// <param name="Settings">The settings of the examination.</param>
/// <param name="Joint">The number of samples of each label that confidently belong to each class.</param>
/// <param name="Groups">The duplicate images.</param>
/// <param name="Suspicious">
/// The samples to review: first those with a label that is likely wrong, the most doubtful first, then the duplicates in the order of the source.
/// </param>
public sealed record LabelDiagnosis(
    ExaminedSource Source,
    DoctorSettings Settings,
    ConfidentJoint Joint,
    ImmutableArray<DuplicateGroup> Groups,
    ImmutableArray<SuspiciousSample> Suspicious
)
{
    /// <summary>The fraction of labels that are predicted correctly by networks that were not trained on the sample, 0 to 1.</summary>
    public required double Accuracy { get; init; }

    /// <summary>Whether shifted and near duplicates were searched for; they are not searched for among vectors.</summary>
    public bool SearchedNear => !Source.Samples.Shape.IsVector;

    /// <summary>The estimated number of wrong labels.</summary>
    public double EstimatedErrors => Joint.EstimatedErrors;

    /// <summary>The number of suspicious samples of a part that have all of the given reasons.</summary>
    /// <param name="part">The part.</param>
    /// <param name="reasons">The reasons.</param>
    public int Count(DataSplit part, SuspicionReasons reasons) =>
        Suspicious.Count(one => one.Part == part && (one.Reasons & reasons) == reasons);
}
