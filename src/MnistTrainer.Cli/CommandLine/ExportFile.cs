using MnistTrainer.Export;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>The formats of exported files by name, which is also their file extension.</summary>
internal static class ExportFile
{
    /// <summary>All formats by name.</summary>
    public static IReadOnlyDictionary<string, ExportFormat> Formats { get; } =
        Enum.GetValues<ExportFormat>().ToDictionary(format => format.ToString().ToLowerInvariant(), StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns what a file of a format is; of no format, one of any.</summary>
    public static OutputKind KindOf(string? format) =>
        format is null
            ? OutputKind.Onnx
            : Formats[format] switch
            {
                ExportFormat.Onnx => OutputKind.Onnx,
                ExportFormat.Safetensors => OutputKind.Safetensors,
                ExportFormat.Npz => OutputKind.Npz,
                _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Unknown format."),
            };

    /// <summary>Returns the format that a file's extension names; null where it names none.</summary>
    public static string? FormatOf(string? path) =>
        Path.GetExtension(path) is { Length: > 1 } extension && Formats.ContainsKey(extension[1..])
            ? extension[1..].ToLowerInvariant()
            : null;
}
