using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>What a training on a table begins with, counted in a pass over its rows, in memory or in a file.</summary>
/// <param name="Features">Of the inputs.</param>
/// <param name="Scaling">The scaling of numbers to estimate; none for classes.</param>
internal sealed record TableStatistics(FeatureStatistics Features, TargetScaling Scaling)
{
    /// <summary>The number that all rows have; null for classes, and for numbers that differ.</summary>
    public float? OnlyTarget => Scaling.Range is (float least, float greatest) && least == greatest ? least : null;

    /// <summary>Counts the rows to train on.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="loss">The loss to train with.</param>
    public static TableStatistics Of(TableData data, Loss loss)
    {
        FeatureSample sample = new(data.Train.Shape.Size, data.TrainCount);
        TargetStatistics targets = new(outputs: 1, hasBias: true);
        float[] values = new float[data.Train.Shape.Size];
        foreach (Samples part in data.Parts)
        {
            for (int row = 0; row < part.Count; row++)
            {
                part.CopyRow(row, values);
                sample.Add(values);
                if (part.HasTargets)
                    targets.Add(part.Targets.Slice(row, 1), weight: 1);
            }
        }

        return new TableStatistics(
            FeatureStatistics.Of(sample, maximumRamps: TableDefaults.MaximumRampsOf(loss, sample.Count)),
            data.Train.HasTargets ? targets.ToScaling() : TargetScaling.None
        );
    }
}
