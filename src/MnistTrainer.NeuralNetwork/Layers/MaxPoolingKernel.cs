using System.Numerics;
using System.Runtime.CompilerServices;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// The computation of a <see cref="MaxPooling"/> layer. It caches which place under the window was the largest. Behind a convolution that asks for it, it passes the
/// winners on instead of an error for each of its inputs.
/// </summary>
internal sealed unsafe class MaxPoolingKernel : LayerKernel
{
    private readonly ImageWindow _window;
    private readonly MaxPooling _layer;
    private readonly int[] _offsets;
    private readonly bool _passesWinners;

    public MaxPoolingKernel(MaxPooling layer, Shape input, int firstParameter, bool passesWinners = false)
        : base(input, layer.OutputShape(input), firstParameter, 0)
    {
        _layer = layer;
        _passesWinners = passesWinners;
        _window = layer.WindowOn(input);
        // Floats from the first pixel under the window to each of them.
        _offsets =
        [
            .. Enumerable
                .Range(0, layer.Size * layer.Size)
                .Select(at => ((at / layer.Size * input.Width) + (at % layer.Size)) * input.Channels),
        ];
    }

    /// <summary>Whether most of its inputs get an error of zero: windows of several pixels that do not overlap have one winner each.</summary>
    public bool HasFewWinners => _window.Stride >= _window.Size && _window.Size > 1;

    /// <summary>Where the window lies.</summary>
    public ImageWindow Window => _window;

    public override int CacheWidth => Output.Size;

    public override bool ReadsRows => true;

    public override bool TakesSingleRows => true;

    public override LayerKernel After(LayerKernel previous) =>
        previous is ConvolutionKernel { ReadsWinners: true }
            ? new MaxPoolingKernel(_layer, Input, FirstParameter, passesWinners: true)
            : this;

    public override void Initialize(Span<float> parameters, RandomSource random) { }

    public override void Forward(in LayerPass pass)
    {
        for (int row = pass.FromRow; row < pass.ToRow; row++)
        {
            long at = (long)row * Output.Size;
            Forward(
                pass.InputRows + ((long)row * Input.Size),
                pass.Output + at,
                pass.IsTraining ? (int*)(pass.Cache + at) : null,
                pass.Input.Background
            );
        }
    }

    public override void Backward(in LayerPass pass, bool isNetInputError, GradientRule rule)
    {
        if (pass.InputError == null)
            return;
        for (int row = pass.FromRow; row < pass.ToRow; row++)
        {
            long at = (long)row * Output.Size;
            float* inputError = pass.InputError + ((long)row * Input.Size);
            if (_passesWinners)
                Pass(pass.Error + at, pass.Output + at, pass.Cache + at, new PoolingWinners(inputError, Output.Size));
            else
                Backward(pass.Error + at, (int*)(pass.Cache + at), inputError);
        }
    }

    public override int GradientBlocks(LayerInput input) => 0;

    public override ParameterBlock GradientRange(LayerInput input, int block) => default;

    public override void Gradient(int block, in LayerPass pass, float* gradient) { }

    private void Pass(float* error, float* output, float* places, PoolingWinners winners)
    {
        new ReadOnlySpan<float>(error, Output.Size).CopyTo(new Span<float>(winners.Errors, Output.Size));
        new ReadOnlySpan<float>(output, Output.Size).CopyTo(new Span<float>(winners.Values, Output.Size));
        new ReadOnlySpan<int>(places, Output.Size).CopyTo(new Span<int>(winners.Places, Output.Size));
    }

    // Values stored after the channels of a pixel are overwritten by the next pixel; the last ones are copied from the side.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Forward(float* image, float* output, int* winners, float background)
    {
        int channels = Input.Channels,
            lanes = Vector<float>.Count,
            across = _window.Stride * channels,
            lastWhole = Output.Size - lanes;
        Vector<float> added = new(background);
        float* spare = stackalloc float[2 * lanes];
        fixed (int* offsets = _offsets)
        {
            for (int y = 0, pixel = 0; y < Output.Height; y++)
            {
                float* corner = image + ((long)y * _window.Stride * Input.Width * channels);
                for (int x = 0; x < Output.Width; x++, corner += across, pixel += channels)
                {
                    for (int c = 0; c < channels; c += lanes)
                    {
                        Vector<float> best =
                            _offsets.Length == 4
                                ? LargestOfFour(corner + c, offsets, out Vector<int> winner)
                                : Largest(corner + c, offsets, out winner);
                        int at = pixel + c;
                        bool isWhole = at <= lastWhole;
                        Vector.Store(best + added, isWhole ? output + at : spare);
                        if (winners != null)
                            Vector.Store(winner, isWhole ? winners + at : (int*)(spare + lanes));
                        if (isWhole)
                            continue;
                        int kept = Output.Size - at;
                        new Span<float>(spare, kept).CopyTo(new Span<float>(output + at, kept));
                        if (winners != null)
                            new Span<int>(spare + lanes, kept).CopyTo(new Span<int>(winners + at, kept));
                    }
                }
            }
        }
    }

    private Vector<float> Largest(float* first, int* offsets, out Vector<int> winner)
    {
        var best = Vector.Load(first);
        winner = default;
        for (int k = 1; k < _offsets.Length; k++)
            best = Larger(best, first + offsets[k], k, ref winner);
        return best;
    }

    // The usual windows of 2 x 2, without a loop.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> LargestOfFour(float* first, int* offsets, out Vector<int> winner)
    {
        winner = default;
        Vector<float> best = Larger(Vector.Load(first), first + offsets[1], 1, ref winner);
        best = Larger(best, first + offsets[2], 2, ref winner);
        return Larger(best, first + offsets[3], 3, ref winner);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Larger(Vector<float> best, float* other, int place, ref Vector<int> winner)
    {
        var value = Vector.Load(other);
        var isLarger = Vector.GreaterThan(value, best);
        winner = Vector.ConditionalSelect(isLarger, new Vector<int>(place), winner);
        return Vector.ConditionalSelect(isLarger, value, best);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Backward(float* error, int* winners, float* imageError)
    {
        int channels = Input.Channels;
        new Span<float>(imageError, Input.Size).Clear();
        fixed (int* offsets = _offsets)
            for (int y = 0; y < Output.Height; y++)
            {
                float* corner = imageError + ((long)y * _window.Stride * Input.Width * channels);
                for (int x = 0; x < Output.Width; x++, corner += _window.Stride * channels)
                {
                    for (int c = 0; c < channels; c++)
                        corner[offsets[*winners++] + c] += *error++;
                }
            }
    }
}
