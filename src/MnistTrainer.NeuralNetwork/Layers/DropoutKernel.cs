namespace MnistTrainer.NeuralNetwork;

/// <summary>The computation of a <see cref="Dropout"/> layer. It caches the factor of each value, 0 or 1 / (1 - rate).</summary>
internal sealed unsafe class DropoutKernel(Dropout layer, Shape input, int firstParameter)
    : LayerKernel(input, layer.OutputShape(input), firstParameter, 0)
{
    private readonly int _width = input.Size;

    public override int CacheWidth => _width;

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
            Span<float> kept = new(pass.Cache + from, _width),
                output = new(pass.Output + from, _width);
            ReadOnlySpan<float> values = new(pass.InputRows + from, _width);
            if (pass.IsTraining)
                layer.Draw(kept, Input, pass.Seed, pass.Step, row, pass.Scratch.Random);
            else
                kept.Fill(1);
            for (int i = 0; i < _width; i++)
                output[i] = (values[i] + background) * kept[i];
        }
    }

    public override void Backward(in LayerPass pass, bool isNetInputError, GradientRule rule)
    {
        if (pass.InputError == null)
            return;
        for (long i = (long)pass.FromRow * _width; i < (long)pass.ToRow * _width; i++)
            pass.InputError[i] = pass.Error[i] * pass.Cache[i];
    }

    public override int GradientBlocks(LayerInput input) => 0;

    public override ParameterBlock GradientRange(LayerInput input, int block) => default;

    public override void Gradient(int block, in LayerPass pass, float* gradient) { }
}
