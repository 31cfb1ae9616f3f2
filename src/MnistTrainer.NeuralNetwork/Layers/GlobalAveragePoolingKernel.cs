namespace MnistTrainer.NeuralNetwork;

/// <summary>The computation of a <see cref="GlobalAveragePooling"/> layer.</summary>
internal sealed unsafe class GlobalAveragePoolingKernel(Shape input, int firstParameter)
    : LayerKernel(input, Shape.Vector(input.Channels), firstParameter, 0)
{
    private readonly int _pixels = input.Height * input.Width;

    public override bool ReadsRows => true;

    public override bool TakesSingleRows => true;

    public override void Initialize(Span<float> parameters, RandomSource random) { }

    public override void Forward(in LayerPass pass)
    {
        int channels = Input.Channels;
        for (int row = pass.FromRow; row < pass.ToRow; row++)
        {
            float* pixel = pass.InputRows + ((long)row * Input.Size),
                output = pass.Output + ((long)row * channels);
            new Span<float>(output, channels).Clear();
            for (int i = 0; i < _pixels; i++, pixel += channels)
            {
                for (int c = 0; c < channels; c++)
                    output[c] += pixel[c];
            }

            for (int c = 0; c < channels; c++)
                output[c] = (output[c] / _pixels) + pass.Input.Background;
        }
    }

    public override void Backward(in LayerPass pass, bool isNetInputError, GradientRule rule)
    {
        if (pass.InputError == null)
            return;
        int channels = Input.Channels;
        for (int row = pass.FromRow; row < pass.ToRow; row++)
        {
            float* pixel = pass.InputError + ((long)row * Input.Size),
                error = pass.Error + ((long)row * channels);
            for (int i = 0; i < _pixels; i++, pixel += channels)
            {
                for (int c = 0; c < channels; c++)
                    pixel[c] = error[c] / _pixels;
            }
        }
    }

    public override int GradientBlocks(LayerInput input) => 0;

    public override ParameterBlock GradientRange(LayerInput input, int block) => default;

    public override void Gradient(int block, in LayerPass pass, float* gradient) { }
}
