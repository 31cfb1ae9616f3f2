using System.Collections.Immutable;
using System.Numerics;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// Receives the images of a source row by row and writes them into a file of rows, with what is known of them only at the end: the scale of their pixels, and whether they are dark
/// on light. Both become a table of what each stored value stands for, so that no row is written twice.
/// </summary>
/// <param name="writer">The file.</param>
/// <param name="shape">The shape of an image as it is added.</param>
/// <param name="isTransposed">Whether rows and columns of each image are exchanged.</param>
internal sealed class StoredPixels(RowFileWriter writer, Shape shape, bool isTransposed)
{
    private readonly byte[] _turned = new byte[shape.Size];
    private readonly int[] _largest = new int[byte.MaxValue + 1];
    private readonly long[] _border = new long[byte.MaxValue + 1];
    private readonly byte[] _first = new byte[shape.Size];
    private readonly byte[] _values = [.. Enumerable.Range(0, byte.MaxValue + 1).Select(value => (byte)value)];
    private bool _differ;

    /// <summary>The pixels that a reader may hold before it adds them, in bytes. Default: 32 MiB.</summary>
    public int BytesHeld { get; init; } = 1 << 25;

    /// <summary>The largest value of all rows.</summary>
    public int Largest => Math.Max(0, Array.FindLastIndex(_largest, rows => rows > 0));

    /// <summary>Returns the number of rows whose largest value is this one.</summary>
    public int RowsWithLargest(byte value) => _largest[value];

    /// <summary>Adds an image.</summary>
    /// <param name="image">Its pixels.</param>
    /// <param name="label">Its label, from 0.</param>
    public void Add(ReadOnlySpan<byte> image, int label)
    {
        if (writer.Count == 0)
            image.CopyTo(_first);
        _differ |= !image.SequenceEqual(_first);
        _largest[LargestOf(image)]++;
        AddBorder(image);
        if (isTransposed)
            Turn(image);
        writer.Add(isTransposed ? _turned : image, label);
    }

    /// <summary>Removes all images: the source is read again.</summary>
    public void Restart()
    {
        Array.Clear(_largest);
        Array.Clear(_border);
        _differ = false;
        writer.Restart();
    }

    /// <summary>Rescales all values.</summary>
    /// <param name="scale">What each value up to the largest stands for.</param>
    public void Rescale(Func<double, byte> scale)
    {
        for (int value = 0; value <= Largest; value++)
            _values[value] = scale(value);
    }

    /// <summary>Ends with the classes of the labels.</summary>
    /// <param name="place">The source, for messages.</param>
    /// <param name="names">The name of each class.</param>
    /// <param name="classes">The class of each label.</param>
    /// <param name="notes">What a user should know.</param>
    /// <param name="keepsPolarity">Whether images that are dark on light stay so.</param>
    /// <exception cref="InvalidInputException">There are no rows, they are all the same, or of a single class.</exception>
    public void Finish(
        string place,
        IReadOnlyList<string> names,
        IReadOnlyList<int> classes,
        IEnumerable<string> notes,
        bool keepsPolarity = false
    )
    {
        if (writer.Count == 0)
            throw new InvalidInputException(place, "at least one image", "none", "Provide images");
        if (names.Count < 2)
            throw new InvalidInputException(
                place,
                "at least two classes",
                $"one class, {(names.Count == 0 ? "without a name" : names[0])}",
                "Add images of other classes, or check that the label column is the right one"
            );
        if (!_differ && writer.Count > 1)
            throw new InvalidInputException(
                place,
                "images that differ from each other",
                $"{writer.Count} images that are all the same",
                "Check how the images were exported, and that the pixel columns are the right ones"
            );
        if (!keepsPolarity && ImageOrientation.IsDarkOnLight(shape, BorderValues()))
        {
            foreach (ref byte value in _values.AsSpan())
                value = (byte)(byte.MaxValue - value);
        }

        writer.ClassNames = names;
        writer.Classes = classes;
        writer.Notes = [.. notes];
        writer.Values = _values.Index().All(one => one.Index == one.Item) ? [] : ImmutableArray.Create(_values);
    }

    private long[] BorderValues()
    {
        long[] values = new long[_border.Length];
        for (int stored = 0; stored < _border.Length; stored++)
            values[_values[stored]] += _border[stored];
        return values;
    }

    private void AddBorder(ReadOnlySpan<byte> image)
    {
        if (!ImageOrientation.HasBorder(shape))
            return;
        for (int x = 0; x < shape.Width; x++)
        {
            _border[image[x]]++;
            _border[image[^(x + 1)]]++;
        }

        for (int y = 1; y < shape.Height - 1; y++)
        {
            _border[image[y * shape.Width]]++;
            _border[image[(y * shape.Width) + shape.Width - 1]]++;
        }
    }

    private void Turn(ReadOnlySpan<byte> image)
    {
        for (int row = 0; row < shape.Height; row++)
        {
            for (int column = 0; column < shape.Width; column++)
                image
                    .Slice(((row * shape.Width) + column) * shape.Channels, shape.Channels)
                    .CopyTo(_turned.AsSpan(((column * shape.Height) + row) * shape.Channels));
        }
    }

    private static byte LargestOf(ReadOnlySpan<byte> values)
    {
        Vector<byte> largest = default;
        int i = 0;
        for (; i <= values.Length - Vector<byte>.Count; i += Vector<byte>.Count)
            largest = Vector.Max(largest, new Vector<byte>(values[i..]));
        byte most = 0;
        for (int lane = 0; lane < Vector<byte>.Count; lane++)
            most = Math.Max(most, largest[lane]);
        for (; i < values.Length; i++)
            most = Math.Max(most, values[i]);
        return most;
    }
}
