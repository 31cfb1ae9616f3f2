using System.Numerics;
using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>The computation of a <see cref="ColumnScaling"/> layer.</summary>
internal sealed unsafe class ColumnScalingKernel(ColumnScaling layer, Shape input, int firstParameter, ErrorRange neededBelow)
    : LayerKernel(input, input, firstParameter, input.Size)
{
    private readonly int _width = input.Size;

    public override bool ReadsRows => true;

    public override LayerKernel After(LayerKernel previous) => new ColumnScalingKernel(layer, Input, FirstParameter, previous.NeededErrors);

    /// <summary>It is worth being folded where few errors are needed below.</summary>
    public override LayerKernel Before(LayerKernel next) =>
        next is DenseKernel { KeepsNetInputs: false } && neededBelow.Length <= _width / 2
            ? new FoldedScalingKernel(layer, Input, FirstParameter, neededBelow)
            : this;

    public override void Initialize(Span<float> parameters, RandomSource random) => parameters.Fill(1 / layer.Rate);

    public override void Forward(in LayerPass pass)
    {
        float background = pass.Input.Background;
        for (int row = pass.FromRow; row < pass.ToRow; row++)
        {
            Span<float> outputs = Row(pass.Output, row);
            Row(pass.InputRows, row).CopyTo(outputs);
            if (background != 0)
                Elementwise.Map<Shift>(outputs, background);
            Elementwise.Map<Scale>(outputs, Scales(pass), layer.Rate);
        }
    }

    public override void Backward(in LayerPass pass, bool isNetInputError, GradientRule rule)
    {
        for (int row = pass.FromRow; pass.InputError != null && row < pass.ToRow; row++)
        {
            Span<float> errors = Row(pass.InputError, row);
            Row(pass.Error, row).CopyTo(errors);
            Elementwise.Map<Scale>(errors, Scales(pass), layer.Rate);
        }
    }

    public override int GradientBlocks(LayerInput input) => 1;

    public override ParameterBlock GradientRange(LayerInput input, int block) => new(0, _width, IsWeights: true);

    /// <summary>Σ r δ x over the rows.</summary>
    public override void Gradient(int block, in LayerPass pass, float* gradient)
    {
        float background = pass.Input.Background;
        Span<float> sum = new(gradient, _width);
        sum.Clear();
        for (int row = 0; row < pass.ToRow; row++)
        {
            Span<float> values = Row(pass.InputRows, row),
                errors = Row(pass.Error, row);
            int i = 0;
            for (; i <= _width - Vector<float>.Count; i += Vector<float>.Count)
            {
                Vector<float> x = new Vector<float>(values[i..]) + new Vector<float>(background);
                (new Vector<float>(sum[i..]) + (new Vector<float>(errors[i..]) * x)).CopyTo(sum[i..]);
            }

            for (; i < _width; i++)
                sum[i] += errors[i] * (values[i] + background);
        }

        foreach (ref float value in sum)
            value *= layer.Rate;
    }

    private Span<float> Scales(in LayerPass pass) => new(pass.Parameters, _width);

    private Span<float> Row(float* rows, int row) => new(rows + ((long)row * _width), _width);

    internal readonly struct Shift : IUnaryFunction
    {
        public static Vector<float> Apply(Vector<float> x, float parameter) => x + new Vector<float>(parameter);
    }

    private readonly struct Scale : IBinaryFunction
    {
        public static Vector<float> Apply(Vector<float> x, Vector<float> y, float parameter) => x * (y * parameter);
    }
}
