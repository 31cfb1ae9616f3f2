using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>The computation of a <see cref="PeriodicEmbedding"/> layer.</summary>
internal sealed unsafe class PeriodicEmbeddingKernel : LayerKernel
{
    /// <summary>Values of a vector, and the least number of waves of a column.</summary>
    public const int Lanes = 8;

    private readonly PeriodicEmbedding _layer;
    private readonly int _inputs;
    private readonly int _outputs;
    private readonly int _columns;
    private readonly int _width;
    private readonly int _waves;
    private readonly int _allWaves;
    private readonly ErrorRange _neededBelow;

    public PeriodicEmbeddingKernel(PeriodicEmbedding layer, Shape input, int firstParameter)
        : this(layer, input, firstParameter, firstParameter == 0 ? default : new ErrorRange(0, input.Size)) { }

    private PeriodicEmbeddingKernel(PeriodicEmbedding layer, Shape input, int firstParameter, ErrorRange neededBelow)
        : base(input, layer.OutputShape(input), firstParameter, checked((int)layer.CountParameters(input)))
    {
        _layer = layer;
        _neededBelow = neededBelow;
        (_inputs, _outputs) = (input.Size, Output.Size);
        (_columns, _width, _waves) = (layer.Columns, layer.Width, layer.Waves);
        _allWaves = _columns * _waves;
    }

    public override bool ReadsRows => true;

    public override int TrainedCount => ParameterCount - _columns;

    public override ErrorRange NeededErrors => _neededBelow.Length == 0 ? new(_inputs, _outputs) : new(_neededBelow.From, _outputs);

    /// <summary>The cosines of all waves, then the sines.</summary>
    public override int CacheWidth => 2 * _allWaves;

    public override bool GradientReadsCache => true;

    public override LayerKernel After(LayerKernel previous) =>
        new PeriodicEmbeddingKernel(_layer, Input, FirstParameter, previous.NeededErrors);

