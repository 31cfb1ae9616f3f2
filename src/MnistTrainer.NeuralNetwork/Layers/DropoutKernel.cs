namespace MnistTrainer.NeuralNetwork;

/// <summary>The computation of a <see cref="Dropout"/> layer. It keeps the factor of each value, 0 or 1 / (1 - rate).</summary>
internal sealed unsafe class DropoutKernel(Dropout layer, Shape input, int firstParameter)
    : LayerKernel(input, layer.OutputShape(input), firstParameter, 0)
{
    private readonly int _width = input.Size;
    private readonly float _scale = 1 / (1 - layer.Rate);

    // A value stays where 32 random bits are at least this.
    private readonly ulong _threshold = (ulong)(layer.Rate * (double)(1UL << 32));

    public override int KeptWidth => _width;

    public override bool ReadsRows => true;

    public override void Initialize(Span<float> parameters, RandomSource random)
    {
    }

    public override void Forward(in LayerPass pass)
    {
        float background = pass.Input.Background;
        for (int row = pass.FromRow; row < pass.ToRow; row++)
        {
            long from = (long)row * _width;
            Span<float> kept = new(pass.Kept + from, _width), output = new(pass.Output + from, _width);
            ReadOnlySpan<float> values = new(pass.Input.Rows + from, _width);
            if (pass.IsTraining)
                Draw(kept, pass, row);
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
            pass.InputError[i] = pass.Error[i] * pass.Kept[i];
    }

    public override int GradientBlocks(LayerInput input) => 0;

    public override ParameterBlock GradientRange(LayerInput input, int block) => default;

    public override void Gradient(int block, in LayerPass pass, float* gradient)
    {
    }

    private void Draw(Span<float> kept, in LayerPass pass, int row)
    {
        RandomSource random = pass.Scratch.Random;
        random.Restart(pass.Seed, RandomStream.OfRow(pass.Step, row));
        for (int i = 0; i < kept.Length; i += 2)
        {
            ulong bits = random.NextBits();
            kept[i] = (uint)bits >= _threshold ? _scale : 0;
            if (i + 1 < kept.Length)
                kept[i + 1] = bits >> 32 >= _threshold ? _scale : 0;
        }
    }
}
