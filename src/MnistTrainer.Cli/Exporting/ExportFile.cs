using MnistTrainer.Export;

namespace MnistTrainer.Cli.Exporting;

/// <summary>The formats of exported files by name, which is also what their files end in.</summary>
internal static class ExportFile
{
    /// <summary>All of them.</summary>
    public static IReadOnlyDictionary<string, ExportFormat> Endings { get; } =
        Enum.GetValues<ExportFormat>().ToDictionary(format => format.ToString().ToLowerInvariant(), StringComparer.OrdinalIgnoreCase);

    /// <summary>The format that a file's ending names; null where it names none.</summary>
    public static string? FormatOf(string? path) =>
        Path.GetExtension(path) is { Length: > 1 } ending && Endings.ContainsKey(ending[1..]) ? ending[1..].ToLowerInvariant() : null;
}
