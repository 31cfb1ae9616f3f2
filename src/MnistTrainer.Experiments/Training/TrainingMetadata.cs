using System.Collections.Immutable;
using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>
/// What is saved with a network about its training. None of it differs between two runs with the same seed: no time, no number of threads.
/// </summary>
internal static class TrainingMetadata
{
    public static ImmutableSortedDictionary<string, string> Of(TrainedModel model)
    {
        (Recipe recipe, TrainingResult result, ClassificationMetrics test) = (model.Recipe, model.Training, model.Test.Metrics);
        TrainingOptions training = recipe.Training;
        Dictionary<string, string> metadata = new()
        {
            ["dataset"] = model.Data.Name,
            ["trainCount"] = Text(model.Data.TrainCount),
            ["testCount"] = Text(test.Count),
            ["testAccuracy"] = Text(test.MicroAccuracy),
            ["preset"] = recipe.Name,
            ["epochs"] = Text(result.Epochs.Count),
            ["batchSize"] = Text(training.BatchSize),
            ["loss"] = training.Loss.Name,
            ["optimizer"] = training.Optimizer.Spelling,
            ["learningRate"] = Text(training.Optimizer.LearningRate),
            ["schedule"] = training.Schedule.Name,
            ["augmentation"] = training.Augmentation?.Name ?? "none",
            ["seed"] = Text(training.Seed),
        };
        if (training.Distillation is Distillation distillation)
            metadata["distillation"] = distillation.ToString();
        if (result.WasCanceled)
            metadata["cancelled"] = string.Create(CultureInfo.InvariantCulture, $"after {result.Epochs.Count} of {training.Epochs} epochs");
        if (result.Divergence is Divergence divergence)
            metadata["diverged"] = string.Create(
                CultureInfo.InvariantCulture,
                $"in epoch {divergence.Epoch}; the weights are those of step {divergence.LastGoodStep}"
            );
        if (result.BestEpoch is int best)
            metadata["bestEpoch"] = Text(best);
        return metadata.ToImmutableSortedDictionary(StringComparer.Ordinal).SetItems(model.AddedMetadata);
    }

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
