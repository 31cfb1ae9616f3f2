using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// How a <see cref="RowFile"/> stores rows of floats: a number takes 4 bytes; the one-hot inputs of a category are stored as the index of the 1, in 1 or 2 bytes.
/// Targets and a weight follow in 4 bytes each.
/// </summary>
/// <param name="Widths">The number of inputs of each column: 1 for a number, 2 to 65,536 for a category.</param>
public sealed record RowEncoding(ImmutableArray<int> Widths)
{
    /// <summary>The maximum number of inputs of a category.</summary>
    public const int MaximumWidth = 1 << 16;

    /// <summary>The number of targets of a row; 0 for rows with a label instead. Default: 0.</summary>
    public int Targets { get; init; }

    /// <summary>Whether each row has a weight. Default: false.</summary>
    public bool HasWeights { get; init; }

    /// <summary>The number of inputs of a row.</summary>
    public int Width => Widths.Sum();

    /// <summary>The number of bytes of a row in a file, without its label.</summary>
    public int Length => Widths.Sum(LengthOf) + (sizeof(float) * Extras);

    /// <summary>The encoding of rows of numbers only.</summary>
    /// <param name="count">The number of inputs, at least 1.</param>
    public static RowEncoding OfNumbers(int count) => new([.. Enumerable.Repeat(1, count)]);

    /// <summary>The number of floats after the inputs.</summary>
    internal int Extras => Targets + (HasWeights ? 1 : 0);

    /// <summary>Whether the numbers are in range.</summary>
    internal bool IsValid => !Widths.IsDefaultOrEmpty && Widths.All(width => width is >= 1 and <= MaximumWidth) && Targets >= 0;

    /// <summary>Writes a row as bytes.</summary>
    /// <param name="widths"><see cref="Widths"/>.</param>
    /// <param name="inputs">The inputs.</param>
    /// <param name="extras">Targets and weight.</param>
    /// <param name="bytes">Receives <see cref="Length"/> bytes.</param>
    /// <exception cref="ArgumentException">The inputs of a category are not one-hot.</exception>
    internal static void Pack(ReadOnlySpan<int> widths, ReadOnlySpan<float> inputs, ReadOnlySpan<float> extras, Span<byte> bytes)
    {
        foreach (int width in widths)
        {
            if (width == 1)
            {
                MemoryMarshal.Write(bytes, inputs[0]);
            }
            else
            {
                int place = inputs[..width].IndexOf(1f);
                if (place < 0 || inputs[..place].ContainsAnyExcept(0f) || inputs[(place + 1)..width].ContainsAnyExcept(0f))
                    throw new ArgumentException("The inputs of a category are not one-hot.", nameof(inputs));
                bytes[0] = (byte)place;
                if (width > ByteWidth)
                    bytes[1] = (byte)(place >> 8);
            }

            inputs = inputs[width..];
            bytes = bytes[LengthOf(width)..];
        }

        MemoryMarshal.AsBytes(extras).CopyTo(bytes);
    }

    /// <summary>Reads a row.</summary>
    /// <param name="widths"><see cref="Widths"/>.</param>
    /// <param name="bytes">The bytes that <see cref="Pack"/> wrote.</param>
    /// <param name="inputs">Receives the inputs.</param>
    /// <param name="extras">Receives targets and weight.</param>
    /// <returns>Whether all categories are in range.</returns>
    internal static bool Unpack(ReadOnlySpan<int> widths, ReadOnlySpan<byte> bytes, Span<float> inputs, Span<float> extras)
    {
        foreach (int width in widths)
        {
            if (width == 1)
            {
                inputs[0] = MemoryMarshal.Read<float>(bytes);
            }
            else
            {
                int place = width > ByteWidth ? bytes[0] | (bytes[1] << 8) : bytes[0];
                if (place >= width)
                    return false;
                inputs[..width].Clear();
                inputs[place] = 1;
            }

            inputs = inputs[width..];
            bytes = bytes[LengthOf(width)..];
        }

        bytes.CopyTo(MemoryMarshal.AsBytes(extras));
        return true;
    }

    private const int ByteWidth = 1 << 8;

    private static int LengthOf(int width) =>
        width == 1 ? sizeof(float)
        : width > ByteWidth ? sizeof(ushort)
        : sizeof(byte);
}