    public override void Initialize(Span<float> parameters, RandomSource random)
    {
        foreach (ref float frequency in parameters[.._allWaves])
            frequency = (float)(_layer.Deviation * random.NextGaussian());
        foreach (ref float phase in parameters.Slice(_allWaves, _allWaves))
            phase = (float)random.NextDouble(-0.5, 0.5);

        // Initialized like a linear layer after the waves of one column.
        double bound = 1 / Math.Sqrt(_waves);
        foreach (ref float weight in parameters[(2 * _allWaves)..TrainedCount])
            weight = (float)random.NextDouble(-bound, bound);
        for (int i = 0; i < _columns; i++)
            parameters[TrainedCount + i] = i;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Forward(in LayerPass pass)
    {
        float* frequencies = pass.Parameters,
            phases = frequencies + _allWaves,
            weights = phases + _allWaves,
            biases = weights + (_allWaves * _width),
            columns = biases + (_columns * _width);
        float background = pass.Input.Background;
        for (int row = pass.FromRow; row < pass.ToRow; row++)
        {
            float* values = pass.InputRows + ((long)row * _inputs),
                outputs = pass.Output + ((long)row * _outputs),
                cosines = pass.Cache + ((long)row * 2 * _allWaves);
            for (int i = 0; i < _inputs; i++)
                outputs[i] = values[i] + background;
            for (int column = 0; column < _columns; column++)
            {
                Vector256<float> x = Vector256.Create(outputs[Index(columns[column])]);
                int first = column * _waves;
                for (int wave = first; wave < first + _waves; wave += Lanes)
                {
                    (Vector256<float> cosine, Vector256<float> sine) = Turns.Of(
                        Vector256.FusedMultiplyAdd(Vector256.Load(frequencies + wave), x, Vector256.Load(phases + wave))
                    );
                    cosine.Store(cosines + wave);
                    sine.Store(cosines + _allWaves + wave);
                }

                for (int i = column * _width; i < (column + 1) * _width; i++)
                {
                    Vector256<float> sum = default;
                    for (int wave = 0; wave < _waves; wave += Lanes)
                        sum = Vector256.FusedMultiplyAdd(
                            Vector256.Load(weights + (i * _waves) + wave),
                            Vector256.Load(cosines + first + wave),
                            sum
                        );
                    outputs[_inputs + i] = biases[i] + Vector256.Sum(sum);
                }
            }
        }
    }

    /// <summary>The weights change while other gradients are still computed, so what those of the angles need of them is kept in place of the sines.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Backward(in LayerPass pass, bool isNetInputError, GradientRule rule)
    {
        bool propagates = pass.InputError != null && _neededBelow.Length > 0;
        float* columns = pass.Parameters + TrainedCount;
        for (int row = pass.FromRow; row < pass.ToRow; row++)
        {
            float* errors = pass.InputError + ((long)row * _inputs),
                angles = Angles(pass, row);
            if (propagates)
                new Span<float>(pass.Error + ((long)row * _outputs), _inputs).CopyTo(new Span<float>(errors, _inputs));
            for (int column = 0; column < _columns; column++)
            {
                Vector256<float> sum = default;
                for (int wave = column * _waves; wave < (column + 1) * _waves; wave += Lanes)
                {
                    Vector256<float> error = AngleError(pass, row, column, wave) * Vector256.Load(angles + wave);
                    error.Store(angles + wave);
                    sum = Vector256.FusedMultiplyAdd(error, Vector256.Load(pass.Parameters + wave), sum);
                }

                if (propagates)
                    errors[Index(columns[column])] += Vector256.Sum(sum);
            }
        }
    }

    /// <summary>All frequencies and phases, then all weights, then all biases.</summary>
    public override int GradientBlocks(LayerInput input) => 3;

    public override ParameterBlock GradientRange(LayerInput input, int block) =>
        block switch
        {
            0 => new ParameterBlock(0, 2 * _allWaves, IsWeights: false),
            1 => new ParameterBlock(2 * _allWaves, _allWaves * _width, IsWeights: true),
            _ => new ParameterBlock((2 + _width) * _allWaves, _columns * _width, IsWeights: false),
        };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Gradient(int block, in LayerPass pass, float* gradient)
    {
        for (int column = 0; block == 0 && column < _columns; column++)
            SumAngles(pass, column, gradient);
        for (int i = 0; block > 0 && i < _columns * _width; i++)
        {
            if (block == 1)
                SumWeights(pass, i, gradient + (i * _waves));
            else
                gradient[i] = SumErrors(pass, i);
        }
    }

    /// <summary>The gradient for the frequencies and phases of a column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SumAngles(in LayerPass pass, int column, float* gradient)
    {
        int index = Index(pass.Parameters[TrainedCount + column]);
        float background = pass.Input.Background;
        for (int wave = column * _waves; wave < (column + 1) * _waves; wave += Lanes)
        {
            Vector256<float> frequencies = default,
                phases = default;
            for (int row = 0; row < pass.ToRow; row++)
            {
                Vector256<float> error = Vector256.Load(Angles(pass, row) + wave),
                    x = Vector256.Create(pass.InputRows[((long)row * _inputs) + index] + background);
                frequencies = Vector256.FusedMultiplyAdd(error, x, frequencies);
                phases += error;
            }

            frequencies.Store(gradient + wave);
            phases.Store(gradient + _allWaves + wave);
        }
    }

    /// <summary>The gradient for the weights of a function.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SumWeights(in LayerPass pass, int function, float* gradient)
    {
        int first = function / _width * _waves;
        for (int wave = 0; wave < _waves; wave += Lanes)
        {
            Vector256<float> sum = default;
            for (int row = 0; row < pass.ToRow; row++)
                sum = Vector256.FusedMultiplyAdd(
                    Vector256.Create(Errors(pass, row)[function]),
                    Vector256.Load(pass.Cache + ((long)row * 2 * _allWaves) + first + wave),
                    sum
                );
            sum.Store(gradient + wave);
        }
    }

    /// <summary>The gradient for the bias of a function.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private float SumErrors(in LayerPass pass, int function)
    {
        float sum = 0;
        for (int row = 0; row < pass.ToRow; row++)
            sum += Errors(pass, row)[function];
        return sum;
    }

    // The errors of the functions of a row.
    private float* Errors(in LayerPass pass, int row) => pass.Error + ((long)row * _outputs) + _inputs;

    /// <summary>The gradient for the angles of neighboring waves of a column, in turns, but for the sines: -2π Σ_i w_i δ_i over its functions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<float> AngleError(in LayerPass pass, int row, int column, int wave)
    {
        float* weights = pass.Parameters + (2 * _allWaves) + (column * _waves * _width) + (wave - (column * _waves)),
            errors = pass.Error + ((long)row * _outputs) + _inputs + (column * _width);
        Vector256<float> sum = default;
        for (int i = 0; i < _width; i++)
            sum = Vector256.FusedMultiplyAdd(Vector256.Create(errors[i]), Vector256.Load(weights + (i * _waves)), sum);
        return sum * Vector256.Create(-2 * MathF.PI);
    }

    // The sines of a row and, after the backward pass, the gradient for its angles.
    private float* Angles(in LayerPass pass, int row) => pass.Cache + ((((long)row * 2) + 1) * _allWaves);

    // A network is only created with columns that exist. With any other parameters, nothing is read outside the row.
    private int Index(float column) => (int)Math.Min((uint)column, (uint)_inputs - 1);
}
