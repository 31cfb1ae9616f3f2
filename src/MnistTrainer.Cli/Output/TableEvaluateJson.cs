using System.Text.Json.Serialization;

namespace MnistTrainer.Cli.Output;

/// <summary>The JSON of <c>mnist evaluate</c> of a model of a table.</summary>
/// <param name="Model">The model's file.</param>
/// <param name="Dataset">The name of the table.</param>
/// <param name="Seconds">How long scoring took.</param>
/// <param name="Notes">What a user should know about the table, a sentence each; left out without any.</param>
/// <param name="Metrics">The figures.</param>
internal sealed record TableEvaluateJson(
    string Model,
    string Dataset,
    double Seconds,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Notes,
    TableMetricsJson Metrics
);
