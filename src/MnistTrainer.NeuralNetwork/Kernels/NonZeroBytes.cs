using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MnistTrainer.NeuralNetwork.Kernels;

/// <summary>
/// Lists the bytes that are not zero, eight at a time and without a branch for each: a table gives the order that puts those first. Strokes begin and end anywhere, so that
/// a processor guesses every branch badly.
/// </summary>
internal static unsafe class NonZeroBytes
{
    private const int Block = 32;
    private const int Group = 8;

    // For each set of eight: the places of its members, a byte each.
    private static readonly ulong[] Orders = CreateOrders();

    /// <summary>Lists the values of whole blocks of 32 bytes, and of a last one of 16.</summary>
    /// <param name="first">The first byte.</param>
    /// <param name="length">The number of bytes.</param>
    /// <param name="factor">What they are multiplied by.</param>
    /// <param name="columns">Receives the place of each; needs room for <paramref name="length"/>.</param>
    /// <param name="values">Receives its value; likewise.</param>
    /// <param name="read">The number of bytes that were looked at, from the first.</param>
    /// <returns>The number of values.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int List(ref byte first, int length, float factor, int* columns, float* values, out int read)
    {
        ref ulong orders = ref MemoryMarshal.GetArrayDataReference(Orders);
        Vector256<float> scale = Vector256.Create(factor);
        int count = 0;
        read = 0;
        for (; ; )
        {
            uint set;
            int block = read;
            if (block + Block <= length)
            {
                set = ~Vector256.Equals(Vector256.LoadUnsafe(ref first, (nuint)block), Vector256<byte>.Zero).ExtractMostSignificantBits();
                read += Block;
            }
            else if (block + (Block / 2) == length)
            {
                set = ~Vector128.Equals(Vector128.LoadUnsafe(ref first, (nuint)block), Vector128<byte>.Zero).ExtractMostSignificantBits();
                set &= ushort.MaxValue;
                read += Block / 2;
            }
            else
            {
                return count;
            }

            // Values written after the members of a group are overwritten by the next group.
            for (int at = block; set != 0; at += Group, set >>= Group)
            {
                uint members = set & byte.MaxValue;
                Vector128<byte> order = Vector128.CreateScalar(Unsafe.Add(ref orders, (int)members)).AsByte(),
                    group = Vector128.CreateScalar(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, at))).AsByte();
                (Widen(order) + Vector256.Create(at)).Store(columns + count);
                (Vector256.ConvertToSingle(Widen(Vector128.Shuffle(group, order))) * scale).Store(values + count);
                count += BitOperations.PopCount(members);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Widen(Vector128<byte> bytes)
    {
        if (Avx2.IsSupported)
            return Avx2.ConvertToVector256Int32(bytes);
        Vector128<ushort> words = Vector128.WidenLower(bytes);
        return Vector256.Create(Vector128.WidenLower(words), Vector128.WidenUpper(words)).AsInt32();
    }

    // Loops, not a query, which would be compiled before a program scores its first image.
    private static ulong[] CreateOrders()
    {
        ulong[] orders = new ulong[1 << Group];
        for (int set = 0; set < orders.Length; set++)
        {
            for (int member = 0, next = 0; member < Group; member++)
            {
                if ((set >> member & 1) != 0)
                    orders[set] |= (ulong)member << (8 * next++);
            }
        }

        return orders;
    }
}
