namespace MnistTrainer.Workers;

/// <summary>The information that a worker needs to do the jobs of a board.</summary>
/// <param name="Command">The command that serves the jobs: <c>search</c>, <c>train</c>, <c>compare</c>.</param>
/// <param name="Arguments">The options that determine the jobs: data, preset, epochs, seed.</param>
/// <param name="Identity">Everything that determines the results, as text by name; must be equal on both sides.</param>
public sealed record JobTerms(string Command, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Identity);

/// <summary>The terms as they are sent.</summary>
[GenerateSerializer, Immutable]
internal sealed record TermsMessage(
    [property: Id(0)] string Command,
    [property: Id(1)] string[] Arguments,
    [property: Id(2)] Dictionary<string, string> Identity
)
{
    public static TermsMessage Of(JobTerms terms) => new(terms.Command, [.. terms.Arguments], new(terms.Identity, StringComparer.Ordinal));

    public JobTerms ToTerms() => new(Command, Arguments, Identity);
}
