using System.Numerics;
using System.Runtime.CompilerServices;

namespace MnistTrainer.NeuralNetwork.Kernels;

/// <summary>
/// Sums over the pixels of an image for each channel, whose values lie next to each other. Four sums are taken in turn, as additions take their time, and then added; their
/// order does not depend on the width of vectors. Vectors are read whole, also behind the last channel of the last pixel.
/// </summary>
internal static unsafe class ChannelSums
{
    /// <summary>The length of an array that has a sum for each channel.</summary>
    public static int Padded(int channels) => (channels + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;

    /// <summary>Adds the values.</summary>
    /// <param name="image">Pixels x channels.</param>
    /// <param name="pixels">The number of pixels.</param>
    /// <param name="channels">The number of channels.</param>
    /// <param name="sums">What is added to, <see cref="Padded"/> floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(float* image, int pixels, int channels, float* sums)
    {
        for (int c = 0; c < channels; c += Vector<float>.Count)
        {
            Vector<float> s0 = default,
                s1 = default,
                s2 = default,
                s3 = default;
            float* x = image + c;
            int i = 0;
            for (; i + 4 <= pixels; i += 4, x += 4 * channels)
            {
                s0 += Vector.Load(x);
                s1 += Vector.Load(x + channels);
                s2 += Vector.Load(x + (2 * channels));
                s3 += Vector.Load(x + (3 * channels));
            }

            for (; i < pixels; i++, x += channels)
                s0 += Vector.Load(x);
            Vector.Store(Vector.Load(sums + c) + ((s0 + s1) + (s2 + s3)), sums + c);
        }
    }

    /// <summary>Adds the squares of the differences to the means.</summary>
    /// <param name="image">Pixels x channels.</param>
    /// <param name="pixels">The number of pixels.</param>
    /// <param name="channels">The number of channels.</param>
    /// <param name="mean">The mean of each channel, <see cref="Padded"/> floats.</param>
    /// <param name="sums">What is added to, <see cref="Padded"/> floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddSquares(float* image, int pixels, int channels, float* mean, float* sums)
    {
        for (int c = 0; c < channels; c += Vector<float>.Count)
        {
            Vector<float> s0 = default,
                s1 = default,
                s2 = default,
                s3 = default,
                m = Vector.Load(mean + c);
            float* x = image + c;
            int i = 0;
            for (; i + 4 <= pixels; i += 4, x += 4 * channels)
            {
                Vector<float> d0 = Vector.Load(x) - m,
                    d1 = Vector.Load(x + channels) - m,
                    d2 = Vector.Load(x + (2 * channels)) - m,
                    d3 = Vector.Load(x + (3 * channels)) - m;
                s0 = Vector.FusedMultiplyAdd(d0, d0, s0);
                s1 = Vector.FusedMultiplyAdd(d1, d1, s1);
                s2 = Vector.FusedMultiplyAdd(d2, d2, s2);
                s3 = Vector.FusedMultiplyAdd(d3, d3, s3);
            }

            for (; i < pixels; i++, x += channels)
            {
                Vector<float> d = Vector.Load(x) - m;
                s0 = Vector.FusedMultiplyAdd(d, d, s0);
            }

            Vector.Store(Vector.Load(sums + c) + ((s0 + s1) + (s2 + s3)), sums + c);
        }
    }

    /// <summary>Adds the errors, and their products with the differences to the means.</summary>
    /// <param name="image">Pixels x channels.</param>
    /// <param name="error">An error for each value of the image.</param>
    /// <param name="pixels">The number of pixels.</param>
    /// <param name="channels">The number of channels.</param>
    /// <param name="mean">The mean of each channel, <see cref="Padded"/> floats.</param>
    /// <param name="sums">What the errors are added to, <see cref="Padded"/> floats.</param>
    /// <param name="products">What the products are added to, <see cref="Padded"/> floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddErrors(float* image, float* error, int pixels, int channels, float* mean, float* sums, float* products)
    {
        for (int c = 0; c < channels; c += Vector<float>.Count)
        {
            Vector<float> s0 = default,
                s1 = default,
                p0 = default,
                p1 = default,
                m = Vector.Load(mean + c);
            float* x = image + c,
                e = error + c;
            int i = 0;
            for (; i + 2 <= pixels; i += 2, x += 2 * channels, e += 2 * channels)
            {
                Vector<float> e0 = Vector.Load(e),
                    e1 = Vector.Load(e + channels);
                s0 += e0;
                s1 += e1;
                p0 = Vector.FusedMultiplyAdd(e0, Vector.Load(x) - m, p0);
                p1 = Vector.FusedMultiplyAdd(e1, Vector.Load(x + channels) - m, p1);
            }

            for (; i < pixels; i++, x += channels, e += channels)
            {
                s0 += Vector.Load(e);
                p0 = Vector.FusedMultiplyAdd(Vector.Load(e), Vector.Load(x) - m, p0);
            }

            Vector.Store(Vector.Load(sums + c) + (s0 + s1), sums + c);
            Vector.Store(Vector.Load(products + c) + (p0 + p1), products + c);
        }
    }
}
