namespace MnistTrainer.NeuralNetwork;

/// <summary>The computation of an <see cref="AveragePooling"/> layer.</summary>
internal sealed unsafe class AveragePoolingKernel(ImageWindow window, Shape output, int firstParameter)
    : LayerKernel(window.Input, output, firstParameter, 0)
{
    private readonly float _share = 1f / (window.Size * window.Size);

    public override bool ReadsRows => true;

    public override bool TakesSingleRows => true;

    public override void Initialize(Span<float> parameters, RandomSource random) { }

    public override void Forward(in LayerPass pass)
    {
        int channels = Input.Channels;
        for (int row = pass.FromRow; row < pass.ToRow; row++)
        {
            float* image = pass.InputRows + ((long)row * Input.Size),
                pixel = pass.Output + ((long)row * Output.Size);
            for (int place = 0; place < Output.Height * Output.Width; place++, pixel += channels)
            {
                new Span<float>(pixel, channels).Clear();
                for (int at = 0; at < window.Size * window.Size; at++)
                {
                    float* under = image + OffsetOf(place, at);
                    for (int c = 0; c < channels; c++)
                        pixel[c] += under[c];
                }

                for (int c = 0; c < channels; c++)
                    pixel[c] = (pixel[c] * _share) + pass.Input.Background;
            }
        }
    }

    public override void Backward(in LayerPass pass, bool isNetInputError, GradientRule rule)
    {
        if (pass.InputError == null)
            return;
        int channels = Input.Channels;
        for (int row = pass.FromRow; row < pass.ToRow; row++)
        {
            float* imageError = pass.InputError + ((long)row * Input.Size),
                error = pass.Error + ((long)row * Output.Size);
            new Span<float>(imageError, Input.Size).Clear();
            for (int place = 0; place < Output.Height * Output.Width; place++, error += channels)
            {
                for (int at = 0; at < window.Size * window.Size; at++)
                {
                    float* under = imageError + OffsetOf(place, at);
                    for (int c = 0; c < channels; c++)
                        under[c] += error[c] * _share;
                }
            }
        }
    }

    public override int GradientBlocks(LayerInput input) => 0;

    public override ParameterBlock GradientRange(LayerInput input, int block) => default;

    public override void Gradient(int block, in LayerPass pass, float* gradient) { }

    private int OffsetOf(int place, int at)
    {
        int y = (place / Output.Width * window.Stride) + (at / window.Size),
            x = (place % Output.Width * window.Stride) + (at % window.Size);
        return ((y * Input.Width) + x) * Input.Channels;
    }
}
