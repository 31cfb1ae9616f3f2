using System.Collections.Immutable;
using System.Globalization;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Replaces each value of a category by a vector (Guo and Berkhahn 2016, "Entity embeddings of categorical variables"), instead of using one column per value. The last values
/// of a row are categories, encoded as keys: whole numbers from 1 to the number of values; 0 or any other number is a missing value. The output has the other values
/// of the row, followed by the vectors. Categories with few values have fixed one-hot vectors, because the next layer can learn any function of them (up to 8 values, as by
/// Holzmüller, Grinsztajn and Steinwart 2024, "Better by default"); other vectors are trained.
/// A value that no training row has is treated as missing. The vector of missing values is trained with the others, or is 0 for one-hot vectors. If no training row has a missing
/// value in the category either, the mean of the vectors of all values in the training rows is used, so that the net inputs of the next layer are the mean of theirs.
/// </summary>
/// <param name="Values">The number of values of each category, from 1 to <see cref="MaximumValues"/>.</param>
/// <param name="Width">
/// The length of trained vectors, from 1 to 65536; for a category with fewer values, their number. Default: 16, which was no worse than 8
/// or 32 on 8 public tables, and better than 8 on generated rows with few rows per value.
/// </param>
/// <param name="LargestOneHot">The maximum number of values of a category with one-hot vectors, from 0 to 1,024. Default: 8.</param>
public sealed record CategoryEmbedding(ImmutableArray<int> Values, int Width = 16, int LargestOneHot = 8) : Layer
{
    // One-hot vectors are a square matrix in ONNX.
    private const int MostOneHot = 1024;

    /// <summary>The maximum length of all vectors together; every training step updates all of them.</summary>
    public const int MaximumVectorValues = 1 << 22;

    /// <summary>The maximum number of values of a category: rows consist of floats, which represent larger integers inexactly.</summary>
    public const int MaximumValues = 1 << 24;

    private const int MaximumWidth = 1 << 16;

    /// <summary>Creates the layer for one category of two values.</summary>
    public CategoryEmbedding()
        : this([2]) { }

    /// <inheritdoc/>
    public override string Kind => "category-embedding";

    /// <summary>The identity.</summary>
    public override Activation Activation { get; init; } = Activation.Identity;

    /// <summary>
    /// The total length of all trained vectors, including those of missing values. A number above <see cref="MaximumVectorValues"/> if there
    /// are more.
    /// </summary>
    public long VectorValues
    {
        get
        {
            long count = 0;
            for (int i = 0; !Values.IsDefault && i < Values.Length && count <= MaximumVectorValues; i++)
                count += IsOneHot(i) ? 0 : (Values[i] + 1L) * WidthOf(i);
            return count;
        }
    }

    /// <summary>Whether another layer has the same settings.</summary>
    public bool Equals(CategoryEmbedding? other) =>
        other is not null
        && (Width, LargestOneHot) == (other.Width, other.LargestOneHot)
        && Values.AsSpan().SequenceEqual(other.Values.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Width, LargestOneHot, Values.IsDefaultOrEmpty ? 0 : Values[0]);

