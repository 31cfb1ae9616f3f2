using System.Numerics;

namespace MnistTrainer.NeuralNetwork;

/// <summary>The computation of a <see cref="FeatureEncoding"/> layer.</summary>
internal sealed unsafe class FeatureEncodingKernel(FeatureEncoding layer, Shape input, int firstParameter)
    : LayerKernel(input, layer.OutputShape(input), firstParameter, checked((2 * input.Size) + (3 * layer.Ramps) + layer.Indicators))
{
    private readonly int _width = input.Size;
    private readonly int _units = layer.OutputShape(input).Size;

    public override bool ReadsRows => true;

    public override int TrainedCount => 0;

    /// <summary>Columns as they are; ramps and indicators of the first column, from 0 to 1.</summary>
    public override void Initialize(Span<float> parameters, RandomSource random)
    {
        parameters.Clear();
        parameters.Slice(_width, _width).Fill(1);
        parameters.Slice((2 * _width) + (2 * layer.Ramps), layer.Ramps).Fill(1);
    }

    public override void Forward(in LayerPass pass)
    {
        float background = pass.Input.Background;
        for (int row = pass.FromRow; row < pass.ToRow; row++)
        {
            float* values = pass.InputRows + ((long)row * _width),
                outputs = pass.Output + ((long)row * _units);
            Scale(values, background, pass.Parameters, outputs);
            float* columns = pass.Parameters + (2 * _width),
                starts = columns + layer.Ramps,
                slopes = starts + layer.Ramps,
                ramps = outputs + _width;
            for (int i = 0; i < layer.Ramps; i++)
            {
                float x = values[Column(columns[i])] + background;
                ramps[i] = float.IsNaN(x) ? 0 : Math.Clamp(slopes[i] * (x - starts[i]), 0, 1);
            }

            columns = slopes + layer.Ramps;
            for (int i = 0; i < layer.Indicators; i++)
                ramps[layer.Ramps + i] = float.IsNaN(values[Column(columns[i])]) ? 1 : 0;
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

    // A network is only created with columns that exist. Whatever else may happen to its parameters, nothing is read beside the row.
    private int Column(float index) => (int)Math.Min((uint)index, (uint)_width - 1);

    private void Scale(float* values, float background, float* centers, float* outputs)
    {
        float* scales = centers + _width;
        int i = 0;
        for (; i <= _width - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector<float> x = Vector.Load(values + i) + new Vector<float>(background);
            Vector.Store(Scaled(x, Vector.Load(centers + i), Vector.Load(scales + i)), outputs + i);
        }

        for (; i < _width; i++)
        {
            Vector<float> x = new(values[i] + background);
            outputs[i] = Scaled(x, new Vector<float>(centers[i]), new Vector<float>(scales[i]))[0];
        }
    }

    private Vector<float> Scaled(Vector<float> x, Vector<float> center, Vector<float> scale)
    {
        Vector<float> y = scale * (x - center);
        if (layer.Clip > 0)
        {
            Vector<float> limit = new(FeatureEncoding.LargestShare),
                share = Vector.Min(Vector.Max(y / new Vector<float>(layer.Clip), -limit), limit);
            y = new Vector<float>(layer.Clip) * (share / Vector.SquareRoot(Vector<float>.One + (share * share)));
        }

        return Vector.ConditionalSelect(Vector.Equals(x, x), y, Vector<float>.Zero);
    }
}
