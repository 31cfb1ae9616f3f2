using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MnistTrainer.Cli.Output;

/// <summary>The JSON of every command, generated at compile time: each <c>--json</c> is one record, registered here.</summary>
[JsonSerializable(typeof(AblateJson))]
[JsonSerializable(typeof(BackqueryJson))]
[JsonSerializable(typeof(BenchmarkJson))]
[JsonSerializable(typeof(CalibrateJson))]
[JsonSerializable(typeof(ColumnImportanceJson))]
[JsonSerializable(typeof(CompareJson))]
[JsonSerializable(typeof(CrossValidationJson))]
[JsonSerializable(typeof(DoctorJson))]
[JsonSerializable(typeof(EpochJson))]
[JsonSerializable(typeof(EvaluationFigures))]
[JsonSerializable(typeof(ExplainImageJson))]
[JsonSerializable(typeof(ExplainStepJson))]
[JsonSerializable(typeof(ExploreJson))]
[JsonSerializable(typeof(ExportJson))]
[JsonSerializable(typeof(FailureJson))]
[JsonSerializable(typeof(FindRateJson))]
[JsonSerializable(typeof(GradientCheckJson))]
[JsonSerializable(typeof(InspectModelJson))]
[JsonSerializable(typeof(InspectSourceJson))]
[JsonSerializable(typeof(LearnJson))]
[JsonSerializable(typeof(MultiDigitEvaluationJson))]
[JsonSerializable(typeof(PredictDigitsJson))]
[JsonSerializable(typeof(PredictImagesJson))]
[JsonSerializable(typeof(PredictSourceJson))]
[JsonSerializable(typeof(RowExplanationJson))]
[JsonSerializable(typeof(SearchJson))]
[JsonSerializable(typeof(WorkerJson))]
[JsonSerializable(typeof(ServeJson))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(TableInspectJson))]
[JsonSerializable(typeof(TableMetricsJson))]
[JsonSerializable(typeof(TablePredictJson))]
[JsonSerializable(typeof(ShardJson))]
[JsonSerializable(typeof(TableSeriesJson))]
[JsonSerializable(typeof(TableTrainJson))]
[JsonSerializable(typeof(TrainJson))]
[JsonSerializable(typeof(UndoJson))]
internal sealed partial class CommandJson : JsonSerializerContext
{
    /// <summary>Leaves class names and paths in any script readable; nothing of it is put into a web page.</summary>
    public static CommandJson Readable { get; } =
        new(
            new JsonSerializerOptions
            {
                PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
                WriteIndented = true,
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            }
        );

    /// <summary>Writes everything on one line.</summary>
    public static CommandJson Compact { get; } = new(new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase });
}
