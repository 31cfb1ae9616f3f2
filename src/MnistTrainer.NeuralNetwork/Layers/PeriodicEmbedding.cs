using System.Collections.Immutable;
using System.Globalization;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Trained functions of single columns: sums of waves, Σ_f w_f cos 2π(k_f x + p_f) + b, whose weights, frequencies k and phases p are trained (Gorishniy,
/// Rubachev and Babenko 2022, "On embeddings for numerical features in tabular deep learning", section 3.3; with phases and without an activation as by Holzmüller,
/// Grinsztajn and Steinwart 2024, "Better by default", section 3.2). The output has all columns, followed by the functions, column by column. Unlike ramps, waves have
/// no corners, so fewer rows suffice for a smooth function.
/// </summary>
/// <param name="Columns">The number of columns with functions, from 1 to the number of inputs. Default: 1.</param>
/// <param name="Waves">The number of waves of each such column, a multiple of 8 up to 1,024: vectors have 8 values. Default: 8.</param>
/// <param name="Width">
/// The number of functions of each such column, from 1 to 1,024. Default: 2, with 8 waves, which was hardly worse on 18 public tables than 3 with 16 waves, and takes half the
/// time.
/// </param>
/// <param name="Deviation">
/// The standard deviation of the initial frequencies, in periods per unit of a column, above 0: the larger, the less smooth. Default: 0.3, for columns with a standard deviation
/// of 1.
/// </param>
public sealed record PeriodicEmbedding(int Columns = 1, int Waves = 8, int Width = 2, float Deviation = 0.3f) : Layer
{
    private const int Most = 1024;

    // Each row of a batch keeps two numbers for each wave.
    private const int MostWaves = 1 << 20;

    /// <inheritdoc/>
    public override string Kind => "periodic-embedding";

    /// <summary>The identity.</summary>
    public override Activation Activation { get; init; } = Activation.Identity;

    /// <inheritdoc/>
    public override string Describe(Shape input) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"periodic embedding {input.Size} → {OutputOf(input).Size}, columns {Columns}, waves {Waves}"
        );

    /// <summary>
    /// <c>frequency</c> and <c>phase</c> (columns x waves), <c>weight</c> (columns x waves x functions), <c>bias</c> (columns x functions), and <c>column</c>, the index
    /// of each column from 0, which is not trained.
    /// </summary>
    public override ImmutableArray<ParameterTensor> Tensors(Shape input) =>
        [
            new("frequency", Columns, Waves) { Order = [0, 1] },
            new("phase", Columns, Waves) { Order = [0, 1] },
            new("weight", Columns, Waves, Width) { Order = [0, 2, 1], IsPenalized = true },
            new("bias", Columns, Width) { Order = [0, 1] },
            new("column", Columns) { IndexesBelow = input.Size },
        ];

    /// <inheritdoc/>
    public override string AddOperators(IOperatorGraph graph, Shape input, string values, IReadOnlyList<string> tensors)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(tensors);
        OperatorArgument ofColumns = new("axis", 1);
        string indexes = graph.Add("Cast", [tensors[4]], new OperatorArgument("to", IOperatorGraph.IntegerElements)),
            columns = graph.Add("Reshape", [graph.Add("Gather", [values, indexes], ofColumns), graph.Integers(-1, Columns, 1)]),
            turns = graph.Add("Add", [graph.Add("Mul", [columns, tensors[0]]), tensors[1]]),
            waves = graph.Add("Cos", [graph.Add("Mul", [turns, graph.Constant(2 * MathF.PI)])]),
            rows = graph.Add("Reshape", [waves, graph.Integers(-1, Columns, 1, Waves)]),
            sums = graph.Add("Reshape", [graph.Add("MatMul", [rows, tensors[2]]), graph.Integers(-1, Columns, Width)]),
            functions = graph.Add("Reshape", [graph.Add("Add", [sums, tensors[3]]), graph.Integers(-1, Columns * Width)]);
        return graph.Add("Concat", [values, functions], ofColumns);
    }

    internal override Layer With(Settings settings) =>
        this with
        {
            Columns = settings.WholeNumber("columns", Columns, Interval.AtLeast(1)),
            Waves = settings.WholeNumber("waves", Waves, new Interval(1, Most)),
            Width = settings.WholeNumber("width", Width, new Interval(1, Most)),
            Deviation = settings.Number("deviation", Deviation, Interval.Positive),
        };

    private protected override IEnumerable<string> Misfits(Shape input)
    {
        if (Columns > input.Size)
            yield return $"it has functions of {Columns} columns, more than its {input.Size} inputs";
        if (Waves % PeriodicEmbeddingKernel.Lanes != 0)
            yield return $"waves must be a multiple of {PeriodicEmbeddingKernel.Lanes}, not {Waves}";
        if ((long)Columns * Waves > MostWaves)
            yield return $"{Columns} columns of {Waves} waves have more than {MostWaves} together";
        if (input.Size + ((double)Columns * Width * Waves) > NetworkDefinition.MaximumParameters)
            yield return $"it has more than {NetworkDefinition.MaximumParameters} values";
    }

    private protected override Shape OutputOf(Shape input) => Shape.Vector(input.Size + (Columns * Width));

    internal override LayerKernel Bind(Shape input, int firstParameter) => new PeriodicEmbeddingKernel(this, input, firstParameter);

    internal override ExactLayerPass Exact(Shape input, double[][] rows, ReadOnlySpan<double> parameters, ExactPass pass)
    {
        double[][] outputs = new double[rows.Length][];
        for (int row = 0; row < rows.Length; row++)
        {
            double[] functions = new double[Columns * Width];
            for (int i = 0; i < functions.Length; i++)
            {
                Function function = new(this, i, parameters);
                functions[i] = function.Bias;
                for (int wave = 0; wave < Waves; wave++)
                    functions[i] += function.Weight(wave) * Math.Cos(function.Angle(wave, rows[row][function.Column]));
            }

            outputs[row] = [.. rows[row], .. functions];
        }

        return new ExactLayerPass(rows, outputs, outputs);
    }

    internal override double[] ExactPropagateError(
        Shape input,
        ExactLayerPass pass,
        ReadOnlySpan<double> parameters,
        ReadOnlySpan<double> netErrors
    )
    {
        double[] errors = netErrors[..input.Size].ToArray();
        for (int i = 0; i < Columns * Width; i++)
        {
            Function function = new(this, i, parameters);
            double x = pass.Inputs[0][function.Column],
                slope = 0;
            for (int wave = 0; wave < Waves; wave++)
                slope -= function.Weight(wave) * 2 * Math.PI * function.Frequency(wave) * Math.Sin(function.Angle(wave, x));
            errors[function.Column] += netErrors[input.Size + i] * slope;
        }

        return errors;
    }

    /// <summary>Computes one function of a column from its parameters.</summary>
    private readonly ref struct Function(PeriodicEmbedding layer, int index, ReadOnlySpan<double> parameters)
    {
        private readonly ReadOnlySpan<double> _parameters = parameters;
        private readonly int _column = index / layer.Width;
        private readonly int _waves = layer.Columns * layer.Waves;

        public double Bias => _parameters[((2 + layer.Width) * _waves) + index];

        public int Column => (int)_parameters[((2 + layer.Width) * _waves) + (layer.Columns * layer.Width) + _column];

        public double Weight(int wave) => _parameters[(2 * _waves) + (index * layer.Waves) + wave];

        public double Frequency(int wave) => _parameters[(_column * layer.Waves) + wave];

        public double Angle(int wave, double x) =>
            2 * Math.PI * ((Frequency(wave) * x) + _parameters[_waves + (_column * layer.Waves) + wave]);
    }
}
