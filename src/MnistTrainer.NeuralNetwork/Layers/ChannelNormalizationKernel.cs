using System.Numerics;
using System.Runtime.CompilerServices;
using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// The computation of a <see cref="BatchNormalization"/> layer on images: μ and σ² of a channel are taken over all its pixels in one slice of 16 rows, and not in the whole
/// batch ("ghost" batch normalization: Hoffer, Hubara and Soudry 2017; Summers and Dinneen 2020). Nothing waits for other slices, and each may be in another process. The
/// running figures follow the means over the slices of a step.
/// </summary>
internal sealed unsafe class ChannelNormalizationKernel(BatchNormalization layer, Shape input, int firstParameter)
    : LayerKernel(input, layer.OutputShape(input), firstParameter, checked(4 * input.Channels))
{
    private readonly int _channels = input.Channels;
    private readonly int _padded = ChannelSums.Padded(input.Channels);
    private readonly int _pixels = input.Height * input.Width;
    private readonly int _units = layer.OutputShape(input).Channels;
    private readonly NetInputActivation? _keeping = layer.Activation as NetInputActivation;

    public override int CacheWidth => _keeping is null ? 0 : Input.Size;

    public override int NetErrorWidth => Input.Size;

    public override bool ReadsRows => true;

    /// <summary>In training, a slice is needed for its statistics.</summary>
    public override bool ScoresSingleRows => true;

    /// <summary>μ, 1 / √(σ² + ε), σ², Σδ and Σδx̂ of each channel, one after another, each padded.</summary>
    public override int SliceLength => 5 * _padded;

    /// <summary>What each channel is multiplied by, or its sums, padded.</summary>
    public override int ScratchLength => 4 * _padded;

    public override int TrainedCount => 2 * _channels;

    public override void Initialize(Span<float> parameters, RandomSource random)
    {
        parameters.Clear();
        parameters[.._channels].Fill(1);
        parameters[(3 * _channels)..].Fill(1);
    }

    public override void Forward(in LayerPass pass)
    {
        if (pass.IsTraining)
            Measure(pass);
        float* factor = pass.Scratch.Frame.Pointer,
            beta = pass.Parameters + _channels,
            mean = pass.IsTraining ? SliceOf(pass) : beta + _channels;
        for (int c = 0; c < _channels; c++)
            factor[c] = pass.Parameters[c] * (pass.IsTraining ? mean[_padded + c] : 1 / MathF.Sqrt(mean[_channels + c] + layer.Epsilon));
        for (int row = pass.FromRow; row < pass.ToRow; row++)
        {
            float* net = _keeping is null ? pass.Output + ((long)row * Output.Size) : pass.Cache + ((long)row * Input.Size);
            Span<float> output = new(pass.Output + ((long)row * Output.Size), Output.Size);
            Scale(pass.InputRows + ((long)row * Input.Size), mean, factor, beta, net);
            if (_keeping is null)
                layer.Activation.Forward(output, _units);
            else
                _keeping.Forward(new ReadOnlySpan<float>(net, Input.Size), output);
        }
    }

    public override void Backward(in LayerPass pass, bool isNetInputError, GradientRule rule)
    {
        if (!isNetInputError)
            Differentiate(pass);
        float* mean = SliceOf(pass),
            inverse = mean + _padded,
            sums = mean + (3 * _padded),
            products = mean + (4 * _padded);
        new Span<float>(sums, 2 * _padded).Clear();
        for (int row = pass.FromRow; row < pass.ToRow; row++)
            ChannelSums.AddErrors(
                pass.InputRows + ((long)row * Input.Size),
                pass.NetError + ((long)row * Input.Size),
                _pixels,
                _channels,
                mean,
                sums,
                products
            );
        for (int c = 0; c < _channels; c++)
            products[c] *= inverse[c];
        if (pass.InputError == null)
            return;

        // γ / √ (δ - Σδ / n - x̂ Σδx̂ / n), as a line in δ and x for each channel.
        float* ofError = pass.Scratch.Frame.Pointer,
            ofInput = ofError + _padded,
            constant = ofError + (2 * _padded);
        float share = 1f / ((pass.ToRow - pass.FromRow) * _pixels);
        for (int c = 0; c < _channels; c++)
        {
            ofError[c] = pass.Parameters[c] * inverse[c];
            ofInput[c] = -ofError[c] * inverse[c] * products[c] * share;
            constant[c] = -ofError[c] * sums[c] * share;
        }

        for (int row = pass.FromRow; row < pass.ToRow; row++)
            Propagate(
                pass.InputRows + ((long)row * Input.Size),
                pass.NetError + ((long)row * Input.Size),
                mean,
                ofError,
                pass.InputError + ((long)row * Input.Size)
            );
    }

    /// <summary>The running variance is that of the population, estimated as n / (n - 1) times that of a slice of n pixels.</summary>
    public override void UpdateRunningStatistics(in LayerPass pass)
    {
        float* mean = pass.Parameters + (2 * _channels),
            variance = mean + _channels;
        int slices = Workspace.Slices(pass.BatchRows);
        for (int c = 0; c < _channels; c++)
        {
            double means = 0,
                variances = 0;
            for (int slice = 0; slice < slices; slice++)
            {
                float* statistics = pass.SliceMemory + ((long)slice * SliceLength);
                int rows = Math.Min(Workspace.SliceRows, pass.BatchRows - (slice * Workspace.SliceRows));
                double pixels = (double)rows * _pixels;
                means += rows * (double)statistics[c];
                variances += rows * statistics[(2 * _padded) + c] * (pixels > 1 ? pixels / (pixels - 1) : 1);
            }

            mean[c] = (layer.Momentum * mean[c]) + ((1 - layer.Momentum) * (float)(means / pass.BatchRows));
            variance[c] = (layer.Momentum * variance[c]) + ((1 - layer.Momentum) * (float)(variances / pass.BatchRows));
        }
    }

    public override int GradientBlocks(LayerInput input) => 2;

    public override ParameterBlock GradientRange(LayerInput input, int block) => new(block * _channels, _channels, IsWeights: false);

    public override void Gradient(int block, in LayerPass pass, float* gradient)
    {
        float* sum = pass.SliceMemory + ((4 - block) * _padded);
        SliceSum.Of(sum, _channels, SliceLength, Workspace.Slices(pass.BatchRows));
        new ReadOnlySpan<float>(sum, _channels).CopyTo(new Span<float>(gradient, _channels));
    }

    private float* SliceOf(in LayerPass pass) => pass.SliceMemory + ((long)(pass.FromRow / Workspace.SliceRows) * SliceLength);

    // In two passes: the variance as the mean of squares minus a square would lose precision. Rows are summed in single precision, slices in double.
    private void Measure(in LayerPass pass)
    {
        float* statistics = SliceOf(pass),
            row = pass.Scratch.Frame.Pointer;
        double* sums = (double*)(row + (2 * _padded));
        double count = (double)(pass.ToRow - pass.FromRow) * _pixels;
        new Span<double>(sums, _channels).Clear();
        for (int i = pass.FromRow; i < pass.ToRow; i++)
        {
            new Span<float>(row, _padded).Clear();
            ChannelSums.Add(pass.InputRows + ((long)i * Input.Size), _pixels, _channels, row);
            for (int c = 0; c < _channels; c++)
                sums[c] += row[c];
        }

        for (int c = 0; c < _channels; c++)
            statistics[c] = (float)(sums[c] / count);
        new Span<double>(sums, _channels).Clear();
        for (int i = pass.FromRow; i < pass.ToRow; i++)
        {
            new Span<float>(row, _padded).Clear();
            ChannelSums.AddSquares(pass.InputRows + ((long)i * Input.Size), _pixels, _channels, statistics, row);
            for (int c = 0; c < _channels; c++)
                sums[c] += row[c];
        }

        for (int c = 0; c < _channels; c++)
        {
            statistics[_padded + c] = (float)(1 / Math.Sqrt((sums[c] / count) + layer.Epsilon));
            statistics[(2 * _padded) + c] = (float)(sums[c] / count);
        }
    }

    // Values stored after the channels of a pixel are overwritten by the following ones; the last ones are computed one by one.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Scale(float* image, float* mean, float* factor, float* beta, float* z)
    {
        int lanes = Vector<float>.Count,
            size = Input.Size;
        for (int first = 0; first < size; first += _channels)
        {
            for (int c = 0; c < _channels; c += lanes)
            {
                int at = first + c;
                if (at + lanes <= size)
                {
                    Vector<float> difference = Vector.Load(image + at) - Vector.Load(mean + c);
                    Vector.Store(Vector.FusedMultiplyAdd(difference, Vector.Load(factor + c), Vector.Load(beta + c)), z + at);
                    continue;
                }

                for (int k = c; k < _channels; k++)
                    z[first + k] = MathF.FusedMultiplyAdd(image[first + k] - mean[k], factor[k], beta[k]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Propagate(float* image, float* error, float* mean, float* ofError, float* inputError)
    {
        int lanes = Vector<float>.Count,
            size = Input.Size;
        float* ofInput = ofError + _padded,
            constant = ofInput + _padded;
        for (int first = 0; first < size; first += _channels)
        {
            for (int c = 0; c < _channels; c += lanes)
            {
                int at = first + c;
                if (at + lanes <= size)
                {
                    Vector<float> line = Vector.FusedMultiplyAdd(
                        Vector.Load(image + at) - Vector.Load(mean + c),
                        Vector.Load(ofInput + c),
                        Vector.Load(constant + c)
                    );
                    Vector.Store(Vector.FusedMultiplyAdd(Vector.Load(error + at), Vector.Load(ofError + c), line), inputError + at);
                    continue;
                }

                for (int k = c; k < _channels; k++)
                {
                    float line = MathF.FusedMultiplyAdd(image[first + k] - mean[k], ofInput[k], constant[k]);
                    inputError[first + k] = MathF.FusedMultiplyAdd(error[first + k], ofError[k], line);
                }
            }
        }
    }

    private void Differentiate(in LayerPass pass)
    {
        long from = (long)pass.FromRow * Output.Size,
            fromNet = (long)pass.FromRow * Input.Size;
        int rows = pass.ToRow - pass.FromRow;
        Span<float> error = new(pass.Error + from, rows * Output.Size);
        if (_keeping is null)
            layer.Activation.Backward(new ReadOnlySpan<float>(pass.Output + from, rows * Output.Size), error, _units);
        else
            _keeping.Backward(
                new ReadOnlySpan<float>(pass.Cache + fromNet, rows * Input.Size),
                error,
                new Span<float>(pass.NetError + fromNet, rows * Input.Size)
            );
    }
}
