using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>The probability of each class for every sample, by a network that was not trained on that sample.</summary>
public sealed class OutOfFoldProbabilities
{
    /// <summary>The maximum number of probabilities, 4 bytes each.</summary>
    public const int MaximumValues = 1 << 28;

    private readonly float[] _values;

    /// <param name="classes">The number of classes, at least 1.</param>
    /// <param name="values">The probabilities, row by row, one for each class, from 0 to 1; not copied.</param>
    /// <exception cref="ArgumentException">The number of values is not a multiple of the number of classes.</exception>
    public OutOfFoldProbabilities(int classes, float[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length % classes, 0, nameof(values));
        (Classes, _values) = (classes, values);
    }

    /// <summary>The number of classes.</summary>
    public int Classes { get; }

    /// <summary>The number of samples.</summary>
    public int Count => _values.Length / Classes;

    /// <summary>The probabilities of a sample, one for each class.</summary>
    /// <param name="row">From 0.</param>
    public ReadOnlySpan<float> Row(int row) => _values.AsSpan(row * Classes, Classes);

    /// <summary>Trains a network for each fold on all other folds, and scores the fold with it.</summary>
    /// <param name="samples">Labeled samples.</param>
    /// <param name="recipe">The network and its training; the seed also determines the folds.</param>
    /// <param name="folds">The number of folds, from 2 to the number of samples.</param>
    /// <param name="listener">Receives the progress of training. Default: none.</param>
    /// <param name="cancellation">Cancels training.</param>
    /// <exception cref="InvalidInputException">The recipe is invalid or unsuitable for the samples, or there are too many samples and classes.</exception>
    /// <exception cref="OperationCanceledException">Training was canceled.</exception>
    public static OutOfFoldProbabilities Measure(
        Samples<byte> samples,
        Recipe recipe,
        int folds,
        IExperimentListener? listener = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(recipe);
        int classes = samples.ClassNames.Count;
        if ((long)samples.Count * classes > MaximumValues)
        {
            throw new InvalidInputException(
                "label doctor",
                $"at most {MaximumValues} probabilities, one for each sample and class",
                $"{samples.Count} samples of {classes} classes",
                "Examine fewer samples or classes at a time"
            );
        }

        recipe = recipe.For(samples);
        float[] values = new float[samples.Count * classes];
        CrossValidation validation = new(recipe.Define(samples.Shape, samples.ClassNames), recipe.Training)
        {
            Scored = (row, probabilities) => probabilities.CopyTo(values.AsSpan(row * classes)),
        };
        double perFold = (double)samples.Count * (folds - 1) / folds * recipe.Training.Epochs;
        (listener ?? IExperimentListener.None).Run(
            new ExperimentPhase($"Training {folds} networks", perFold * folds, "images"),
            progress =>
                validation.Run(samples, folds, fold => progress is null ? null : new FoldProgress(progress, fold * perFold), cancellation)
        );
        cancellation.ThrowIfCancellationRequested();
        return new OutOfFoldProbabilities(classes, values);
    }

    /// <summary>The fraction of samples whose label is the most probable class, 0 to 1.</summary>
    /// <param name="labels">The label of each sample.</param>
    public double AccuracyOn(ReadOnlySpan<int> labels)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(labels.Length, Count, nameof(labels));
        int correct = 0;
        for (int row = 0; row < Count; row++)
            correct += Prediction.BestOf(Row(row)) == labels[row] ? 1 : 0;
        return (double)correct / Count;
    }

    private sealed class FoldProgress(IProgress<double> progress, double before) : ITrainingObserver
    {
        public void OnStep(in TrainingProgress step) =>
            progress.Report(before + ((step.Epoch - 1.0) * step.SamplesPerEpoch) + step.SamplesInEpoch);
    }
}
