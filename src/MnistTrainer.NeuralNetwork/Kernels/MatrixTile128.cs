using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MnistTrainer.NeuralNetwork.Kernels;

/// <summary>4 x 8 elements of C in eight registers, for processors with 128-bit vectors (SSE, NEON).</summary>
internal readonly unsafe struct MatrixTile128 : IMatrixTile
{
    public static int Rows => 4;

    public static int VectorColumns => Vector128<float>.Count;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Wide(nint k, float* a, nint aRow, nint aColumn, float* b, nint bRow, float* c, nint cRow, bool accumulate)
    {
        Vector128<float> c00 = default,
            c01 = default,
            c10 = default,
            c11 = default;
        Vector128<float> c20 = default,
            c21 = default,
            c30 = default,
            c31 = default;
        if (accumulate)
        {
            c00 = Vector128.Load(c);
            c01 = Vector128.Load(c + Vector128<float>.Count);
            c10 = Vector128.Load(c + cRow);
            c11 = Vector128.Load(c + cRow + Vector128<float>.Count);
            c20 = Vector128.Load(c + (2 * cRow));
            c21 = Vector128.Load(c + (2 * cRow) + Vector128<float>.Count);
            c30 = Vector128.Load(c + (3 * cRow));
            c31 = Vector128.Load(c + (3 * cRow) + Vector128<float>.Count);
        }

        float* middle = a + (2 * aRow);
        for (nint p = 0; p < k; p++)
        {
            Vector128<float> b0 = Vector128.Load(b);
            Vector128<float> b1 = Vector128.Load(b + Vector128<float>.Count);
            Vector128<float> x = Vector128.Create(*a);
            c00 = Vector128.FusedMultiplyAdd(x, b0, c00);
            c01 = Vector128.FusedMultiplyAdd(x, b1, c01);
            x = Vector128.Create(a[aRow]);
            c10 = Vector128.FusedMultiplyAdd(x, b0, c10);
            c11 = Vector128.FusedMultiplyAdd(x, b1, c11);
            x = Vector128.Create(*middle);
            c20 = Vector128.FusedMultiplyAdd(x, b0, c20);
            c21 = Vector128.FusedMultiplyAdd(x, b1, c21);
            x = Vector128.Create(middle[aRow]);
            c30 = Vector128.FusedMultiplyAdd(x, b0, c30);
            c31 = Vector128.FusedMultiplyAdd(x, b1, c31);
            a += aColumn;
            middle += aColumn;
            b += bRow;
        }

        c00.Store(c);
        c01.Store(c + Vector128<float>.Count);
        c10.Store(c + cRow);
        c11.Store(c + cRow + Vector128<float>.Count);
        c20.Store(c + (2 * cRow));
        c21.Store(c + (2 * cRow) + Vector128<float>.Count);
        c30.Store(c + (3 * cRow));
        c31.Store(c + (3 * cRow) + Vector128<float>.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Narrow(nint k, float* a, nint aRow, nint aColumn, float* b, nint bRow, float* c, nint cRow, bool accumulate)
    {
        Vector128<float> c0 = default,
            c1 = default;
        Vector128<float> c2 = default,
            c3 = default;
        if (accumulate)
        {
            c0 = Vector128.Load(c);
            c1 = Vector128.Load(c + cRow);
            c2 = Vector128.Load(c + (2 * cRow));
            c3 = Vector128.Load(c + (3 * cRow));
        }

        float* middle = a + (2 * aRow);
        for (nint p = 0; p < k; p++)
        {
            Vector128<float> b0 = Vector128.Load(b);
            Vector128<float> x = Vector128.Create(*a);
            c0 = Vector128.FusedMultiplyAdd(x, b0, c0);
            x = Vector128.Create(a[aRow]);
            c1 = Vector128.FusedMultiplyAdd(x, b0, c1);
            x = Vector128.Create(*middle);
            c2 = Vector128.FusedMultiplyAdd(x, b0, c2);
            x = Vector128.Create(middle[aRow]);
            c3 = Vector128.FusedMultiplyAdd(x, b0, c3);
            a += aColumn;
            middle += aColumn;
            b += bRow;
        }

        c0.Store(c);
        c1.Store(c + cRow);
        c2.Store(c + (2 * cRow));
        c3.Store(c + (3 * cRow));
    }
}
