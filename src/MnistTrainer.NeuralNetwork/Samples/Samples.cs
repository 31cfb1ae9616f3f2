namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// The rows that a network is trained or evaluated on: values of one <see cref="Shape"/>, and for each row the index of its class.
/// Values are raw, as they were read; the network scales them (<see cref="InputScaling"/>).
/// Immutable, so any number of threads can share a set.
/// </summary>
public abstract class Samples
{
    private protected Samples(Shape shape, int count, Supervision supervision)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shape.Size, 1, nameof(shape));
        supervision.Check(count);
        Shape = shape;
        Count = count;
        Supervision = supervision;
    }

    /// <summary>The shape of one row.</summary>
    public Shape Shape { get; }

    /// <summary>The number of rows.</summary>
    public int Count { get; }

    /// <summary>The name of each class, by its index; if rows have targets instead of labels, the name of each target. Empty if there are neither.</summary>
    public IReadOnlyList<string> ClassNames => Supervision.ClassNames;

    /// <summary>Whether each row has a label.</summary>
    public bool HasLabels => Supervision.Labels is not null;

    /// <summary>The class index of every row, from 0 to <c>ClassNames.Count - 1</c>; empty if there are no labels.</summary>
    public ReadOnlySpan<int> Labels => Supervision.Labels;

    /// <summary>Whether each row has numbers as its targets instead of a label (<see cref="WithTargets(ReadOnlySpan{float}, IReadOnlyList{string})"/>).</summary>
    public bool HasTargets => Supervision.Targets is not null;

    /// <summary>
    /// The targets of all rows, row by row, one for each output of a network, that is, for each of <see cref="ClassNames"/>; NaN if a target is missing. Empty if there are no
    /// targets.
    /// </summary>
    public ReadOnlySpan<float> Targets => Supervision.Targets;

    /// <summary>The weight of each row in training, at least 0 (<see cref="WithWeights"/>). Default: empty, for equal weights.</summary>
    public ReadOnlySpan<float> Weights => Supervision.Weights;

    private protected Supervision Supervision { get; }

    /// <summary>
    /// The same rows with weights: a row's loss, and therefore its part of the gradient, is multiplied by its weight. Metrics ignore weights. Values are
    /// shared, not copied.
    /// </summary>
    /// <param name="weights">One for each row, at least 0 and finite, not all 0.</param>
    /// <exception cref="InvalidInputException">The number of weights is not the number of rows, or a weight is invalid.</exception>
    public Samples WithWeights(ReadOnlySpan<float> weights)
    {
        if (weights.Length != Count)
            throw new InvalidInputException(
                "sample weights",
                $"one for each of {Count} samples",
                $"{weights.Length}",
                "Pass a weight for each sample"
            );
        for (int row = 0; row < weights.Length; row++)
        {
            if (!(weights[row] >= 0 && float.IsFinite(weights[row])))
            {
                throw new InvalidInputException(
                    $"sample weights, row {row + 1}",
                    "a number of at least 0",
                    FormattableString.Invariant($"{weights[row]}"),
                    "Use 0 to leave a sample out, 1 to count it once"
                );
            }
        }

        if (Count > 0 && !weights.ContainsAnyExcept(0f))
            throw new InvalidInputException("sample weights", "one above 0", "none", "Give the samples to train on a weight");
        return WithSupervision(Supervision with { Weights = weights.ToArray() });
    }

    /// <summary>
    /// The same rows with one target each instead of a label, for a network with one output: the value to estimate in regression, or 1 and 0 in binary classification, where
    /// a sigmoid's output is the probability of 1. Weights are kept. Values are shared, not copied.
    /// </summary>
    /// <param name="targets">One for each row, finite.</param>
    /// <param name="name">The name of the network's output.</param>
    /// <exception cref="InvalidInputException">The number of targets is not the number of rows, or a target is not finite.</exception>
    public Samples WithTargets(ReadOnlySpan<float> targets, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (targets.Length != Count)
            throw new InvalidInputException(
                "sample targets",
                $"one for each of {Count} samples",
                $"{targets.Length}",
                "Pass a target for each sample"
            );
        for (int row = 0; row < targets.Length; row++)
        {
            if (!float.IsFinite(targets[row]))
            {
                throw new InvalidInputException(
                    $"sample targets, row {row + 1}",
                    "a finite number",
                    FormattableString.Invariant($"{targets[row]}"),
                    "Leave the sample out"
                );
            }
        }

        return WithSupervision(Supervision with { Labels = null, ClassNames = [name], Targets = targets.ToArray() });
    }

    /// <summary>
    /// The same rows with several targets each instead of a label, for a network with as many outputs: the values to estimate in regression, or 1 and 0 for each of several
    /// labels. Weights are kept. Values are shared, not copied.
    /// </summary>
    /// <param name="targets">
    /// The targets, row by row, one for each name. NaN if a target is missing; the output is then not trained on that row. Each row must have at least one target.
    /// </param>
    /// <param name="names">The name of each output of the network, at least one.</param>
    /// <exception cref="InvalidInputException">There is not one target for each row and name, a target is infinite, or a row has no target.</exception>
    public Samples WithTargets(ReadOnlySpan<float> targets, IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentOutOfRangeException.ThrowIfZero(names.Count, nameof(names));
        if (targets.Length != (long)Count * names.Count)
            throw new InvalidInputException(
                "sample targets",
                $"{names.Count} for each of {Count} samples",
                $"{targets.Length} in total",
                "Pass a target for each sample and output"
            );
        for (int row = 0; row < Count; row++)
        {
            ReadOnlySpan<float> ofRow = targets.Slice(row * names.Count, names.Count);
            bool isInfinite = ofRow.ContainsAny(float.PositiveInfinity, float.NegativeInfinity);
            if (isInfinite || !ofRow.ContainsAnyExcept(float.NaN))
            {
                throw new InvalidInputException(
                    $"sample targets, row {row + 1}",
                    "finite numbers, or NaN for missing ones",
                    isInfinite ? "one that is infinite" : "only missing ones",
                    "Leave the sample out"
                );
            }
        }

        return WithSupervision(Supervision with { Labels = null, ClassNames = [.. names], Targets = targets.ToArray() });
    }

    /// <summary>
    /// The same rows with different labels and class names. Weights are kept; targets are removed. Values are shared, not copied.
    /// </summary>
    /// <param name="labels">The class index of each row.</param>
    /// <param name="classNames">The name of each class.</param>
    /// <exception cref="ArgumentException">There is not one label for each row, or a label has no class name.</exception>
    public Samples WithLabels(ReadOnlySpan<int> labels, IReadOnlyList<string> classNames)
    {
        Supervision supervision = Supervision with { Labels = labels.ToArray(), ClassNames = classNames, Targets = null };
        supervision.Check(Count);
        return WithSupervision(supervision);
    }

    /// <summary>Copies the raw values of one row.</summary>
    /// <param name="row">From 0 to <c>Count - 1</c>.</param>
    /// <param name="destination">At least <c>Shape.Size</c> long.</param>
    public abstract void CopyRow(int row, Span<float> destination);

    /// <summary>The rows with these indices, in this order; repeated indices give repeated rows. Values are shared, not copied.</summary>
    public abstract Samples Subset(ReadOnlySpan<int> rows);

    private protected abstract Samples WithSupervision(Supervision supervision);
}
