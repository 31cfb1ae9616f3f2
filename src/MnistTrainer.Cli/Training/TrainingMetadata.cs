using System.Collections.Immutable;
using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Training;

/// <summary>
/// What is saved with a network about its making. Nothing in it differs between two runs with the same seed: no time, no threads.
/// </summary>
internal static class TrainingMetadata
{
    public static ImmutableSortedDictionary<string, string> Of(TrainSettings settings, TrainingData data, OneTraining one, int trainings)
    {
        (Preset preset, TrainingResult result, ClassificationMetrics test) = (one.Preset, one.Result, one.Test.Metrics);
        TrainingOptions training = preset.Training;
        Dictionary<string, string> facts = new()
        {
            ["dataset"] = data.Name,
            ["trainCount"] = Text(data.Train.Count),
            ["testCount"] = Text(test.Count),
            ["testAccuracy"] = Text(test.MicroAccuracy),
            ["preset"] = preset.Name,
            ["epochs"] = Text(result.Epochs.Count),
            ["batchSize"] = Text(training.BatchSize),
            ["loss"] = training.Loss.Name,
            ["optimizer"] = training.Optimizer.Spelling,
            ["learningRate"] = Text(training.Optimizer.LearningRate),
            ["schedule"] = training.Schedule.Name,
            ["augmentation"] = training.Augmentation?.Name ?? "none",
            ["seed"] = Text(training.Seed),
        };
        if (settings.Arguments.Length > 0)
            facts["options"] = string.Join(' ', settings.Arguments);
        if (trainings > 1)
            facts["trainings"] = Text(trainings);
        if (result.WasCancelled)
            facts["cancelled"] = string.Create(CultureInfo.InvariantCulture, $"after {result.Epochs.Count} of {training.Epochs} epochs");
        if (result.Divergence is Divergence divergence)
            facts["diverged"] = string.Create(
                CultureInfo.InvariantCulture,
                $"in epoch {divergence.Epoch}; the weights are those of step {divergence.LastGoodStep}"
            );
        if (result.BestEpoch is int best)
            facts["bestEpoch"] = Text(best);
        return facts.ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
