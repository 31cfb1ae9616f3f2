using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// The header of an array in NumPy's own format (numpy.org, "numpy.lib.format"): six bytes, a version, a length, and the type, order and shape as
/// Python literals.
/// </summary>
/// <param name="Type">NumPy's name of the type of its values: <c>&lt;f4</c>.</param>
/// <param name="IsColumnMajor">Whether the first axis varies fastest, as in Fortran.</param>
/// <param name="Shape">Its sizes.</param>
public sealed partial record NpyHeader(string Type, bool IsColumnMajor, ImmutableArray<long> Shape)
{
    // The whole header is padded to a multiple of this.
    private const int Alignment = 64;
    private const int MaximumLength = 1 << 16;
    private const int MaximumDimensions = 32;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Whether a file that starts with these bytes is such an array.</summary>
    public static bool IsArray(ReadOnlySpan<byte> start) => start.StartsWith(Magic);

    /// <summary>Its bytes, in version 1.0.</summary>
    public byte[] ToBytes()
    {
        string sizes = string.Concat(Shape.Select(size => string.Create(CultureInfo.InvariantCulture, $"{size}, ")));
        string text =
            $"{{'descr': '{Type}', 'fortran_order': {(IsColumnMajor ? "True" : "False")}, 'shape': ({(Shape.Length == 1 ? sizes.TrimEnd() : sizes.TrimEnd(' ', ','))}), }}";
        int before = Magic.Length + 2 + sizeof(ushort);
        int padding = Alignment - ((before + text.Length + 1) % Alignment);
        byte[] length = new byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)(text.Length + padding + 1));
        return [.. Magic, 1, 0, .. length, .. Encoding.ASCII.GetBytes($"{text}{new string(' ', padding)}\n")];
    }

    /// <summary>Reads a header; the stream is then positioned at the values.</summary>
    /// <param name="stream">At the beginning of the array.</param>
    /// <param name="place">The name in error messages.</param>
    /// <exception cref="InvalidInputException">The bytes are not such a header.</exception>
    public static NpyHeader Read(Stream stream, string place)
    {
        byte[] start = new byte[Magic.Length + 2];
        if (stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length || !start.AsSpan().StartsWith(Magic))
            throw Damaged(place, "an array as numpy.save writes it", "something else");
        if (start[^2] is < 1 or > 3)
            throw Damaged(place, "version 1, 2 or 3 of NumPy's format", $"version {start[^2]}");
        byte[] size = new byte[sizeof(uint)];
        int sizeBytes = start[^2] == 1 ? sizeof(ushort) : sizeof(uint);
        int got = stream.ReadAtLeast(size.AsSpan(0, sizeBytes), sizeBytes, throwOnEndOfStream: false);
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(size);
        if (got < sizeBytes || length > MaximumLength)
            throw Damaged(place, $"a header of at most {MaximumLength} bytes", $"{length}");
        byte[] text = new byte[length];
        if (stream.ReadAtLeast(text, text.Length, throwOnEndOfStream: false) < text.Length)
            throw Damaged(place, $"a header of {length} bytes", "the end of the file");
        return Parse(Encoding.UTF8.GetString(text), place);
    }

    private static NpyHeader Parse(string text, string place)
    {
        Match type = TypePattern().Match(text),
            order = OrderPattern().Match(text),
            shape = ShapePattern().Match(text);
        if (!type.Success || !order.Success || !shape.Success)
            throw Damaged(place, "a header with descr, fortran_order and shape", "another");
        string[] parts = shape.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length > MaximumDimensions)
            throw Damaged(place, $"at most {MaximumDimensions} dimensions", $"{parts.Length}");
        long[] sizes =
        [
            .. parts.Select(part => long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out long one) ? one : -1),
        ];
        return new NpyHeader(type.Groups[1].Value, order.Groups[1].Value == "True", [.. sizes]);
    }

    private static InvalidInputException Damaged(string place, string expected, string found) =>
        new(place, expected, found, "The file is damaged, or was not written by numpy.savez: write it again");

    [GeneratedRegex(@"'descr':\s*'([^']*)'", RegexOptions.CultureInvariant)]
    private static partial Regex TypePattern();

    [GeneratedRegex(@"'fortran_order':\s*(True|False)", RegexOptions.CultureInvariant)]
    private static partial Regex OrderPattern();

    [GeneratedRegex(@"'shape':\s*\(([^)]*)\)", RegexOptions.CultureInvariant)]
    private static partial Regex ShapePattern();
}
