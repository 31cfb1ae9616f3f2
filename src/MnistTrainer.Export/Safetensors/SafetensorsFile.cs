using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Export;

/// <summary>
/// Networks as safetensors files (github.com/huggingface/safetensors, "Format"): named tensors that Python reads without executing anything. Names and
/// shapes are those of PyTorch's <c>nn.Sequential</c>, so its <c>load_state_dict</c> accepts them unchanged.
/// </summary>
/// <remarks>
/// The metadata are the class names as a JSON array (<c>class_names</c>), the scaling of raw values (<c>scaling</c>, a JSON array of offset and factor), the training
/// metadata (<c>fact.labelOrigin</c>), and the network's definition (<c>network</c>), from which <see cref="Read"/> restores the network.
/// </remarks>
public static class SafetensorsFile
{
    internal const string Metadata = "__metadata__",
        Description = "network";

    // Tensors begin at multiples of this, so that they can be mapped into memory.
    private const int Alignment = 8;

    /// <summary>Writes a network as 32-bit floats. The same network always gives the same bytes.</summary>
    public static void Write(Network network, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(stream);
        IReadOnlyList<TensorPlace> places = TensorPlace.AllOf(network.Definition);
        byte[] header = Header(network.Definition, places);
        int padding = (Alignment - (header.Length % Alignment)) % Alignment;
        byte[] length = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length + padding);
        stream.Write(length);
        stream.Write(header);
        stream.Write(Encoding.ASCII.GetBytes(new string(' ', padding)));
        foreach (TensorPlace place in places)
            stream.Write(LittleEndian.Of(place.Take(network.Parameters)));
    }

    /// <summary>Reads a network.</summary>
    /// <param name="stream">The whole file; it must be able to seek.</param>
    /// <param name="name">The file name in error messages.</param>
    /// <param name="definition">The expected definition of the network. Default: null, for the definition in the file, if this library wrote it.</param>
    /// <exception cref="InvalidInputException">The file is not in this format, is damaged, or does not match the definition; the message lists all mismatches.</exception>
    public static Network Read(Stream stream, string name, NetworkDefinition? definition = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return TensorImport.ToNetwork(new SafetensorsSource(stream, name), definition);
    }

    private static byte[] Header(NetworkDefinition definition, IReadOnlyList<TensorPlace> places)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, ExportMetadata.Readable))
        {
            writer.WriteStartObject();
            writer.WriteStartObject(Metadata);
            writer.WriteString("class_names", ExportMetadata.ClassNames(definition));
            foreach ((string name, string value) in ExportMetadata.Metadata(definition))
                writer.WriteString(name, value);
            writer.WriteString("format", "pt");
            writer.WriteString(Description, NetworkDescription.ToJson(definition));
            writer.WriteString("scaling", FormattableString.Invariant($"[{definition.Scaling.Offset:R}, {definition.Scaling.Factor:R}]"));
            writer.WriteEndObject();
            long offset = 0;
            foreach (TensorPlace place in places)
            {
                writer.WriteStartObject(place.Name);
                writer.WriteString("dtype", TensorType.Single.Safetensors);
                WriteNumbers(writer, "shape", [.. place.Shape]);
                long end = offset + ((long)place.Count * TensorType.Single.Size);
                WriteNumbers(writer, "data_offsets", [offset, end]);
                writer.WriteEndObject();
                offset = end;
            }

            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void WriteNumbers(Utf8JsonWriter writer, string name, long[] numbers)
    {
        writer.WriteStartArray(name);
        foreach (long number in numbers)
            writer.WriteNumberValue(number);
        writer.WriteEndArray();
    }
}
