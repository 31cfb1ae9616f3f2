using System.Buffers.Binary;
using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;

namespace MnistTrainer.Experiments;

/// <summary>A kind of output file: how such files are named, and how existing ones are recognized.</summary>
/// <param name="Name">The name with an article: <c>a model</c>.</param>
/// <param name="Extensions">The usual extensions, the preferred one first: <c>.zip</c>.</param>
public sealed record OutputKind(string Name, ImmutableArray<string> Extensions)
{
    private const int StartLength = 4096;

    // A submission has the id and the label of an image in a line, and perhaps its name and probabilities; a table of images has its pixels.
    private const int MaximumPredictionCells = 16;

    // Extensions of other programs or of inputs; files with such names must not get different content.
    private static readonly string[] ForeignExtensions =
    [
        ".arff .avif .bmp .bz2 .doc .docx .gif .gz .h5 .hdf5 .heic .ico .jpeg .jpg .keras .mat .npy .ods .parquet .pdf .pickle .pkl .pt .pth .rar",
        ".sqlite .tar .tgz .tif .tiff .tsv .webp .xls .xlsx .xml .xz .yaml .yml .7z .cs .py .sh .exe .dll",
    ];

    private Func<string, byte[], bool> Recognizes { get; init; } = (_, _) => true;

    /// <summary>Whether a file of this kind is unchanged since it was written, so that it can be replaced; files of most kinds are not meant to be edited.</summary>
    internal Func<string, bool> IsUntouched { get; private init; } = _ => true;

    /// <summary>A model.</summary>
    public static OutputKind Model { get; } = new("a model", [".zip"]) { Recognizes = (path, _) => HasEntry(path, IsOfModel) };

    /// <summary>The checkpoint of an interrupted training run.</summary>
    public static OutputKind Checkpoint { get; } =
        new("a checkpoint", [".checkpoint"]) { Recognizes = (_, start) => start.AsSpan().StartsWith("MNISTCHK"u8) };

    /// <summary>Predictions: a table with a line for each image or row. Only the number of columns is checked; <see cref="PredictionsUnder"/> checks the header.</summary>
    public static OutputKind Predictions { get; } =
        new("predictions", [".csv", ".txt"]) { Recognizes = (_, start) => IsNarrowTable(start) };

    /// <summary>The epochs of a training run as a table.</summary>
    public static OutputKind LogTable { get; } =
        new("the log of a training run", [".csv"]) { Recognizes = (_, start) => Begins(start, "epoch,") };

    /// <summary>The epochs of a training run as lines of JSON.</summary>
    public static OutputKind LogLines { get; } =
        new("the log of a training run", [".jsonl"]) { Recognizes = (_, start) => Begins(start, "{\"epoch\"") };

    /// <summary>A PNG image.</summary>
    public static OutputKind Png { get; } =
        new("a PNG image", [".png"])
        {
            Recognizes = (_, start) => start.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']),
        };

    /// <summary>The curve of a search for a learning rate as an SVG image.</summary>
    public static OutputKind Svg { get; } =
        new("the curve of learning rates", [".svg"])
        {
            Recognizes = (_, start) => Begins(start, "<svg ") && Contains(start, "learning rate"),
        };

    /// <summary>Measured figures as tables in Markdown.</summary>
    public static OutputKind Markdown { get; } =
        new("tables in Markdown", [".md", ".markdown", ".txt"])
        {
            Recognizes = (_, start) =>
                Begins(start, "| image |") || Text(start).Split('\n')[0].Contains("softmax cross-entropy", StringComparison.Ordinal),
        };

    /// <summary>The metrics of an evaluation as JSON.</summary>
    public static OutputKind Figures { get; } =
        new("the figures of an evaluation", [".json"]) { Recognizes = (_, start) => Contains(start, "\"microAccuracy\"") };

    /// <summary>A confusion matrix as a table.</summary>
    public static OutputKind Confusion { get; } =
        new("a confusion matrix", [".csv"]) { Recognizes = (_, start) => Begins(start, "truth,") };

    /// <summary>The page of an evaluation.</summary>
    public static OutputKind Page { get; } =
        new("a report", [".html", ".htm"])
        {
            Recognizes = (_, start) => Begins(start, "<!doctype html>") && Contains(start, ".accuracy {"),
        };

    /// <summary>The label doctor's list of suspicious samples, which users edit: a list that differs from its page is not replaced.</summary>
    public static OutputKind Suspicions { get; } =
        new("a list of suspicious samples", [".csv"])
        {
            Recognizes = (_, start) => Begins(start, ConfirmedColumns.Header),
            IsUntouched = WrittenList.IsUntouched,
        };

