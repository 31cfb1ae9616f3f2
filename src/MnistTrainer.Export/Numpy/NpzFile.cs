using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Export;

/// <summary>
/// Networks as NumPy archives of arrays: <c>numpy.load</c> reads them without pickling. Weights and biases are named and shaped as in
/// <see cref="SafetensorsFile"/>.
/// </summary>
/// <remarks>
/// In addition, <c>class_names</c> has the class names, <c>scaling</c> the offset and the factor of raw values, arrays such as <c>fact.labelOrigin</c> the training
/// metadata as text, and <c>network</c> the network's definition, from which <see cref="Read"/> restores the network.
/// </remarks>
public static class NpzFile
{
    internal const string ClassNames = "class_names",
        Scaling = "scaling",
        Description = "network",
        Extension = ".npy";

    // The earliest time of a zip entry, so that the same network gives the same bytes.
    private static readonly DateTimeOffset Time = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes a network as 32-bit floats. The same network always gives the same bytes.</summary>
    public static void Write(Network network, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(stream);
        NetworkDefinition definition = network.Definition;
        using ZipArchive zip = new(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach (TensorPlace place in TensorPlace.AllOf(definition))
            Add(zip, place.Name, TensorType.Single.Numpy!, [.. place.Shape], LittleEndian.Of(place.Take(network.Parameters)));
        Add(zip, Scaling, TensorType.Single.Numpy!, [2], LittleEndian.Of([definition.Scaling.Offset, definition.Scaling.Factor]));
        int longest = Math.Max(1, definition.ClassNames.Max(name => name.EnumerateRunes().Count()));
        Add(
            zip,
            ClassNames,
            $"<U{longest}",
            [definition.ClassNames.Length],
            [.. definition.ClassNames.SelectMany(name => Padded(name, longest))]
        );
        foreach ((string name, string value) in ExportMetadata.Metadata(definition))
        {
            int length = Math.Max(1, value.EnumerateRunes().Count());
            Add(zip, name, $"<U{length}", [], Padded(value, length));
        }

        byte[] description = NetworkDescription.ToJson(definition);
        Add(zip, Description, $"|S{description.Length}", [], description);
    }

    /// <summary>Reads a network.</summary>
    /// <param name="stream">The whole file; it must be able to seek.</param>
    /// <param name="name">The file name in error messages.</param>
    /// <param name="definition">The expected definition of the network. Default: null, for the definition in the file, if this library wrote it.</param>
    /// <exception cref="InvalidInputException">The file is not in this format, is damaged, or does not match the definition; the message lists all mismatches.</exception>
    public static Network Read(Stream stream, string name, NetworkDefinition? definition = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        try
        {
            using NpzSource source = new(stream, name);
            return TensorImport.ToNetwork(source, definition);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidInputException(
                name,
                "arrays as numpy.savez writes them",
                "a file that cannot be unpacked",
                "Copy it again, or write it again",
                e
            );
        }
    }

    private static void Add(ZipArchive zip, string name, string type, ImmutableArray<long> shape, byte[] values)
    {
        ZipArchiveEntry entry = zip.CreateEntry($"{name}{Extension}", CompressionLevel.NoCompression);
        entry.LastWriteTime = Time;
        using Stream stream = entry.Open();
        stream.Write(new NpyHeader(type, IsColumnMajor: false, shape).ToBytes());
        stream.Write(values);
    }

    /// <summary>NumPy's text: four bytes per character, padded with zeros.</summary>
    private static byte[] Padded(string text, int characters)
    {
        byte[] bytes = new byte[characters * 4];
        Encoding.UTF32.GetBytes(text, bytes);
        return bytes;
    }
}
