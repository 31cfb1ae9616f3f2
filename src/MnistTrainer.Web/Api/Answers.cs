using System.Text.Json.Serialization;

namespace MnistTrainer.Web;

/// <summary>Serializes answers as JSON without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PredictAnswer))]
[JsonSerializable(typeof(ModelAnswer))]
[JsonSerializable(typeof(CorrectionAnswer))]
[JsonSerializable(typeof(ExplainAnswer))]
[JsonSerializable(typeof(LessonAnswer))]
[JsonSerializable(typeof(TrainingStart))]
[JsonSerializable(typeof(MonitoredEpoch[]))]
[JsonSerializable(typeof(TrainingErrors))]
[JsonSerializable(typeof(TrainingStepEvent))]
[JsonSerializable(typeof(TrainingOutcome))]
[JsonSerializable(typeof(TrainingControlState))]
[JsonSerializable(typeof(StepPoints))]
[JsonSerializable(typeof(CellAnswer))]
internal sealed partial class Answers : JsonSerializerContext;
