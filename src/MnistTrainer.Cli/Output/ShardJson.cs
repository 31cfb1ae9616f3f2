using System.Text.Json.Serialization;

namespace MnistTrainer.Cli.Output;

/// <summary>A part of several trainings, as <c>--shard</c> prints it.</summary>
/// <param name="Shard">The part: <c>2/5</c>.</param>
/// <param name="Folder">The folder of the checkpoints.</param>
/// <param name="Trained">The names of the trainings of this part that are finished.</param>
/// <param name="Missing">The names of all trainings that are not finished in the folder.</param>
/// <param name="Canceled">Whether it was interrupted.</param>
internal sealed record ShardJson(
    string Shard,
    string Folder,
    IEnumerable<string> Trained,
    IEnumerable<string> Missing,
    [property: JsonPropertyName("cancelled")] bool Canceled
)
{
    /// <summary>What was decided on the way, a sentence each; left out without any.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Notes { get; init; }

    public static ShardJson Of(ShardReport report) =>
        new($"{report.Shard}", report.Folder, report.Trained, report.Missing, report.WasCanceled);
}
