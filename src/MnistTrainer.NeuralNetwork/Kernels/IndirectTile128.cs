using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MnistTrainer.NeuralNetwork.Kernels;

/// <summary>4 x 8 sums, or 6 x 4, for machines without wider vectors.</summary>
internal readonly unsafe struct IndirectTile128 : IIndirectTile
{
    public static int VectorColumns => Vector128<float>.Count;

    public static int WideRows => 4;

    public static int NarrowRows => 6;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Wide(in TileLoop loop, float** a, float* b, float* start, nint startRow, float* c, nint cRow)
    {
        Vector128<float> c00 = Vector128.Load(start);
        Vector128<float> c01 = Vector128.Load(start + Vector128<float>.Count);
        Vector128<float> c10 = Vector128.Load(start + startRow);
        Vector128<float> c11 = Vector128.Load(start + startRow + Vector128<float>.Count);
        Vector128<float> c20 = Vector128.Load(start + (2 * startRow));
        Vector128<float> c21 = Vector128.Load(start + (2 * startRow) + Vector128<float>.Count);
        Vector128<float> c30 = Vector128.Load(start + (3 * startRow));
        Vector128<float> c31 = Vector128.Load(start + (3 * startRow) + Vector128<float>.Count);
        float* a0 = a[0],
            a1 = a[1],
            a2 = a[2],
            a3 = a[3];
        nint line = 0;
        for (int outer = 0; outer < loop.Outer; outer++)
        {
            nint i = line;
            float* factors = b;
            for (int inner = 0; inner < loop.Inner; inner++)
            {
                Vector128<float> b0 = Vector128.Load(factors);
                Vector128<float> b1 = Vector128.Load(factors + Vector128<float>.Count);
                Vector128<float> x0 = Vector128.Create(a0[i]);
                c00 = Vector128.FusedMultiplyAdd(x0, b0, c00);
                c01 = Vector128.FusedMultiplyAdd(x0, b1, c01);
                Vector128<float> x1 = Vector128.Create(a1[i]);
                c10 = Vector128.FusedMultiplyAdd(x1, b0, c10);
                c11 = Vector128.FusedMultiplyAdd(x1, b1, c11);
                Vector128<float> x2 = Vector128.Create(a2[i]);
                c20 = Vector128.FusedMultiplyAdd(x2, b0, c20);
                c21 = Vector128.FusedMultiplyAdd(x2, b1, c21);
                Vector128<float> x3 = Vector128.Create(a3[i]);
                c30 = Vector128.FusedMultiplyAdd(x3, b0, c30);
                c31 = Vector128.FusedMultiplyAdd(x3, b1, c31);
                i += loop.AInner;
                factors += loop.BInner;
            }

            line += loop.AOuter;
            b += loop.BOuter;
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
    public static void Narrow(in TileLoop loop, float** a, float* b, float* start, nint startRow, float* c, nint cRow)
    {
        Vector128<float> c00 = Vector128.Load(start);
        Vector128<float> c10 = Vector128.Load(start + startRow);
        Vector128<float> c20 = Vector128.Load(start + (2 * startRow));
        Vector128<float> c30 = Vector128.Load(start + (3 * startRow));
        Vector128<float> c40 = Vector128.Load(start + (4 * startRow));
        Vector128<float> c50 = Vector128.Load(start + (5 * startRow));
        float* a0 = a[0],
            a1 = a[1],
            a2 = a[2],
            a3 = a[3],
            a4 = a[4],
            a5 = a[5];
        nint line = 0;
        for (int outer = 0; outer < loop.Outer; outer++)
        {
            nint i = line;
            float* factors = b;
            for (int inner = 0; inner < loop.Inner; inner++)
            {
                Vector128<float> b0 = Vector128.Load(factors);
                Vector128<float> x0 = Vector128.Create(a0[i]);
                c00 = Vector128.FusedMultiplyAdd(x0, b0, c00);
                Vector128<float> x1 = Vector128.Create(a1[i]);
                c10 = Vector128.FusedMultiplyAdd(x1, b0, c10);
                Vector128<float> x2 = Vector128.Create(a2[i]);
                c20 = Vector128.FusedMultiplyAdd(x2, b0, c20);
                Vector128<float> x3 = Vector128.Create(a3[i]);
                c30 = Vector128.FusedMultiplyAdd(x3, b0, c30);
                Vector128<float> x4 = Vector128.Create(a4[i]);
                c40 = Vector128.FusedMultiplyAdd(x4, b0, c40);
                Vector128<float> x5 = Vector128.Create(a5[i]);
                c50 = Vector128.FusedMultiplyAdd(x5, b0, c50);
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
    }
}
