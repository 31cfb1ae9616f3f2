using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MnistTrainer.NeuralNetwork.Kernels;

/// <summary>
/// Replaces numbers that are too small to matter by 0. Means that decay, and weights that a penalty shrinks, would become subnormal (below
/// 1.2e-38) and stay so: 0.9 times the smallest float rounds to itself. Intel's processors need more than a hundred cycles for each of them.
/// </summary>
/// <remarks>NaN and infinity are kept, so that a training that breaks is still found.</remarks>
internal static class Underflow
{
    /// <summary>Below it, a weight that a penalty or decay has shrunk is 0: products with it, and with another such weight, add nothing to a sum.</summary>
    public const float Weight = 1e-15f;

    /// <summary>Below it, a mean of gradients is 0: times a learning rate, it moves no parameter.</summary>
    public const float Mean = 1e-30f;

    /// <summary>Below it, a mean of squares is 0: its root adds nothing to the ε of an optimizer.</summary>
    public const float MeanSquare = 1e-36f;

    /// <summary>Below it, a number counts as 0 where it is squared.</summary>
    public const float Root = 1e-17f;

    /// <summary>x, or 0 where |x| is below a limit; a limit of 0 changes nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Flush(Vector<float> x, Vector<float> limit) =>
        Vector.AndNot(x, Vector.As<int, float>(Vector.LessThan(Vector.Abs(x), limit)));

    /// <inheritdoc cref="Flush(Vector{float}, Vector{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Flush(Vector<float> x, float limit) => Flush(x, new Vector<float>(limit));

    /// <inheritdoc cref="Flush(Vector{float}, Vector{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Flush(Vector512<float> x, Vector512<float> limit) =>
        Vector512.AndNot(x, Vector512.LessThan(Vector512.Abs(x), limit));

    /// <summary>x², or 0 where it would be next to subnormal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Square(Vector<float> x)
    {
        Vector<float> root = Flush(x, Root);
        return root * root;
    }

    /// <inheritdoc cref="Square(Vector{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Square(Vector512<float> x)
    {
        Vector512<float> root = Flush(x, Vector512.Create(Root));
        return root * root;
    }
}
