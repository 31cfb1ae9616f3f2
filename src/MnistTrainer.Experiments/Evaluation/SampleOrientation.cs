using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>
/// Transforms images to what a network expects: inverted, with rows and columns swapped, or both, if the network then classifies most of them correctly and otherwise
/// does not. If labels give no evidence, because there are none or all are equal, the network's confidence decides, but images with a dark border are never
/// inverted.
/// </summary>
public static class SampleOrientation
{
    private const int MaximumSamples = 200;
    private const int MinimumSamples = 10;

    // If a network classifies this fraction correctly, or is this confident, the images are in the correct orientation.
    private const double GoodAccuracy = 0.6;
    private const double GoodConfidence = 0.75;

    // Some digits are recognized even if they are rotated or mirrored; in the correct orientation, nearly all are.
    private const double AccuracyWhenTurned = 0.8;
    private const double MinimumGain = 0.3;
    private const double MinimumGainOnLightPaper = 0.03;

    /// <summary>Returns the samples, transformed if necessary.</summary>
    /// <param name="network">The network.</param>
    /// <param name="samples">The samples, of the network's input shape, with labels numbered like its classes or without.</param>
    /// <param name="listener">Receives an <see cref="ImagesTurnedNote"/> if the samples are transformed. Default: none.</param>
    /// <param name="cancellation">Cancels the comparison.</param>
    public static Samples<byte> Restore(
        Network network,
        Samples<byte> samples,
        IExperimentListener? listener = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(samples);
        Shape shape = samples.Shape;
        if (shape.Channels != 1 || shape.Height < 2 || samples.Count < MinimumSamples)
            return samples;
        int count = Math.Min(samples.Count, MaximumSamples);
        var probe = (Samples<byte>)samples.Subset([.. Enumerable.Range(0, count).Select(i => (int)((long)i * samples.Count / count))]);
        // A network that predicts one class for all images would classify images of that class perfectly.
        bool byLabels = samples.HasLabels && SingleClassNote.For(samples) is null;
        double asTheyAre = Measure(network, probe, byLabels, cancellation);
        double good = byLabels ? GoodAccuracy : GoodConfidence;
        // Networks are also confident on inverted images, only less so.
        bool isPaperLight = !byLabels && ImageOrientation.IsDarkOnLight(probe);
        if (asTheyAre >= good && !isPaperLight)
            return samples;
        List<(ImageTurn Turn, Func<Samples<byte>, Samples<byte>> Apply)> turns = [(ImageTurn.Inverted, ImageOrientation.Invert)];
        if (shape.Height == shape.Width)
        {
            turns.Add((ImageTurn.Transposed, ImageOrientation.Transpose));
            turns.Add((ImageTurn.InvertedAndTransposed, all => ImageOrientation.Invert(ImageOrientation.Transpose(all))));
        }

        // Confidence is no evidence against a border that is plainly dark.
        if (!byLabels && ImageOrientation.IsDarkOnLight(ImageOrientation.Invert(probe)))
            turns.RemoveAll(one => one.Turn != ImageTurn.Transposed);
        if (turns.Count == 0)
            return samples;
        var ((best, apply), turned) = turns
            .Select(turn => (turn, Measure(network, turn.Apply(probe), byLabels, cancellation)))
            .MaxBy(one => one.Item2);
        double gain = isPaperLight && best != ImageTurn.Transposed ? MinimumGainOnLightPaper : MinimumGain;
        double required = Math.Max(asTheyAre + gain, byLabels ? AccuracyWhenTurned : GoodConfidence);
        if (turned < required)
            return samples;
        listener?.OnNote(new ImagesTurnedNote(best));
        return apply(samples);
    }

    // Accuracy by labels, or mean confidence.
    private static double Measure(Network network, Samples<byte> samples, bool byLabels, CancellationToken cancellation)
    {
        double sum = 0;
        using BulkScorer scorer = new(network, samples, Environment.ProcessorCount);
        scorer.Score(
            (row, probabilities) =>
            {
                int answer = Prediction.BestOf(probabilities);
                sum +=
                    !byLabels ? probabilities[answer]
                    : answer == samples.Labels[row] ? 1
                    : 0;
            },
            cancellation
        );
        return sum / samples.Count;
    }
}
