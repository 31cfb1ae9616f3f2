namespace MnistTrainer.Workers;

/// <summary>What a worker needs to know of a study to do its jobs.</summary>
/// <param name="Arguments">The command line that defines the study, without the program's name: data, preset, space, epochs and seed.</param>
/// <param name="Identity">What determines the trials and their results, as text by name: equal on both sides.</param>
public sealed record StudyTerms(IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Identity);

/// <summary>The terms as they are sent.</summary>
[GenerateSerializer, Immutable]
internal sealed record TermsMessage([property: Id(0)] string[] Arguments, [property: Id(1)] Dictionary<string, string> Identity)
{
    public static TermsMessage Of(StudyTerms terms) => new([.. terms.Arguments], new(terms.Identity, StringComparer.Ordinal));

    public StudyTerms ToTerms() => new(Arguments, Identity);
}
