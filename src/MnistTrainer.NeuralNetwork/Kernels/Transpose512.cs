using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MnistTrainer.NeuralNetwork.Kernels;

/// <summary>Copies the transpose of up to 16 x 16 floats, or other values of 32 bits, by AVX-512.</summary>
internal static unsafe class Transpose512
{
    /// <summary>Rows and columns at most.</summary>
    public const int Size = 16;

    private const int Quarter = 4;

    /// <summary>Copies a block.</summary>
    /// <param name="source">Row by row.</param>
    /// <param name="sourceRow">Values from one row to the next.</param>
    /// <param name="rows">The number of rows, from 1 to 16.</param>
    /// <param name="columns">The number of columns, from 1 to 16; no others are read.</param>
    /// <param name="destination">Receives each column as <see cref="Size"/> values, with zeros for rows that are not there.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Block(float* source, nint sourceRow, int rows, int columns, float* destination)
    {
        // Of every fourth row, in each quarter: four values of one column.
        float* memory = stackalloc float[(Size * Size) + CacheLine.Floats],
            quarters = CacheLine.Align(memory);
        Vector512<float> mask = Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(columns)).AsSingle();
        for (int first = 0; first < Size; first += Quarter)
        {
            Vector512<float> a = Row(first),
                b = Row(first + 1),
                c = Row(first + 2),
                d = Row(first + 3);
            Vector512<double> abLow = Avx512F.UnpackLow(a, b).AsDouble(),
                abHigh = Avx512F.UnpackHigh(a, b).AsDouble(),
                cdLow = Avx512F.UnpackLow(c, d).AsDouble(),
                cdHigh = Avx512F.UnpackHigh(c, d).AsDouble();
            float* quarter = quarters + (first * Size / Quarter);
            Avx512F.UnpackLow(abLow, cdLow).AsSingle().Store(quarter);
            Avx512F.UnpackHigh(abLow, cdLow).AsSingle().Store(quarter + (Quarter * Size));
            Avx512F.UnpackLow(abHigh, cdHigh).AsSingle().Store(quarter + (2 * Quarter * Size));
            Avx512F.UnpackHigh(abHigh, cdHigh).AsSingle().Store(quarter + (3 * Quarter * Size));
        }

        for (int column = 0; column < Math.Min(Quarter, columns); column++)
        {
            float* four = quarters + (column * Quarter * Size),
                to = destination + (column * Size);
            Vector512<float> a = Vector512.Load(four),
                b = Vector512.Load(four + Size),
                c = Vector512.Load(four + (2 * Size)),
                d = Vector512.Load(four + (3 * Size)),
                abEven = Avx512F.Shuffle4x128(a, b, 0b10_00_10_00),
                cdEven = Avx512F.Shuffle4x128(c, d, 0b10_00_10_00),
                abOdd = Avx512F.Shuffle4x128(a, b, 0b11_01_11_01),
                cdOdd = Avx512F.Shuffle4x128(c, d, 0b11_01_11_01);
            Avx512F.Shuffle4x128(abEven, cdEven, 0b10_00_10_00).Store(to);
            Avx512F.Shuffle4x128(abOdd, cdOdd, 0b10_00_10_00).Store(to + (Quarter * Size));
            Avx512F.Shuffle4x128(abEven, cdEven, 0b11_01_11_01).Store(to + (2 * Quarter * Size));
            Avx512F.Shuffle4x128(abOdd, cdOdd, 0b11_01_11_01).Store(to + (3 * Quarter * Size));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        Vector512<float> Row(int row) => row < rows ? Avx512F.MaskLoad(source + (row * sourceRow), mask, Vector512<float>.Zero) : default;
    }
}