    /// <summary>The label doctor's page for reviewing samples.</summary>
    public static OutputKind ConfirmationPage { get; } =
        new("a page to confirm samples", [".html", ".htm"])
        {
            Recognizes = (_, start) => Begins(start, "<!doctype html>") && Contains(start, "<title>Suspicious samples of "),
        };

    /// <summary>Images or labels as an IDX file, gzipped or not.</summary>
    public static OutputKind Idx { get; } =
        new("an IDX file", [".gz"]) { Recognizes = (_, start) => start is [0x1F, 0x8B, ..] or [0, 0, 8, ..] };

    /// <summary>A network for other programs as ONNX. Its beginning names the program that wrote it.</summary>
    public static OutputKind Onnx { get; } =
        new("an ONNX model of this program", [".onnx"])
        {
            Recognizes = (_, start) => start is [8, < 32, 0x12, ..] && Contains(start, "MnistTrainer"),
        };

    /// <summary>The weights of a network as a safetensors file, with the names of its classes at the beginning.</summary>
    public static OutputKind Safetensors { get; } =
        new("a safetensors file of this program", [".safetensors"])
        {
            Recognizes = (_, start) =>
                start.Length > 9
                && start[8] == '{'
                && BinaryPrimitives.ReadUInt64LittleEndian(start) < 1 << 30
                && Contains(start, "\"class_names\""),
        };

    /// <summary>The weights of a network as NumPy's arrays, with the names of its classes.</summary>
    public static OutputKind Npz { get; } =
        new("an npz file of this program", [".npz"]) { Recognizes = (path, _) => HasEntry(path, name => name == "class_names.npy") };

    private static IEnumerable<OutputKind> All =>
        [
            Model,
            Checkpoint,
            Predictions,
            LogTable,
            LogLines,
            Png,
            Svg,
            Markdown,
            Figures,
            Confusion,
            Page,
            Suspicions,
            ConfirmationPage,
            Idx,
            Onnx,
            Safetensors,
            Npz,
        ];

    /// <summary>Predictions with a known header: a table with a different header is rejected, unless it is that of predictions for another model.</summary>
    /// <param name="header">The first line.</param>
    public static OutputKind PredictionsUnder(string header) =>
        Predictions with
        {
            Recognizes = (_, start) => PredictionTable.IsOne(Text(start), header),
        };

    /// <summary>Whether the extension of a path is valid for such a file: there is none, it is one of this kind, or it is neutral.</summary>
    /// <param name="path">The path.</param>
    public bool Suits(string path)
    {
        string extension = Path.GetExtension(path).ToLowerInvariant();
        return extension.Length == 0
            || Extensions.Contains(extension)
            || !All.SelectMany(kind => kind.Extensions)
                .Concat(ForeignExtensions.SelectMany(line => line.Split(' ')))
                .Contains(extension, StringComparer.Ordinal);
    }

    /// <summary>Whether an existing file is of this kind, or empty. Only its beginning is read.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    internal bool IsKindOf(string path)
    {
        // An empty file, or a named pipe, which would block.
        if (new FileInfo(path).Length == 0)
            return true;
        byte[] start = new byte[StartLength];
        using (FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1))
            start = start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        return start.Length == 0 || Recognizes(path, start);
    }

    // ML.NET's version file marks every model that it saves.
    private static bool IsOfModel(string name) =>
        name.EndsWith("Model.key", StringComparison.Ordinal)
        || name.EndsWith("TrainingInfo/Version.txt", StringComparison.Ordinal)
        || name.EndsWith("TrainingInfo\\Version.txt", StringComparison.Ordinal);

    private static bool HasEntry(string path, Func<string, bool> suits)
    {
        try
        {
            using ZipArchive zip = ZipFile.OpenRead(path);
            return zip.Entries.Any(entry => suits(entry.FullName));
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static bool IsNarrowTable(byte[] start)
    {
        string line = Text(start).Split('\n')[0];
        int cells = line.Split([',', ';', '\t']).Length;
        return cells is >= 2 and <= MaximumPredictionCells
            && !line.Contains('\0', StringComparison.Ordinal)
            && line[0] is not ('{' or '[' or '<' or '%');
    }

    private static bool Begins(byte[] start, string text) => Text(start).StartsWith(text, StringComparison.OrdinalIgnoreCase);

    private static bool Contains(byte[] start, string text) => Text(start).Contains(text, StringComparison.Ordinal);

    private static string Text(byte[] start) => Encoding.UTF8.GetString(start);
}
