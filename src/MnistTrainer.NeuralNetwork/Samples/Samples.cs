namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// The rows a network learns from or is measured on: values of one <see cref="Shape"/>, and for each row the index of its class.
/// Values are raw, as they were read; the network scales them itself (<see cref="InputScaling"/>).
/// Immutable, so one set serves any number of threads.
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

    /// <summary>The name of each class, by its index; where rows carry numbers instead of labels, the one name of what they tell. Empty without either.</summary>
    public IReadOnlyList<string> ClassNames => Supervision.ClassNames;

    /// <summary>Whether each row has a label.</summary>
    public bool HasLabels => Supervision.Labels is not null;

    /// <summary>The class index of every row, from 0 to <c>ClassNames.Count - 1</c>; empty where there are no labels.</summary>
    public ReadOnlySpan<int> Labels => Supervision.Labels;

    /// <summary>Whether each row has a number to learn instead of a label (<see cref="WithTargets"/>).</summary>
    public bool HasTargets => Supervision.Targets is not null;

    /// <summary>The number that a network of one output learns to give for each row; empty where there are none.</summary>
    public ReadOnlySpan<float> Targets => Supervision.Targets;

    /// <summary>How much each row counts when it is learned from, at least 0; empty where all count alike, as unless told (<see cref="WithWeights"/>).</summary>
    public ReadOnlySpan<float> Weights => Supervision.Weights;

    private protected Supervision Supervision { get; }

    /// <summary>
    /// The same rows with weights: a row's loss, and so its part of the gradient, is multiplied by its weight. Metrics do not heed them. Values are
    /// shared, not copied.
    /// </summary>
    /// <param name="weights">One for each row, at least 0 and finite, not all 0.</param>
    /// <exception cref="InvalidInputException">There are not as many as rows, or one does not hold.</exception>
    public Samples WithWeights(ReadOnlySpan<float> weights)
    {
        if (weights.Length != Count)
            throw new InvalidInputException(
                "sample weights",
                $"one for each of {Count} samples",
                $"{weights.Length}",
                "Give each sample a weight"
            );
        for (int row = 0; row < weights.Length; row++)
        {
            if (!(weights[row] >= 0 && float.IsFinite(weights[row])))
            {
                throw new InvalidInputException(
                    $"sample weights, row {row + 1}",
                    "a number of at least 0",
                    FormattableString.Invariant($"{weights[row]}"),
                    "Give 0 to leave a sample out, 1 to count it once"
                );
            }
        }

        if (Count > 0 && !weights.ContainsAnyExcept(0f))
            throw new InvalidInputException(
                "sample weights",
                "one above 0",
                "none",
                "Give those samples a weight that shall be learned from"
            );
        return WithSupervision(Supervision with { Weights = weights.ToArray() });
    }

    /// <summary>
    /// The same rows with a number each instead of a label, for a network of one output: a value to estimate, or 1 and 0 for yes and no, of which a
    /// sigmoid's output is the probability. Weights stay. Values are shared, not copied.
    /// </summary>
    /// <param name="targets">One for each row, finite.</param>
    /// <param name="name">What the numbers tell: the name of the network's output.</param>
    /// <exception cref="InvalidInputException">There are not as many as rows, or one is not finite.</exception>
    public Samples WithTargets(ReadOnlySpan<float> targets, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (targets.Length != Count)
            throw new InvalidInputException(
                "sample targets",
                $"one for each of {Count} samples",
                $"{targets.Length}",
                "Give each sample a target"
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
    /// The same rows with other labels and class names. Weights stay; targets, if there are any, give way. Values are shared, not copied.
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

    /// <summary>The rows with these indices, in this order and repeated where an index is. Values are shared, not copied.</summary>
    public abstract Samples Subset(ReadOnlySpan<int> rows);

    private protected abstract Samples WithSupervision(Supervision supervision);
}
