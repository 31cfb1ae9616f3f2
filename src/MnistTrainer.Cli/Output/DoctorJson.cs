using System.Text.Json.Serialization;

namespace MnistTrainer.Cli.Output;

/// <summary>The JSON of <c>mnist doctor</c>.</summary>
/// <param name="Dataset">The name of the data.</param>
/// <param name="Parts">The parts that were examined, with what was found in each.</param>
/// <param name="Folds">The number of folds.</param>
/// <param name="Accuracy">The share of labels that networks which were not trained on the sample predict, 0 to 1.</param>
/// <param name="EstimatedErrors">The estimated number of wrong labels.</param>
/// <param name="PerClass">The confident joint, label by label.</param>
/// <param name="Suspicious">The suspicious samples in the order of the list.</param>
/// <param name="Report">The folder of the report; left out where none is written.</param>
internal sealed record DoctorJson(
    string Dataset,
    IEnumerable<DoctorPartJson> Parts,
    int Folds,
    double Accuracy,
    double EstimatedErrors,
    IEnumerable<DoctorClassJson> PerClass,
    IEnumerable<SuspiciousJson> Suspicious,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Report
)
{
    /// <summary>What a user should know about the data, a sentence each; left out without any.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Notes { get; init; }

    public static DoctorJson Of(LabelDiagnosis diagnosis, string? report)
    {
        IReadOnlyList<string> names = diagnosis.Source.Samples.ClassNames;
        return new(
            diagnosis.Source.Name,
            diagnosis.Source.Parts.Select(part => DoctorPartJson.Of(diagnosis, part)),
            diagnosis.Settings.Folds,
            diagnosis.Accuracy,
            diagnosis.EstimatedErrors,
            names.Select((name, label) => DoctorClassJson.Of(diagnosis.Joint, name, label, names.Count)),
            diagnosis.Suspicious.Select(one => SuspiciousJson.Of(diagnosis, one)),
            report
        );
    }
}

/// <summary>What was found in a part.</summary>
/// <param name="Part">train or test.</param>
/// <param name="Count">The number of samples.</param>
/// <param name="Labels">The number of labels that are listed as likely wrong.</param>
/// <param name="ExactDuplicates">The number of listed samples whose image is exactly another's.</param>
/// <param name="ShiftedDuplicates">That of those whose image is another's, shifted; left out where none is searched for.</param>
/// <param name="NearDuplicates">That of those whose image is nearly another's; left out where none is searched for.</param>
/// <param name="DuplicatesWithOtherLabels">The number of listed duplicates that have different labels.</param>
/// <param name="DuplicatesInBothParts">The number of listed duplicates that are in the training and in the test part.</param>
internal sealed record DoctorPartJson(
    string Part,
    int Count,
    int Labels,
    int ExactDuplicates,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? ShiftedDuplicates,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? NearDuplicates,
    int DuplicatesWithOtherLabels,
    int DuplicatesInBothParts
)
{
    public static DoctorPartJson Of(LabelDiagnosis diagnosis, ExaminedPart part)
    {
        return new(
            part.Name,
            part.Count,
            Found(SuspicionReasons.Label),
            Found(SuspicionReasons.ExactDuplicate),
            diagnosis.SearchedNear ? Found(SuspicionReasons.ShiftedDuplicate) : null,
            diagnosis.SearchedNear ? Found(SuspicionReasons.NearDuplicate) : null,
            Found(SuspicionReasons.OtherLabel),
            Found(SuspicionReasons.BothParts)
        );

        int Found(SuspicionReasons reason) => diagnosis.Count(part.Split, reason);
    }
}

/// <summary>A row of the confident joint.</summary>
/// <param name="Label">The name of the class.</param>
/// <param name="Threshold">The mean probability of the class over the samples that have it as their label; null where none has.</param>
/// <param name="Confident">The number of samples with this label that are confidently of each class.</param>
internal sealed record DoctorClassJson(string Label, double? Threshold, IEnumerable<long> Confident)
{
    public static DoctorClassJson Of(ConfidentJoint joint, string name, int label, int classes) =>
        new(name, FiniteNumber.OrNull(joint.Thresholds[label]), Enumerable.Range(0, classes).Select(likely => joint[label, likely]));
}

/// <summary>A suspicious sample.</summary>
/// <param name="Part">train or test.</param>
/// <param name="Row">Its row in the part, from 1.</param>
/// <param name="File">What the source calls it; left out where it has no name.</param>
/// <param name="Label">Its label.</param>
/// <param name="Suggested">The class that is more probable; left out where none is.</param>
/// <param name="LabelProbability">The probability of the label, 0 to 1.</param>
/// <param name="SuggestedProbability">That of the suggested class.</param>
/// <param name="Reason">Why it is suspicious.</param>
/// <param name="DuplicateOf">The part and row of the sample with the same image; left out where there is none.</param>
/// <param name="Similarity">The correlation with it.</param>
/// <param name="Action">What is proposed: keep, fix or remove.</param>
internal sealed record SuspiciousJson(
    string Part,
    int Row,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? File,
    string Label,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Suggested,
    float LabelProbability,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] float? SuggestedProbability,
    string Reason,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? DuplicateOf,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Similarity,
    string Action
)
{
    public static SuspiciousJson Of(LabelDiagnosis diagnosis, SuspiciousSample one)
    {
        IReadOnlyList<string> names = diagnosis.Source.Samples.ClassNames;
        return new(
            diagnosis.Source.PartOf(one.Index).Name,
            one.Row + 1,
            one.Name.Length == 0 ? null : one.Name,
            names[one.Suspicion.Label],
            one.Suggested is int suggested ? names[suggested] : null,
            one.Suspicion.LabelProbability,
            one.Suggested is null ? null : one.Suspicion.SuggestedProbability,
            one.Reason,
            one.Duplicate is DuplicateMember duplicate ? diagnosis.Source.PlaceOf(duplicate.Other) : null,
            one.Duplicate?.Similarity,
            EnumName.Of(one.Action)
        );
    }
}
