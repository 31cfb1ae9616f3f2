using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MnistTrainer.NeuralNetwork;

/// <summary>The computation of a <see cref="FeatureEncoding"/> layer.</summary>
internal sealed unsafe class FeatureEncodingKernel(FeatureEncoding layer, Shape input, int firstParameter)
    : LayerKernel(input, layer.OutputShape(input), firstParameter, checked((2 * input.Size) + (3 * layer.Ramps) + layer.Indicators))
{
    private readonly int _width = input.Size;
    private readonly int _units = layer.OutputShape(input).Size;

    public override bool ReadsRows => true;

    public override int TrainedCount => 0;

    public override ErrorRange NeededErrors => FirstParameter == 0 ? default : base.NeededErrors;

    /// <summary>Columns as they are; ramps and indicators of the first column, from 0 to 1.</summary>
    public override void Initialize(Span<float> parameters, RandomSource random)
    {
        parameters.Clear();
        parameters.Slice(_width, _width).Fill(1);
        parameters.Slice((2 * _width) + (2 * layer.Ramps), layer.Ramps).Fill(1);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Forward(in LayerPass pass)
    {
        float background = pass.Input.Background;
        float* columns = pass.Parameters + (2 * _width),
            starts = columns + layer.Ramps,
            slopes = starts + layer.Ramps;
        for (int row = pass.FromRow; row < pass.ToRow; row++)
            Scale(Row(pass, row), background, pass.Parameters, Outputs(pass, row));

        // Neighboring ramps of one column rise together.
        for (int first = 0, end; first < layer.Ramps; first = end)
        {
            int column = Column(columns[first]);
            for (end = first + 1; end < layer.Ramps && columns[end] == columns[first]; )
                end++;
            for (int row = pass.FromRow; row < pass.ToRow; row++)
                Rise(Row(pass, row)[column] + background, starts + first, slopes + first, Outputs(pass, row) + _width + first, end - first);
        }

        columns = slopes + layer.Ramps;
        for (int row = pass.FromRow; row < pass.ToRow; row++)
        {
            float* indicators = Outputs(pass, row) + _width + layer.Ramps;
            for (int i = 0; i < layer.Indicators; i++)
                indicators[i] = float.IsNaN(Row(pass, row)[Column(columns[i])]) ? 1 : 0;
        }
    }

    public override void Backward(in LayerPass pass, bool isNetInputError, GradientRule rule)
    {
        if (pass.InputError == null)
            return;
        float* centers = pass.Parameters,
            scales = centers + _width,
            columns = scales + _width,
            starts = columns + layer.Ramps,
            slopes = starts + layer.Ramps;
        for (int row = pass.FromRow; row < pass.ToRow; row++)
        {
            float* values = pass.InputRows + ((long)row * _width),
                errors = pass.Error + ((long)row * _units),
                inputErrors = pass.InputError + ((long)row * _width);
            for (int i = 0; i < _width; i++)
            {
                float share = layer.Clip == 0 ? 0 : scales[i] * (values[i] - centers[i]) / layer.Clip,
                    root = MathF.Sqrt(1 + (share * share));
                inputErrors[i] = float.IsNaN(values[i]) ? 0 : errors[i] * scales[i] / (root * root * root);
            }

            for (int i = 0; i < layer.Ramps; i++)
            {
                int column = Column(columns[i]);
                if (slopes[i] * (values[column] - starts[i]) is > 0 and < 1)
                    inputErrors[column] += errors[_width + i] * slopes[i];
            }
        }
    }

    public override int GradientBlocks(LayerInput input) => 0;

    public override ParameterBlock GradientRange(LayerInput input, int block) => default;

    public override void Gradient(int block, in LayerPass pass, float* gradient) { }

    private float* Row(in LayerPass pass, int row) => pass.InputRows + ((long)row * _width);

    private float* Outputs(in LayerPass pass, int row) => pass.Output + ((long)row * _units);

    // A network is only created with columns that exist. With any other parameters, nothing is read outside the row.
    private int Column(float index) => (int)Math.Min((uint)index, (uint)_width - 1);

    /// <summary>The ramps of one value. The last vector overlaps the one before, so that all have the same arithmetic.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rise(float x, float* starts, float* slopes, float* ramps, int count)
    {
        if (float.IsNaN(x))
        {
            new Span<float>(ramps, count).Clear();
            return;
        }

        int i = 0;
        if (count >= Vector256<float>.Count)
        {
            for (; i < count; i += Vector256<float>.Count)
            {
                int at = Math.Min(i, count - Vector256<float>.Count);
                Vector256<float> height = Vector256.Load(slopes + at) * (Vector256.Create(x) - Vector256.Load(starts + at));
                Vector256.Min(Vector256.Max(height, Vector256<float>.Zero), Vector256<float>.One).Store(ramps + at);
            }
        }
        else if (count >= Vector128<float>.Count)
        {
            for (; i < count; i += Vector128<float>.Count)
            {
                int at = Math.Min(i, count - Vector128<float>.Count);
                Vector128<float> height = Vector128.Load(slopes + at) * (Vector128.Create(x) - Vector128.Load(starts + at));
                Vector128.Min(Vector128.Max(height, Vector128<float>.Zero), Vector128<float>.One).Store(ramps + at);
            }
        }

        for (; i < count; i++)
            ramps[i] = Math.Clamp(slopes[i] * (x - starts[i]), 0, 1);
    }

    /// <summary>The scaled values of a row. The last vector overlaps the one before; fewer columns than a vector are copied to one of their own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Scale(float* values, float background, float* centers, float* outputs)
    {
        float* scales = centers + _width;
        if (_width >= Vector<float>.Count)
        {
            for (int i = 0; i < _width; i += Vector<float>.Count)
            {
                int at = Math.Min(i, _width - Vector<float>.Count);
                Scaled(Vector.Load(values + at), background, Vector.Load(centers + at), Vector.Load(scales + at)).Store(outputs + at);
            }

            return;
        }

        float* few = stackalloc float[3 * Vector<float>.Count];
        for (int i = 0; i < _width; i++)
            (few[i], few[Vector<float>.Count + i], few[(2 * Vector<float>.Count) + i]) = (values[i], centers[i], scales[i]);
        Vector<float> scaled = Scaled(
            Vector.Load(few),
            background,
            Vector.Load(few + Vector<float>.Count),
            Vector.Load(few + (2 * Vector<float>.Count))
        );
        scaled.Store(few);
        new ReadOnlySpan<float>(few, _width).CopyTo(new Span<float>(outputs, _width));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector<float> Scaled(Vector<float> value, float background, Vector<float> center, Vector<float> scale)
    {
        Vector<float> x = value + new Vector<float>(background),
            y = scale * (x - center);
        if (layer.Clip > 0)
        {
            Vector<float> limit = new(FeatureEncoding.LargestShare),
                share = Vector.Min(Vector.Max(y / new Vector<float>(layer.Clip), -limit), limit);
            y = new Vector<float>(layer.Clip) * (share / Vector.SquareRoot(Vector<float>.One + (share * share)));
        }

        return Vector.ConditionalSelect(Vector.Equals(x, x), y, Vector<float>.Zero);
    }
}
