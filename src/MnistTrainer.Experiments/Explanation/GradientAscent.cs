using System.Collections.Immutable;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>
/// Finds an image that a network classifies as a given class, by gradient ascent on the image (Simonyan, Vedaldi and Zisserman 2014): from an almost blank image, each step follows
/// the gradient of the log-probability of the class, with a penalty on ink. To produce strokes rather than noise, each step shifts the image by up to two
/// pixels, in a fixed order, and smooths it slightly. The result is deterministic.
/// </summary>
public sealed record GradientAscent
{
    // Not blank: without biases, a blank image would have no gradient.
    private const double Start = 0.1;
    private const double Smoothing = 0.15;
    private const int LargestShift = 2;

    // Small images have no room for shifts.
    private const int SidePerShift = 14;

    /// <summary>The number of steps, at least 1. Default: 100, which uses every shift four times.</summary>
    public int Steps { get; init; } = 100;

    /// <summary>The mean change of a pixel in one step, as a fraction of full ink; above 0. Default: 0.04.</summary>
    public double LearningRate { get; init; } = 0.04;

    /// <summary>The L2 penalty on ink, relative to the mean gradient; at least 0. Default: 0.5.</summary>
    public double Penalty { get; init; } = 0.5;

    /// <summary>Returns the violations, one sentence each; empty if the settings are valid.</summary>
    public IReadOnlyList<string> Violations()
    {
        List<string> violations = [];
        if (Steps < 1)
            violations.Add(FormattableString.Invariant($"Steps: expected at least 1, found {Steps}."));
        if (!(LearningRate > 0 && double.IsFinite(LearningRate)))
            violations.Add(FormattableString.Invariant($"Learning rate: expected a number above 0, found {LearningRate}."));
        if (!(Penalty >= 0 && double.IsFinite(Penalty)))
            violations.Add(FormattableString.Invariant($"Penalty: expected a number of at least 0, found {Penalty}."));
        return violations;
    }

    /// <summary>Computes the image of a class.</summary>
    /// <param name="network">The network.</param>
    /// <param name="index">The class, from 0.</param>
    /// <param name="cancellation">Cancels the computation.</param>
    /// <exception cref="InvalidInputException">
    /// The settings are invalid, the network does not take images, or a layer has no gradient; the message names it.
    /// </exception>
    /// <exception cref="OperationCanceledException">The computation was canceled.</exception>
    public ClassImage Run(Network network, int index, CancellationToken cancellation = default) =>
        Run(network, [index], cancellation: cancellation)[0];

    /// <summary>Computes the images of several classes on all processors; the images do not depend on the number of threads.</summary>
    /// <inheritdoc cref="Run(Network, int, CancellationToken)"/>
    /// <param name="network">The network.</param>
    /// <param name="classes">The classes, from 0.</param>
    /// <param name="listener">Receives progress. Default: none.</param>
    /// <param name="cancellation">Cancels the computation.</param>
    public ImmutableArray<ClassImage> Run(
        Network network,
        ImmutableArray<int> classes,
        IExperimentListener? listener = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(network);
        Check(network.Definition);
        ExactScorer scorer = new(network);
        // Detects a layer without a gradient here, on the caller's thread.
        foreach (int index in classes)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index, nameof(classes));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, network.Definition.ClassNames.Length, nameof(classes));
            Gradient(scorer, Blank(network), index);
        }

        return (listener ?? IExperimentListener.None).Run(
            new ExperimentPhase("Ascending", (double)classes.Length * Steps, "steps"),
            progress =>
            {
                Lock reporting = new();
                int done = 0;
                return classes
                    .AsParallel()
                    .AsOrdered()
                    .WithCancellation(cancellation)
                    .Select(index => Ascend(scorer, index, Report, cancellation))
                    .ToImmutableArray();

                void Report()
                {
                    lock (reporting)
                        progress?.Report(++done);
                }
            }
        );
    }

    private ClassImage Ascend(ExactScorer scorer, int index, Action onStep, CancellationToken cancellation)
    {
        Shape shape = scorer.Network.Definition.InputShape;
        ImageOperations operations = new(shape);
        double[] image = Blank(scorer.Network);
        for (int step = 0; step < Steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            (int across, int down) = ShiftOf(step, shape);
            double[] gradient = operations.Shift(Gradient(scorer, operations.Shift(image, across, down), index), -across, -down);
            double mean = Math.Sqrt(gradient.Average(slope => slope * slope));
            for (int i = 0; i < image.Length; i++)
            {
                double slope = mean == 0 ? 0 : gradient[i] / mean;
                image[i] = Math.Clamp(image[i] + (LearningRate * (slope - (Penalty * image[i]))), 0, 1);
            }

            image = operations.Smooth(image, Smoothing);
            onStep();
        }

        return ClassImage.Of(scorer.Network, index, image.Select(ink => ink * byte.MaxValue));
    }

    private static double[] Blank(Network network)
    {
        double[] image = new double[network.Definition.InputShape.Size];
        Array.Fill(image, Start);
        return image;
    }

    private void Check(NetworkDefinition definition)
    {
        if (Violations() is { Count: > 0 } violations)
            throw new InvalidInputException(string.Join(' ', violations));
        ClassImage.CheckTakesImages(definition);
        IReadOnlyList<string> descriptions = definition.DescribeLayers();
        for (int i = 0; i < definition.Layers.Length - 1; i++)
        {
            if (!definition.Layers[i].Activation.IsDifferentiable)
                throw new InvalidInputException(
                    "the network",
                    "layers with a gradient",
                    $"layer {i + 1}, {descriptions[i]}, which has none",
                    "Choose a model with another activation"
                );
        }
    }

    /// <summary>The derivative of the log-probability of a class with respect to each pixel, where 1 is full ink.</summary>
    private static double[] Gradient(ExactScorer scorer, double[] image, int index)
    {
        SampleTrace trace = scorer.Trace([.. image.Select(ink => ink * byte.MaxValue)]);
        double largest = trace.Scores.Max(),
            sum = trace.Scores.Sum(score => Math.Exp(score - largest));
        // A network with one output has no other scores to exceed.
        double[] errors = trace.Scores.Length == 1 ? [1] : [.. trace.Scores.Select(score => -Math.Exp(score - largest) / sum)];
        if (errors.Length > 1)
            errors[index] += 1;
        return trace.InputGradient(errors);
    }

    /// <summary>The shift of a step: all positions of a square in turn.</summary>
    private static (int Across, int Down) ShiftOf(int step, Shape shape)
    {
        int largest = Math.Min(LargestShift, Math.Min(shape.Height, shape.Width) / SidePerShift),
            side = (2 * largest) + 1;
        return ((step % side) - largest, (step / side % side) - largest);
    }
}
