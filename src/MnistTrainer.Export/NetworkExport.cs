using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Export;

/// <summary>Writes networks for other programs.</summary>
public static class NetworkExport
{
    /// <summary>Writes a network to a file. The same network always gives the same bytes.</summary>
    /// <param name="network">The network.</param>
    /// <param name="path">The file, which is written under a temporary name and then renamed. Its folder is created if necessary.</param>
    /// <param name="format">The format.</param>
    /// <exception cref="InvalidInputException">The file cannot be written.</exception>
    public static void Save(Network network, string path, ExportFormat format)
    {
        ArgumentNullException.ThrowIfNull(network);
        Action<Network, Stream> write = format switch
        {
            ExportFormat.Onnx => OnnxFile.Write,
            ExportFormat.Safetensors => SafetensorsFile.Write,
            ExportFormat.Npz => NpzFile.Write,
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Unknown format."),
        };
        AtomicFile.Write(path, stream => write(network, stream));
    }
}
