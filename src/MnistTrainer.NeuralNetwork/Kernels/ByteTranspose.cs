using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MnistTrainer.NeuralNetwork.Kernels;

/// <summary>Copies columns of bytes from rows that lie anywhere, so that the bytes of a column are next to each other.</summary>
internal static unsafe class ByteTranspose
{
    /// <summary>The columns copied at a time; also the multiple of rows to which columns are filled up with zeros.</summary>
    public const int Tile = 16;

    /// <summary>Copies <see cref="Tile"/> columns.</summary>
    /// <param name="first">The first column of a row that starts at 0.</param>
    /// <param name="starts">Where each row starts.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">Receives the columns, each <see cref="Padded"/> bytes long.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Columns(ref byte first, int* starts, int rows, byte* columns)
    {
        int length = Padded(rows);
        Vector128<byte>* tile = stackalloc Vector128<byte>[2 * Tile];
        Vector128<byte>* other = tile + Tile;
        for (int row = 0; row < rows; row += Tile)
        {
            int present = Math.Min(Tile, rows - row);
            for (int i = 0; i < present; i++)
                tile[i] = Vector128.LoadUnsafe(ref Unsafe.Add(ref first, starts[row + i]));
            for (int i = present; i < Tile; i++)
                tile[i] = Vector128<byte>.Zero;

            // Four perfect shuffles of the rows transpose 16 of them.
            Shuffle(tile, other);
            Shuffle(other, tile);
            Shuffle(tile, other);
            Shuffle(other, tile);
            for (int column = 0; column < Tile; column++)
                tile[column].Store(columns + (column * length) + row);
        }
    }

    /// <summary>The bytes of a column with what fills it up.</summary>
    public static int Padded(int rows) => checked(rows + Tile - 1) / Tile * Tile;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Shuffle(Vector128<byte>* from, Vector128<byte>* to)
    {
        for (int i = 0; i < Tile / 2; i++)
        {
            Vector128<byte> even = from[i],
                odd = from[i + (Tile / 2)];
            to[2 * i] = InterleaveLower(even, odd);
            to[(2 * i) + 1] = InterleaveUpper(even, odd);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> InterleaveLower(Vector128<byte> even, Vector128<byte> odd) =>
        Sse2.IsSupported ? Sse2.UnpackLow(even, odd) : InterleaveWords(Vector128.WidenLower(even), Vector128.WidenLower(odd));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> InterleaveUpper(Vector128<byte> even, Vector128<byte> odd) =>
        Sse2.IsSupported ? Sse2.UnpackHigh(even, odd) : InterleaveWords(Vector128.WidenUpper(even), Vector128.WidenUpper(odd));

    /// <summary>Interleaves bytes that have been widened, where there is no instruction that interleaves them as they are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector128<byte> InterleaveWords(Vector128<ushort> even, Vector128<ushort> odd) => (even | (odd << 8)).AsByte();
}
