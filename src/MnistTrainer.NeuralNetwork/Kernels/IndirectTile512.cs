using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MnistTrainer.NeuralNetwork.Kernels;

/// <summary>8 x 32 sums, or 8 x 16, in half of AVX-512's registers: as many rows as there are registers for their addresses.</summary>
internal readonly unsafe struct IndirectTile512 : IIndirectTile
{
    public static int VectorColumns => Vector512<float>.Count;

    public static int WideRows => 8;

    public static int NarrowRows => 8;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Wide(in TileLoop loop, float** a, float* b, float* start, nint startRow, float* c, nint cRow)
    {
        Vector512<float> c00 = Vector512.Load(start);
        Vector512<float> c01 = Vector512.Load(start + Vector512<float>.Count);
        Vector512<float> c10 = Vector512.Load(start + startRow);
        Vector512<float> c11 = Vector512.Load(start + startRow + Vector512<float>.Count);
        Vector512<float> c20 = Vector512.Load(start + (2 * startRow));
        Vector512<float> c21 = Vector512.Load(start + (2 * startRow) + Vector512<float>.Count);
        Vector512<float> c30 = Vector512.Load(start + (3 * startRow));
        Vector512<float> c31 = Vector512.Load(start + (3 * startRow) + Vector512<float>.Count);
        Vector512<float> c40 = Vector512.Load(start + (4 * startRow));
        Vector512<float> c41 = Vector512.Load(start + (4 * startRow) + Vector512<float>.Count);
        Vector512<float> c50 = Vector512.Load(start + (5 * startRow));
        Vector512<float> c51 = Vector512.Load(start + (5 * startRow) + Vector512<float>.Count);
        Vector512<float> c60 = Vector512.Load(start + (6 * startRow));
        Vector512<float> c61 = Vector512.Load(start + (6 * startRow) + Vector512<float>.Count);
        Vector512<float> c70 = Vector512.Load(start + (7 * startRow));
        Vector512<float> c71 = Vector512.Load(start + (7 * startRow) + Vector512<float>.Count);
        float* a0 = a[0],
            a1 = a[1],
            a2 = a[2],
            a3 = a[3],
            a4 = a[4],
            a5 = a[5],
            a6 = a[6],
            a7 = a[7];
        nint line = 0;
        for (int outer = 0; outer < loop.Outer; outer++)
        {
            nint i = line;
            float* factors = b;
            for (int inner = 0; inner < loop.Inner; inner++)
            {
                Vector512<float> b0 = Vector512.Load(factors);
                Vector512<float> b1 = Vector512.Load(factors + Vector512<float>.Count);
                Vector512<float> x0 = Vector512.Create(a0[i]);
                c00 = Vector512.FusedMultiplyAdd(x0, b0, c00);
                c01 = Vector512.FusedMultiplyAdd(x0, b1, c01);
                Vector512<float> x1 = Vector512.Create(a1[i]);
                c10 = Vector512.FusedMultiplyAdd(x1, b0, c10);
                c11 = Vector512.FusedMultiplyAdd(x1, b1, c11);
                Vector512<float> x2 = Vector512.Create(a2[i]);
                c20 = Vector512.FusedMultiplyAdd(x2, b0, c20);
                c21 = Vector512.FusedMultiplyAdd(x2, b1, c21);
                Vector512<float> x3 = Vector512.Create(a3[i]);
                c30 = Vector512.FusedMultiplyAdd(x3, b0, c30);
                c31 = Vector512.FusedMultiplyAdd(x3, b1, c31);
                Vector512<float> x4 = Vector512.Create(a4[i]);
                c40 = Vector512.FusedMultiplyAdd(x4, b0, c40);
                c41 = Vector512.FusedMultiplyAdd(x4, b1, c41);
                Vector512<float> x5 = Vector512.Create(a5[i]);
                c50 = Vector512.FusedMultiplyAdd(x5, b0, c50);
                c51 = Vector512.FusedMultiplyAdd(x5, b1, c51);
                Vector512<float> x6 = Vector512.Create(a6[i]);
                c60 = Vector512.FusedMultiplyAdd(x6, b0, c60);
                c61 = Vector512.FusedMultiplyAdd(x6, b1, c61);
                Vector512<float> x7 = Vector512.Create(a7[i]);
                c70 = Vector512.FusedMultiplyAdd(x7, b0, c70);
                c71 = Vector512.FusedMultiplyAdd(x7, b1, c71);
                i += loop.AInner;
                factors += loop.BInner;
            }

            line += loop.AOuter;
            b += loop.BOuter;
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
    public static void Narrow(in TileLoop loop, float** a, float* b, float* start, nint startRow, float* c, nint cRow)
    {
        Vector512<float> c00 = Vector512.Load(start);
        Vector512<float> c10 = Vector512.Load(start + startRow);
        Vector512<float> c20 = Vector512.Load(start + (2 * startRow));
        Vector512<float> c30 = Vector512.Load(start + (3 * startRow));
        Vector512<float> c40 = Vector512.Load(start + (4 * startRow));
        Vector512<float> c50 = Vector512.Load(start + (5 * startRow));
        Vector512<float> c60 = Vector512.Load(start + (6 * startRow));
        Vector512<float> c70 = Vector512.Load(start + (7 * startRow));
        float* a0 = a[0],
            a1 = a[1],
            a2 = a[2],
            a3 = a[3],
            a4 = a[4],
            a5 = a[5],
            a6 = a[6],
            a7 = a[7];
        nint line = 0;
        for (int outer = 0; outer < loop.Outer; outer++)
        {
            nint i = line;
            float* factors = b;
            for (int inner = 0; inner < loop.Inner; inner++)
            {
                Vector512<float> b0 = Vector512.Load(factors);
                Vector512<float> x0 = Vector512.Create(a0[i]);
                c00 = Vector512.FusedMultiplyAdd(x0, b0, c00);
                Vector512<float> x1 = Vector512.Create(a1[i]);
                c10 = Vector512.FusedMultiplyAdd(x1, b0, c10);
                Vector512<float> x2 = Vector512.Create(a2[i]);
                c20 = Vector512.FusedMultiplyAdd(x2, b0, c20);
                Vector512<float> x3 = Vector512.Create(a3[i]);
                c30 = Vector512.FusedMultiplyAdd(x3, b0, c30);
                Vector512<float> x4 = Vector512.Create(a4[i]);
                c40 = Vector512.FusedMultiplyAdd(x4, b0, c40);
                Vector512<float> x5 = Vector512.Create(a5[i]);
                c50 = Vector512.FusedMultiplyAdd(x5, b0, c50);
                Vector512<float> x6 = Vector512.Create(a6[i]);
                c60 = Vector512.FusedMultiplyAdd(x6, b0, c60);
                Vector512<float> x7 = Vector512.Create(a7[i]);
                c70 = Vector512.FusedMultiplyAdd(x7, b0, c70);
                i += loop.AInner;
                factors += loop.BInner;
            }

            line += loop.AOuter;
            b += loop.BOuter;
        }

        c00.Store(c);
        c10.Store(c + cRow);
        c20.Store(c + (2 * cRow));
        c30.Store(c + (3 * cRow));
        c40.Store(c + (4 * cRow));
        c50.Store(c + (5 * cRow));
        c60.Store(c + (6 * cRow));
        c70.Store(c + (7 * cRow));
    }
}
