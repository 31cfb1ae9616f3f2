using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MnistTrainer.NeuralNetwork.Kernels;

/// <summary>4 x 16 elements of C in eight of AVX2's sixteen registers: as many chains of multiply-adds as two units of latency four need.</summary>
internal readonly unsafe struct MatrixTile256 : IMatrixTile
{
    public static int Rows => 4;

    public static int VectorColumns => Vector256<float>.Count;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Wide(nint k, float* a, nint aRow, nint aColumn, float* b, nint bRow, float* c, nint cRow, bool accumulate)
    {
        Vector256<float> c00 = default,
            c01 = default,
            c10 = default,
            c11 = default;
        Vector256<float> c20 = default,
            c21 = default,
            c30 = default,
            c31 = default;
        if (accumulate)
        {
            c00 = Vector256.Load(c);
            c01 = Vector256.Load(c + Vector256<float>.Count);
            c10 = Vector256.Load(c + cRow);
            c11 = Vector256.Load(c + cRow + Vector256<float>.Count);
            c20 = Vector256.Load(c + (2 * cRow));
            c21 = Vector256.Load(c + (2 * cRow) + Vector256<float>.Count);
            c30 = Vector256.Load(c + (3 * cRow));
            c31 = Vector256.Load(c + (3 * cRow) + Vector256<float>.Count);
        }

        float* middle = a + (2 * aRow);
        for (nint p = 0; p < k; p++)
        {
            Vector256<float> b0 = Vector256.Load(b);
            Vector256<float> b1 = Vector256.Load(b + Vector256<float>.Count);
            Vector256<float> x = Vector256.Create(*a);
            c00 = Vector256.FusedMultiplyAdd(x, b0, c00);
            c01 = Vector256.FusedMultiplyAdd(x, b1, c01);
            x = Vector256.Create(a[aRow]);
            c10 = Vector256.FusedMultiplyAdd(x, b0, c10);
            c11 = Vector256.FusedMultiplyAdd(x, b1, c11);
            x = Vector256.Create(*middle);
            c20 = Vector256.FusedMultiplyAdd(x, b0, c20);
            c21 = Vector256.FusedMultiplyAdd(x, b1, c21);
            x = Vector256.Create(middle[aRow]);
            c30 = Vector256.FusedMultiplyAdd(x, b0, c30);
            c31 = Vector256.FusedMultiplyAdd(x, b1, c31);
            a += aColumn;
            middle += aColumn;
            b += bRow;
        }

        c00.Store(c);
        c01.Store(c + Vector256<float>.Count);
        c10.Store(c + cRow);
        c11.Store(c + cRow + Vector256<float>.Count);
        c20.Store(c + (2 * cRow));
        c21.Store(c + (2 * cRow) + Vector256<float>.Count);
        c30.Store(c + (3 * cRow));
        c31.Store(c + (3 * cRow) + Vector256<float>.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Narrow(nint k, float* a, nint aRow, nint aColumn, float* b, nint bRow, float* c, nint cRow, bool accumulate)
    {
        Vector256<float> c0 = default,
            c1 = default;
        Vector256<float> c2 = default,
            c3 = default;
        if (accumulate)
        {
            c0 = Vector256.Load(c);
            c1 = Vector256.Load(c + cRow);
            c2 = Vector256.Load(c + (2 * cRow));
            c3 = Vector256.Load(c + (3 * cRow));
        }

        float* middle = a + (2 * aRow);
        for (nint p = 0; p < k; p++)
        {
            Vector256<float> b0 = Vector256.Load(b);
            Vector256<float> x = Vector256.Create(*a);
            c0 = Vector256.FusedMultiplyAdd(x, b0, c0);
            x = Vector256.Create(a[aRow]);
            c1 = Vector256.FusedMultiplyAdd(x, b0, c1);
            x = Vector256.Create(*middle);
            c2 = Vector256.FusedMultiplyAdd(x, b0, c2);
            x = Vector256.Create(middle[aRow]);
            c3 = Vector256.FusedMultiplyAdd(x, b0, c3);
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
