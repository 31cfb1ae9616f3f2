using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace MnistTrainer.Data;

/// <summary>An array of numbers as a file holds it.</summary>
/// <param name="Place">The file, and the name in it, for messages.</param>
/// <param name="Type">The type of its numbers.</param>
/// <param name="Shape">Its sizes, each at least 1.</param>
/// <param name="Bytes">All numbers, with the last index varying fastest.</param>
internal sealed record NumericArray(string Place, NumberType Type, ImmutableArray<int> Shape, byte[] Bytes)
{
    /// <summary>An array of one dimension.</summary>
    public static NumericArray Of(string place, int[] numbers) =>
        new(
            place,
            NumberType.OfNumpy(BitConverter.IsLittleEndian ? "<i4" : ">i4")!,
            [numbers.Length],
            MemoryMarshal.AsBytes(numbers.AsSpan()).ToArray()
        );

    /// <summary>The number of numbers.</summary>
    public int Count => Bytes.Length / Type.Size;

    /// <summary>The number at an index, 0 to <see cref="Count"/> - 1.</summary>
    public double this[int index] => Type.Decode(Bytes.AsSpan(index * Type.Size, Type.Size));

    /// <summary>Whether its numbers are bytes from 0 to 255.</summary>
    public bool IsBytes => Type == NumberType.Byte;

    /// <summary>Its shape as text: <c>60000x28x28</c>.</summary>
    public string ShapeText => string.Join("x", Shape);

    /// <summary>The same numbers in another shape of as many.</summary>
    public NumericArray Reshaped(params ImmutableArray<int> shape) => this with { Shape = shape };

    /// <summary>The array with its axes in another order.</summary>
    /// <param name="axes">The axis of this array that becomes each axis of the result.</param>
    public NumericArray Transposed(params ReadOnlySpan<int> axes)
    {
        int[] strides = new int[Shape.Length];
        for (int axis = Shape.Length - 1, stride = 1; axis >= 0; stride *= Shape[axis--])
            strides[axis] = stride;
        int[] sizes = new int[axes.Length],
            steps = new int[axes.Length],
            index = new int[axes.Length];
        for (int i = 0; i < axes.Length; i++)
            (sizes[i], steps[i]) = (Shape[axes[i]], strides[axes[i]]);
        byte[] bytes = new byte[Bytes.Length];
        for (int to = 0, from = 0; to < bytes.Length; to += Type.Size)
        {
            Bytes.AsSpan(from * Type.Size, Type.Size).CopyTo(bytes.AsSpan(to));
            for (int axis = sizes.Length - 1; axis >= 0; axis--)
            {
                from += steps[axis];
                if (++index[axis] < sizes[axis])
                    break;
                from -= steps[axis] * sizes[axis];
                index[axis] = 0;
            }
        }

        return new NumericArray(Place, Type, [.. sizes], bytes);
    }
}
