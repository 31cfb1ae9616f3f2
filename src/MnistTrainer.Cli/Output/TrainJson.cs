using System.Text.Json.Serialization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Output;

/// <summary>The JSON of <c>mnist train</c>.</summary>
internal sealed record TrainJson
{
    public required string Dataset { get; init; }

    public required int TrainCount { get; init; }

    public required int ValidationCount { get; init; }

    public required int TestCount { get; init; }

    public required string Preset { get; init; }

    public required int Parameters { get; init; }

    public required IEnumerable<EpochJson> Epochs { get; init; }

    public required double TestAccuracy { get; init; }

    public required double TestAccuracyLower { get; init; }

    public required double TestAccuracyUpper { get; init; }

    public required double Seconds { get; init; }

    public required double SamplesPerSecond { get; init; }

    public required int Threads { get; init; }

    public required ulong Seed { get; init; }

    [JsonPropertyName("cancelled")]
    public required bool Canceled { get; init; }

    /// <summary>How training ended: <c>completed</c>, <c>stopped-early</c>, <c>cancelled</c> or <c>diverged</c>.</summary>
    public required string End { get; init; }

    /// <summary>The epoch that early stopping kept; left out without early stopping.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? BestEpoch { get; init; }

    /// <summary>Left out where training did not diverge.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DivergenceJson? Divergence { get; init; }

    /// <summary>Left out where the network does better than chance.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public NearChanceJson? NearChance { get; init; }

    public required string Model { get; init; }

    /// <summary>What a user should know about the data and the training, a sentence each; left out without any.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Notes { get; init; }

    /// <summary>Left out for a single run.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IEnumerable<TrainingRunJson>? Runs { get; init; }

    /// <summary>The number of networks of the ensemble; left out without one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Members { get; init; }

    /// <summary>Left out for a single run.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SpreadJson? TestAccuracySpread { get; init; }

    /// <param name="series">The result.</param>
    /// <param name="model">The model's file.</param>
    public static TrainJson Of(TrainingSeries series, string model)
    {
        TrainedModel kept = series.Selected;
        TrainingResult training = kept.Training;
        ClassificationMetrics test = kept.Test.Metrics;
        return new()
        {
            Dataset = kept.Data.Name,
            TrainCount = kept.Data.TrainCount,
            ValidationCount = kept.Data.ValidationCount,
            TestCount = kept.Data.Test.Count,
            Preset = kept.Recipe.Name,
            Parameters = training.Network.ParameterCount,
            Epochs = training.Epochs.Select(EpochJson.Timed),
            TestAccuracy = test.MicroAccuracy,
            TestAccuracyLower = test.MicroAccuracyInterval.Lower,
            TestAccuracyUpper = test.MicroAccuracyInterval.Upper,
            Seconds = kept.Elapsed.TotalSeconds,
            SamplesPerSecond = kept.SamplesPerSecond,
            Threads = training.Threads,
            Seed = kept.Recipe.Training.Seed,
            Canceled = training.WasCanceled,
            End = TrainingEndName.Of(training.End),
            BestEpoch = training.BestEpoch,
            Divergence = training.Divergence is Divergence divergence ? DivergenceJson.Of(divergence) : null,
            NearChance = NearChanceJson.Of(kept.Weakness),
            Model = model,
            Runs = series.Runs == 1 ? null : series.Models.Select(one => TrainingRunJson.Of(one, series.Keeps(one))),
            Members = series.Ensemble?.Network.Definition.Members,
            TestAccuracySpread = series.Runs == 1 ? null : SpreadJson.Of(series.Accuracy),
        };
    }
}

/// <summary>Where and how a training diverged.</summary>
internal sealed record DivergenceJson(int Epoch, int Batch, string Sign, string Layer, long GoodSteps, string Advice)
{
    public static DivergenceJson Of(Divergence divergence) =>
        new(divergence.Epoch, divergence.Batch, divergence.Symptom, divergence.Layer, divergence.LastGoodStep, divergence.Advice);
}

/// <summary>One of several runs.</summary>
/// <param name="Seed">Its seed.</param>
/// <param name="Epochs">The number of completed epochs.</param>
/// <param name="TrainLoss">The training loss of the last epoch; null where there is none.</param>
/// <param name="ValidationLoss">The validation loss of the last epoch; null without validation.</param>
/// <param name="TestAccuracy">The test accuracy, 0 to 1.</param>
/// <param name="Seconds">How long training took.</param>
/// <param name="Saved">Whether its model is the one that is kept, or part of it.</param>
internal sealed record TrainingRunJson(
    ulong Seed,
    int Epochs,
    double? TrainLoss,
    double? ValidationLoss,
    double TestAccuracy,
    double Seconds,
    bool Saved
)
{
    public static TrainingRunJson Of(TrainedModel model, bool isKept) =>
        new(
            model.Recipe.Training.Seed,
            model.Training.Epochs.Count,
            FiniteNumber.OrNull(model.LastEpoch?.TrainLoss),
            FiniteNumber.OrNull(model.LastEpoch?.ValidationLoss),
            model.Test.Metrics.MicroAccuracy,
            model.Elapsed.TotalSeconds,
            isKept
        );
}
