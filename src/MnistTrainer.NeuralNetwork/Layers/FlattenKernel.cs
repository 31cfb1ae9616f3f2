namespace MnistTrainer.NeuralNetwork;

/// <summary>The computation of a <see cref="Flatten"/> layer: a copy, in both directions.</summary>
internal sealed unsafe class FlattenKernel(Shape input, int firstParameter)
    : LayerKernel(input, Shape.Vector(input.Size), firstParameter, 0)
{
    private readonly int _width = input.Size;

    public override bool ReadsRows => true;

    public override bool ScoresSingleRows => true;

    public override void Initialize(Span<float> parameters, RandomSource random) { }

    public override void Forward(in LayerPass pass)
    {
        (long from, int count) = RangeOf(pass);
        Span<float> output = new(pass.Output + from, count);
        new ReadOnlySpan<float>(pass.InputRows + from, count).CopyTo(output);
        if (pass.Input.Background == 0)
            return;
        foreach (ref float value in output)
            value += pass.Input.Background;
    }

    public override void Backward(in LayerPass pass, bool isNetInputError, GradientRule rule)
    {
        (long from, int count) = RangeOf(pass);
        if (pass.InputError != null)
            new ReadOnlySpan<float>(pass.Error + from, count).CopyTo(new Span<float>(pass.InputError + from, count));
    }

    public override int GradientBlocks(LayerInput input) => 0;

    public override ParameterBlock GradientRange(LayerInput input, int block) => default;

    public override void Gradient(int block, in LayerPass pass, float* gradient) { }

    private (long From, int Count) RangeOf(in LayerPass pass) => ((long)pass.FromRow * _width, (pass.ToRow - pass.FromRow) * _width);
}
