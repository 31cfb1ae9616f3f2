using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MnistTrainer.Experiments;

/// <summary>The JSON of reports, generated at compile time.</summary>
[JsonSerializable(typeof(EvaluationFigures))]
internal sealed partial class ReportJson : JsonSerializerContext
{
    /// <summary>Indented, with class names and paths of any script as they are; the JSON is not embedded in a web page.</summary>
    public static ReportJson Readable { get; } =
        new(
            new JsonSerializerOptions
            {
                PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
                WriteIndented = true,
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            }
        );
}
