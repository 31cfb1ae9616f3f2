using MnistTrainer.Data;

namespace MnistTrainer.Experiments;

/// <summary>A sample that someone should review, and the proposed action.</summary>
/// <param name="Index">The index among all examined samples, from 0.</param>
/// <param name="Part">The part of the source that contains the sample.</param>
/// <param name="Row">The row in that part, from 0.</param>
/// <param name="Suspicion">The measure of how doubtful the label is.</param>
/// <param name="Reasons">The reasons why it is suspicious.</param>
public sealed record SuspiciousSample(int Index, DataSplit Part, int Row, LabelSuspicion Suspicion, SuspicionReasons Reasons)
{
    /// <summary>The source's name for the sample, such as its file name; empty if it has none.</summary>
    public string Name { get; init; } = "";

    /// <summary>The most similar duplicate; null if there is none.</summary>
    public DuplicateMember? Duplicate { get; init; }

    /// <summary>The index of the class that is more probable than the label; null if the label is the most probable class.</summary>
    public int? Suggested => Suspicion.Margin < 0 ? Suspicion.Suggested : null;

    /// <summary>
    /// The proposed action: samples with labels that are likely wrong are left out, and so are copies within a part, images that are in both parts, and copies with different
    /// labels. Near duplicates in one part with the same label are kept.
    /// </summary>
    public SampleAction Action => Reasons == SuspicionReasons.NearDuplicate ? SampleAction.Keep : SampleAction.Remove;

    /// <summary>A description of the reasons: <c>label likely wrong, near duplicate in the other part</c>.</summary>
    public string Reason
    {
        get
        {
            string[] duplicate =
            [
                .. Words(SuspicionReasons.ExactDuplicate, "exact duplicate"),
                .. Words(SuspicionReasons.ShiftedDuplicate, "shifted duplicate"),
                .. Words(SuspicionReasons.NearDuplicate, "near duplicate"),
                .. Words(SuspicionReasons.OtherLabel, "with another label"),
                .. Words(SuspicionReasons.BothParts, "in both parts"),
            ];
            string[] all =
            [
                .. Words(SuspicionReasons.Label, "label likely wrong"),
                .. duplicate.Length == 0 ? (string[])[] : [string.Join(' ', duplicate)],
            ];
            return string.Join(", ", all);
        }
    }

    private string[] Words(SuspicionReasons reason, string words) => Reasons.HasFlag(reason) ? [words] : [];
}
