using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MnistTrainer.NeuralNetwork.Kernels;

/// <summary>8 x 32 elements of C in sixteen of AVX-512's thirty-two registers; two more hold a row of B, one an element of A.</summary>
internal readonly unsafe struct MatrixTile512 : IMatrixTile
{
    public static int Rows => 8;

    public static int VectorColumns => Vector512<float>.Count;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Wide(nint k, float* a, nint aRow, nint aColumn, float* b, nint bRow, float* c, nint cRow, bool accumulate)
    {
        Vector512<float> c00 = default,
            c01 = default,
            c10 = default,
            c11 = default;
        Vector512<float> c20 = default,
            c21 = default,
            c30 = default,
            c31 = default;
        Vector512<float> c40 = default,
            c41 = default,
            c50 = default,
            c51 = default;
        Vector512<float> c60 = default,
            c61 = default,
            c70 = default,
            c71 = default;
        if (accumulate)
        {
            c00 = Vector512.Load(c);
            c01 = Vector512.Load(c + Vector512<float>.Count);
            c10 = Vector512.Load(c + cRow);
            c11 = Vector512.Load(c + cRow + Vector512<float>.Count);
            c20 = Vector512.Load(c + (2 * cRow));
            c21 = Vector512.Load(c + (2 * cRow) + Vector512<float>.Count);
            c30 = Vector512.Load(c + (3 * cRow));
            c31 = Vector512.Load(c + (3 * cRow) + Vector512<float>.Count);
            c40 = Vector512.Load(c + (4 * cRow));
            c41 = Vector512.Load(c + (4 * cRow) + Vector512<float>.Count);
            c50 = Vector512.Load(c + (5 * cRow));
            c51 = Vector512.Load(c + (5 * cRow) + Vector512<float>.Count);
            c60 = Vector512.Load(c + (6 * cRow));
            c61 = Vector512.Load(c + (6 * cRow) + Vector512<float>.Count);
            c70 = Vector512.Load(c + (7 * cRow));
            c71 = Vector512.Load(c + (7 * cRow) + Vector512<float>.Count);
        }

        float* middle = a + (4 * aRow);
        nint aRow3 = 3 * aRow;
        for (nint p = 0; p < k; p++)
        {
            Vector512<float> b0 = Vector512.Load(b);
            Vector512<float> b1 = Vector512.Load(b + Vector512<float>.Count);
            Vector512<float> x = Vector512.Create(*a);
            c00 = Vector512.FusedMultiplyAdd(x, b0, c00);
            c01 = Vector512.FusedMultiplyAdd(x, b1, c01);
            x = Vector512.Create(a[aRow]);
            c10 = Vector512.FusedMultiplyAdd(x, b0, c10);
            c11 = Vector512.FusedMultiplyAdd(x, b1, c11);
            x = Vector512.Create(a[2 * aRow]);
            c20 = Vector512.FusedMultiplyAdd(x, b0, c20);
            c21 = Vector512.FusedMultiplyAdd(x, b1, c21);
            x = Vector512.Create(a[aRow3]);
            c30 = Vector512.FusedMultiplyAdd(x, b0, c30);
            c31 = Vector512.FusedMultiplyAdd(x, b1, c31);
            x = Vector512.Create(*middle);
            c40 = Vector512.FusedMultiplyAdd(x, b0, c40);
            c41 = Vector512.FusedMultiplyAdd(x, b1, c41);
            x = Vector512.Create(middle[aRow]);
            c50 = Vector512.FusedMultiplyAdd(x, b0, c50);
            c51 = Vector512.FusedMultiplyAdd(x, b1, c51);
            x = Vector512.Create(middle[2 * aRow]);
            c60 = Vector512.FusedMultiplyAdd(x, b0, c60);
            c61 = Vector512.FusedMultiplyAdd(x, b1, c61);
            x = Vector512.Create(middle[aRow3]);
            c70 = Vector512.FusedMultiplyAdd(x, b0, c70);
            c71 = Vector512.FusedMultiplyAdd(x, b1, c71);
            a += aColumn;
            middle += aColumn;
            b += bRow;
        }

        c00.Store(c);
        c01.Store(c + Vector512<float>.Count);
        c10.Store(c + cRow);
        c11.Store(c + cRow + Vector512<float>.Count);
        c20.Store(c + (2 * cRow));
        c21.Store(c + (2 * cRow) + Vector512<float>.Count);
        c30.Store(c + (3 * cRow));
        c31.Store(c + (3 * cRow) + Vector512<float>.Count);
        c40.Store(c + (4 * cRow));
        c41.Store(c + (4 * cRow) + Vector512<float>.Count);
        c50.Store(c + (5 * cRow));
        c51.Store(c + (5 * cRow) + Vector512<float>.Count);
        c60.Store(c + (6 * cRow));
        c61.Store(c + (6 * cRow) + Vector512<float>.Count);
        c70.Store(c + (7 * cRow));
        c71.Store(c + (7 * cRow) + Vector512<float>.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Narrow(nint k, float* a, nint aRow, nint aColumn, float* b, nint bRow, float* c, nint cRow, bool accumulate)
    {
        Vector512<float> c0 = default,
            c1 = default;
        Vector512<float> c2 = default,
            c3 = default;
        Vector512<float> c4 = default,
            c5 = default;
        Vector512<float> c6 = default,
            c7 = default;
        if (accumulate)
        {
            c0 = Vector512.Load(c);
            c1 = Vector512.Load(c + cRow);
            c2 = Vector512.Load(c + (2 * cRow));
            c3 = Vector512.Load(c + (3 * cRow));
            c4 = Vector512.Load(c + (4 * cRow));
            c5 = Vector512.Load(c + (5 * cRow));
            c6 = Vector512.Load(c + (6 * cRow));
            c7 = Vector512.Load(c + (7 * cRow));
        }

        float* middle = a + (4 * aRow);
        nint aRow3 = 3 * aRow;
        for (nint p = 0; p < k; p++)
        {
            Vector512<float> b0 = Vector512.Load(b);
            Vector512<float> x = Vector512.Create(*a);
            c0 = Vector512.FusedMultiplyAdd(x, b0, c0);
            x = Vector512.Create(a[aRow]);
            c1 = Vector512.FusedMultiplyAdd(x, b0, c1);
            x = Vector512.Create(a[2 * aRow]);
            c2 = Vector512.FusedMultiplyAdd(x, b0, c2);
            x = Vector512.Create(a[aRow3]);
            c3 = Vector512.FusedMultiplyAdd(x, b0, c3);
            x = Vector512.Create(*middle);
            c4 = Vector512.FusedMultiplyAdd(x, b0, c4);
            x = Vector512.Create(middle[aRow]);
            c5 = Vector512.FusedMultiplyAdd(x, b0, c5);
            x = Vector512.Create(middle[2 * aRow]);
            c6 = Vector512.FusedMultiplyAdd(x, b0, c6);
            x = Vector512.Create(middle[aRow3]);
            c7 = Vector512.FusedMultiplyAdd(x, b0, c7);
            a += aColumn;
            middle += aColumn;
            b += bRow;
        }

        c0.Store(c);
        c1.Store(c + cRow);
        c2.Store(c + (2 * cRow));
        c3.Store(c + (3 * cRow));
        c4.Store(c + (4 * cRow));
        c5.Store(c + (5 * cRow));
        c6.Store(c + (6 * cRow));
        c7.Store(c + (7 * cRow));
    }
}
