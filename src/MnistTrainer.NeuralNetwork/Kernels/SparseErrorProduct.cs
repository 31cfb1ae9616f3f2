using System.Numerics;
using System.Runtime.CompilerServices;

namespace MnistTrainer.NeuralNetwork.Kernels;

/// <summary>
/// The backward products of a convolution whose errors are mostly zero, as behind max pooling, where only the winner under each window carries one: every error that is not
/// zero adds its multiple of the inputs under its filter to the gradient of the filter, and its multiple of the filter to the errors of the inputs. Here filters lie one
/// after the other, line by line.
/// </summary>
internal static unsafe class SparseErrorProduct
{
    /// <summary>Floats that a line of a filter takes: whole vectors.</summary>
    public static int PaddedLine(int line) => (line + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;

    /// <summary>Adds the products of one image.</summary>
    /// <param name="window">Where filters lie on the image.</param>
    /// <param name="frame">The image with its padding; vectors are read whole, also the last.</param>
    /// <param name="errors">The gradient for the outputs, pixels x filters.</param>
    /// <param name="filters">The number of filters.</param>
    /// <param name="gradient">What is added to for each filter: its lines, padded; what stands in the padding has no meaning.</param>
    /// <param name="weights">The filters, their lines padded with zeros; not read if nothing is propagated.</param>
    /// <param name="frameErrors">What is added to for each value of the frame, and a vector more; null if nothing is propagated.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(
        in FilterWindow window,
        float* frame,
        float* errors,
        int filters,
        float* gradient,
        float* weights,
        float* frameErrors
    )
    {
        int line = PaddedLine(window.Size * window.Channels),
            filterLength = window.Size * line,
            lanes = Vector<float>.Count;
        nint step = (nint)window.Stride * window.Channels;
        for (int y = 0; y < window.Rows; y++)
        {
            nint corner = y * window.Stride * window.FrameRow;
            for (int x = 0; x < window.Columns; x++, corner += step, errors += filters)
            {
                for (int first = 0; first < filters; first += lanes)
                {
                    Vector<int> isZero = Vector.Equals(Vector.Load(errors + first), Vector<float>.Zero);
                    if (isZero == Vector<int>.AllBitsSet)
                        continue;
                    int last = Math.Min(first + lanes, filters);
                    for (int filter = first; filter < last; filter++)
                    {
                        float error = errors[filter];
                        if (error == 0)
                            continue;
                        nint at = (nint)filter * filterLength;
                        if (frameErrors == null)
                            Add(window, error, frame + corner, gradient + at, line);
                        else
                            AddBoth(window, error, frame + corner, gradient + at, weights + at, frameErrors + corner, line);
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(in FilterWindow window, float error, float* inputs, float* gradient, int line)
    {
        Vector<float> factor = new(error);
        for (int row = 0; row < window.Size; row++, inputs += window.FrameRow, gradient += line)
        {
            for (int k = 0; k < line; k += Vector<float>.Count)
                Vector.Store(Vector.FusedMultiplyAdd(factor, Vector.Load(inputs + k), Vector.Load(gradient + k)), gradient + k);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddBoth(
        in FilterWindow window,
        float error,
        float* inputs,
        float* gradient,
        float* weights,
        float* inputErrors,
        int line
    )
    {
        Vector<float> factor = new(error);
        for (int row = 0; row < window.Size; row++)
        {
            for (int k = 0; k < line; k += Vector<float>.Count)
            {
                Vector.Store(Vector.FusedMultiplyAdd(factor, Vector.Load(inputs + k), Vector.Load(gradient + k)), gradient + k);
                Vector.Store(Vector.FusedMultiplyAdd(factor, Vector.Load(weights + k), Vector.Load(inputErrors + k)), inputErrors + k);
            }

            inputs += window.FrameRow;
            inputErrors += window.FrameRow;
            gradient += line;
            weights += line;
        }
    }
}