    /// <inheritdoc/>
    public override string Describe(Shape input) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"category embedding {input.Size} → {OutputOf(input).Size}, values {string.Join(", ", Values.Select((count, i) => $"{count} → {WidthOf(i)}"))}"
        );

    /// <summary>
    /// For each category, counted from 0, <c>vectors0</c>, the vectors of missing values and of each value, unless they are one-hot; then for each category <c>share0</c>: 1 if
    /// a training row has a missing value, else 0; then the weight of each value in the mean of all vectors, equal for the values in the training rows, and 0 for others.
    /// </summary>
    public override ImmutableArray<ParameterTensor> Tensors(Shape input) =>
        [
            .. Numbered(i => !IsOneHot(i))
                .Select(i => new ParameterTensor(Named("vectors", i), Values[i] + 1L, WidthOf(i)) { Order = [0, 1], IsPenalized = true }),
            .. Numbered(_ => true).Select(i => new ParameterTensor(Named("share", i), Values[i] + 1L) { IsNonNegative = true }),
        ];

    /// <inheritdoc/>
    public override string AddOperators(IOperatorGraph graph, Shape input, string values, IReadOnlyList<string> tensors)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(tensors);
        CategoryOperators operators = new(graph, values);
        int numbers = input.Size - Values.Length,
            trained = 0;
        List<string> parts = numbers == 0 ? [] : [operators.Columns(Enumerable.Range(0, numbers))];
        for (int i = 0; i < Values.Length; i++)
        {
            string share = tensors[tensors.Count - Values.Length + i],
                vectors = IsOneHot(i) ? operators.OneHot(Values[i], $"{share}.one_hot") : tensors[trained++];
            parts.Add(operators.Vectors(numbers + i, Values[i], vectors, share));
        }

        return operators.Concatenate(parts);
    }

    internal override Layer With(Settings settings)
    {
        int width = settings.WholeNumber("width", Width, new Interval(1, MaximumWidth)),
            largestOneHot = settings.WholeNumber("one-hot", LargestOneHot, new Interval(0, MostOneHot));
        return new CategoryEmbedding(
            settings.WholeNumbers("values", Values.IsDefault ? [] : Values, new Interval(1, MaximumValues)),
            width,
            largestOneHot
        );
    }

    private protected override IEnumerable<string> Misfits(Shape input)
    {
        if (Values.IsDefaultOrEmpty)
            yield break;
        if (input.Size < Values.Length)
            yield return $"{input.Size} inputs are too few for {Values.Length} categories";
        if (VectorValues > MaximumVectorValues)
            yield return $"its vectors have {VectorValues} values, which is more than {MaximumVectorValues}";
        if (input.Size + Enumerable.Range(0, Values.Length).Sum(i => (double)WidthOf(i)) > NetworkDefinition.MaximumParameters)
            yield return $"its output has more than {NetworkDefinition.MaximumParameters} values";
    }

    private protected override Shape OutputOf(Shape input) =>
        Shape.Vector(input.Size - Values.Length + Enumerable.Range(0, Values.Length).Sum(WidthOf));

    internal override LayerKernel Bind(Shape input, int firstParameter) => new CategoryEmbeddingKernel(this, input, firstParameter);

    internal override ExactLayerPass Exact(Shape input, double[][] rows, ReadOnlySpan<double> parameters, ExactPass pass)
    {
        double[][] outputs = new double[rows.Length][];
        for (int row = 0; row < rows.Length; row++)
        {
            int numbers = rows[row].Length - Values.Length;
            List<double> output = [.. rows[row][..numbers]];
            for (int i = 0; i < Values.Length; i++)
                output.AddRange(ExactVector(i, rows[row][numbers + i], parameters));
            outputs[row] = [.. output];
        }

        return new ExactLayerPass(rows, outputs, outputs);
    }

    /// <summary>The output does not depend on a key continuously.</summary>
    internal override double[] ExactPropagateError(
        Shape input,
        ExactLayerPass pass,
        ReadOnlySpan<double> parameters,
        ReadOnlySpan<double> netErrors
    ) => [.. netErrors[..(input.Size - Values.Length)], .. new double[Values.Length]];

    /// <summary>Adds up the outputs for each input: a number itself, or the vector of a category.</summary>
    /// <param name="outputs">A number for each output.</param>
    internal double[] SumByInput(ReadOnlySpan<double> outputs)
    {
        int at = outputs.Length - Enumerable.Range(0, Values.Length).Sum(WidthOf);
        double[] sums = [.. outputs[..at], .. new double[Values.Length]];
        for (int i = 0; i < Values.Length; at += WidthOf(i++))
        {
            foreach (double value in outputs.Slice(at, WidthOf(i)))
                sums[^(Values.Length - i)] += value;
        }

        return sums;
    }

    /// <summary>The length of the vectors of a category.</summary>
    internal int WidthOf(int category) => IsOneHot(category) ? Values[category] : Math.Min(Width, Values[category]);

    /// <summary>Whether the vectors of a category are one-hot.</summary>
    internal bool IsOneHot(int category) => Values[category] <= LargestOneHot;

    /// <summary>The key of a value, from 1 to the number of values; 0 if the value is not a key.</summary>
    internal static int KeyOf(double value, int values) => value >= 1 && value <= values && value == Math.Floor(value) ? (int)value : 0;

    private double[] ExactVector(int category, double value, ReadOnlySpan<double> parameters)
    {
        (double[] vectors, double[] share) = ExactParameters(category, parameters);
        int width = WidthOf(category),
            key = KeyOf(value, Values[category]);
        key = share[key] > 0 ? key : 0;
        if (share[key] > 0)
            return vectors[(key * width)..((key + 1) * width)];
        double[] mean = new double[width];
        for (int i = 0; i < vectors.Length; i++)
            mean[i % width] += share[i / width] * vectors[i];
        return mean;
    }

    private (double[] Vectors, double[] Share) ExactParameters(int category, ReadOnlySpan<double> parameters)
    {
        int rows = Values[category] + 1,
            firstVectors = Numbered(i => i < category && !IsOneHot(i)).Sum(i => (Values[i] + 1) * WidthOf(i)),
            firstShare = (int)VectorValues + Values[..category].Sum(count => count + 1);
        double[] share = parameters.Slice(firstShare, rows).ToArray();
        if (!IsOneHot(category))
            return (parameters.Slice(firstVectors, rows * WidthOf(category)).ToArray(), share);
        double[] oneHot = new double[rows * Values[category]];
        for (int key = 1; key < rows; key++)
            oneHot[(key * Values[category]) + key - 1] = 1;
        return (oneHot, share);
    }

    private IEnumerable<int> Numbered(Func<int, bool> condition) => Enumerable.Range(0, Values.Length).Where(condition);

    private static string Named(string name, int category) => string.Create(CultureInfo.InvariantCulture, $"{name}{category}");
}
