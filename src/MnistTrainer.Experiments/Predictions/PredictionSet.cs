using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>The predictions for all samples of a data set.</summary>
/// <param name="ClassNames">The network's classes.</param>
/// <param name="Predictions">The predictions in the order of the samples, named by row from 1, or by <see cref="Named"/>.</param>
/// <param name="Metrics">The metrics of the predictions; null without labels.</param>
public sealed record PredictionSet(
    ImmutableArray<string> ClassNames,
    ImmutableArray<Prediction> Predictions,
    ClassificationMetrics? Metrics
)
{
    /// <summary>Returns these predictions with names other than row numbers.</summary>
    /// <param name="names">A name for each prediction, such as the file.</param>
    public PredictionSet Named(IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return this with { Predictions = [.. Predictions.Select((prediction, row) => prediction with { Input = names[row] })] };
    }

    /// <summary>Classifies all samples.</summary>
    /// <param name="network">The network.</param>
    /// <param name="samples">The samples. Labels are optional and numbered like the network's classes.</param>
    /// <param name="listener">Receives progress. Default: none.</param>
    /// <param name="cancellation">Cancels the classification.</param>
    /// <exception cref="InvalidInputException">The outputs of the network are not classes.</exception>
    /// <exception cref="OperationCanceledException">The classification was canceled.</exception>
    public static PredictionSet Of(
        Network network,
        Samples<byte> samples,
        IExperimentListener? listener = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(samples);
        network.Definition.CheckHasClasses();
        Prediction[] predictions = new Prediction[samples.Count];
        MetricsAccumulator? accumulator = samples.HasLabels ? new(network.Definition.ClassNames) : null;
        using BulkScorer scorer = new(network, samples, Environment.ProcessorCount);
        return (listener ?? IExperimentListener.None).Run(
            new ExperimentPhase("Predicting", Math.Max(1, samples.Count), "images"),
            progress =>
            {
                scorer.Score(
                    (row, probabilities) =>
                    {
                        predictions[row] = Prediction.Of((row + 1).ToString(CultureInfo.InvariantCulture), probabilities);
                        accumulator?.Add(samples.Labels[row], probabilities);
                        progress?.Report(row + 1);
                    },
                    cancellation
                );
                return new PredictionSet(
                    network.Definition.ClassNames,
                    ImmutableCollectionsMarshal.AsImmutableArray(predictions),
                    accumulator?.ToMetrics()
                );
            }
        );
    }
}
