using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MnistTrainer.NeuralNetwork.Kernels;

/// <summary>An element-wise function of one vector.</summary>
internal interface IUnaryFunction
{
    static abstract Vector<float> Apply(Vector<float> x, float parameter);
}

/// <summary>An element-wise function of two vectors.</summary>
internal interface IBinaryFunction
{
    static abstract Vector<float> Apply(Vector<float> x, Vector<float> y, float parameter);
}

/// <summary>
/// Applies a function to every element, one vector at a time. The remainder is padded to a whole vector, so that an element's result does
/// not depend on its position in the array.
/// </summary>
internal static class Elementwise
{
    /// <summary>Whether all values are finite.</summary>
    public static bool AreFinite(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            if (!float.IsFinite(value))
                return false;
        }

        return true;
    }

    /// <summary><c>values[i] = f(values[i])</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Map<TFunction>(Span<float> values, float parameter = 0)
        where TFunction : struct, IUnaryFunction
    {
        Span<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        for (int i = 0; i < vectors.Length; i++)
            vectors[i] = TFunction.Apply(vectors[i], parameter);

        Span<float> rest = values[(vectors.Length * Vector<float>.Count)..];
        if (rest.Length > 0)
        {
            Vector<float> padded = default;
            Span<float> lanes = MemoryMarshal.Cast<Vector<float>, float>(new Span<Vector<float>>(ref padded));
            rest.CopyTo(lanes);
            padded = TFunction.Apply(padded, parameter);
            lanes[..rest.Length].CopyTo(rest);
        }
    }

    /// <summary><c>values[i] = f(values[i], other[i])</c>; both spans have the same length.</summary>
    public static void Map<TFunction>(Span<float> values, ReadOnlySpan<float> other, float parameter = 0)
        where TFunction : struct, IBinaryFunction
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(other.Length, values.Length, nameof(other));
        Span<Vector<float>> x = MemoryMarshal.Cast<float, Vector<float>>(values);
        ReadOnlySpan<Vector<float>> y = MemoryMarshal.Cast<float, Vector<float>>(other);
        for (int i = 0; i < x.Length && i < y.Length; i++)
            x[i] = TFunction.Apply(x[i], y[i], parameter);

        int done = x.Length * Vector<float>.Count;
        if (done < values.Length)
        {
            Span<Vector<float>> padded = stackalloc Vector<float>[2];
            padded.Clear();
            Span<float> lanes = MemoryMarshal.Cast<Vector<float>, float>(padded);
            values[done..].CopyTo(lanes);
            other[done..].CopyTo(lanes[Vector<float>.Count..]);
            padded[0] = TFunction.Apply(padded[0], padded[1], parameter);
            lanes[..(values.Length - done)].CopyTo(values[done..]);
        }
    }
}
