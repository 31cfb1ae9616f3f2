using System.Runtime.CompilerServices;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// The computation of a <see cref="ColumnScaling"/> layer whose scales are part of the weights behind it (<see cref="ScaledDenseKernel"/>), which also compute their gradient:
/// it passes rows on as they are.
/// </summary>
internal sealed unsafe class FoldedScalingKernel(ColumnScaling layer, Shape input, int firstParameter, ErrorRange neededBelow)
    : LayerKernel(input, input, firstParameter, input.Size)
{
    /// <summary>r: the factor of all scales.</summary>
    public float Rate => layer.Rate;

    public override bool ReadsRows => true;

    public override ErrorRange NeededErrors => neededBelow;

    public override void Initialize(Span<float> parameters, RandomSource random) => parameters.Fill(1 / layer.Rate);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Forward(in LayerPass pass)
    {
        long first = (long)pass.FromRow * Input.Size;
        int count = (pass.ToRow - pass.FromRow) * Input.Size;
        Span<float> outputs = new(pass.Output + first, count);
        new ReadOnlySpan<float>(pass.InputRows + first, count).CopyTo(outputs);
        if (pass.Input.Background is not 0 and float background)
            Kernels.Elementwise.Map<ColumnScalingKernel.Shift>(outputs, background);
    }

    public override void Backward(in LayerPass pass, bool isNetInputError, GradientRule rule)
    {
        for (int row = pass.FromRow; neededBelow.Length > 0 && row < pass.ToRow; row++)
        {
            long first = ((long)row * Input.Size) + neededBelow.From;
            new Span<float>(pass.Error + first, neededBelow.Length).CopyTo(new Span<float>(pass.InputError + first, neededBelow.Length));
        }
    }

    public override int GradientBlocks(LayerInput input) => 0;

    public override ParameterBlock GradientRange(LayerInput input, int block) => default;

    public override void Gradient(int block, in LayerPass pass, float* gradient) { }
}
