using MnistTrainer.Data;

namespace MnistTrainer.Experiments;

/// <summary>A sample that someone should look at, and what is proposed to do with it.</summary>
/// <param name="Index">Its index among all samples that were examined, from 0.</param>
/// <param name="Part">The part of the source that it is in.</param>
/// <param name="Row">Its row in that part, from 0.</param>
/// <param name="Suspicion">How doubtful its label is.</param>
/// <param name="Reasons">Why it is suspicious.</param>
public sealed record SuspiciousSample(int Index, DataSplit Part, int Row, LabelSuspicion Suspicion, SuspicionReasons Reasons)
{
    /// <summary>What the source calls it, such as the name of its file; empty where it has no name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The sample with the same image that is most like it; null if there is none.</summary>
    public DuplicateMember? Duplicate { get; init; }

    /// <summary>The index of the class that is more probable than its label; null where its label is the most probable class.</summary>
    public int? Suggested => Suspicion.Margin < 0 ? Suspicion.Suggested : null;

    /// <summary>
    /// What is proposed: samples whose label is likely to be wrong are left out, and so are copies within a part, images that are in both parts, and those of the same image with
    /// different labels. Near duplicates in one part with the same label stay.
    /// </summary>
    public SampleAction Action => Reasons == SuspicionReasons.NearDuplicate ? SampleAction.Keep : SampleAction.Remove;

    /// <summary>Why it is suspicious, in words: <c>label likely wrong, near duplicate in the other part</c>.</summary>
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
