using System.Collections.Immutable;
using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Training;

/// <summary>
/// What is saved with a network about its making. Nothing in it differs between two runs with the same seed: no time, no threads.
/// </summary>
internal static class TrainingFacts
{
    public static ImmutableSortedDictionary<string, string> Of(
        Preset preset, TrainSettings settings, TrainingData data, TrainingResult result, ClassificationMetrics test)
    {
        Dictionary<string, string> facts = new()
        {
            ["dataset"] = data.Name,
            ["trainCount"] = Text(data.Train.Count),
            ["testCount"] = Text(test.Count),
            ["testAccuracy"] = Text(test.MicroAccuracy),
            ["preset"] = preset.Name,
            ["epochs"] = Text(result.Epochs.Count),
            ["batchSize"] = Text(preset.BatchSize),
            ["loss"] = preset.Loss.Name,
            ["optimizer"] = preset.Optimizer.Name,
            ["learningRate"] = Text(preset.Optimizer.LearningRate),
            ["augmentation"] = preset.Augmentation?.Name ?? "none",
            ["seed"] = Text(settings.Seed),
        };
        if (result.WasCancelled)
            facts["cancelled"] = string.Create(CultureInfo.InvariantCulture, $"after {result.Epochs.Count} of {preset.Epochs} epochs");
        if (result.Divergence is Divergence divergence)
            facts["diverged"] = string.Create(CultureInfo.InvariantCulture, $"in epoch {divergence.Epoch}; the weights are those of step {divergence.GoodSteps}");
        if (result.BestEpoch is int best)
            facts["bestEpoch"] = Text(best);
        return facts.ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
