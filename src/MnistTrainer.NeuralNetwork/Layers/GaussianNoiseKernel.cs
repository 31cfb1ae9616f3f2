namespace MnistTrainer.NeuralNetwork;

/// <summary>The computation of a <see cref="GaussianNoise"/> layer. The gradient passes through unchanged.</summary>
internal sealed unsafe class GaussianNoiseKernel(GaussianNoise layer, Shape input, int firstParameter)
    : LayerKernel(input, layer.OutputShape(input), firstParameter, 0)
{
    private readonly int _width = input.Size;

    public override bool ReadsRows => true;

    /// <summary>Among layers of images, as these do.</summary>
    public override bool ScoresSingleRows => !Input.IsVector;

    public override void Initialize(Span<float> parameters, RandomSource random) { }

    public override void Forward(in LayerPass pass)
    {
        float background = pass.Input.Background;
        for (int row = pass.FromRow; row < pass.ToRow; row++)
        {
            long from = (long)row * _width;
            Span<float> output = new(pass.Output + from, _width);
            ReadOnlySpan<float> values = new(pass.InputRows + from, _width);
            if (pass.IsTraining)
                layer.Draw(output, pass.Seed, pass.Step, row, pass.Scratch.Random);
            else
                output.Clear();
            for (int i = 0; i < _width; i++)
                output[i] += values[i] + background;
        }
    }

    public override void Backward(in LayerPass pass, bool isNetInputError, GradientRule rule)
    {
        if (pass.InputError == null)
            return;
        long from = (long)pass.FromRow * _width;
        int count = (pass.ToRow - pass.FromRow) * _width;
        new ReadOnlySpan<float>(pass.Error + from, count).CopyTo(new Span<float>(pass.InputError + from, count));
    }

    public override int GradientBlocks(LayerInput input) => 0;

    public override ParameterBlock GradientRange(LayerInput input, int block) => default;

    public override void Gradient(int block, in LayerPass pass, float* gradient) { }
}
