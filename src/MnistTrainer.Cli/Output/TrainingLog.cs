using System.Globalization;
using System.Text;
using System.Text.Json;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Output;

/// <summary>
/// A file that gets a line for every epoch as soon as it ends: JSON objects (<c>.jsonl</c>) or a table (<c>.csv</c>). Every run replaces it; a resumed
/// training begins it with the epochs before.
/// </summary>
internal sealed class TrainingLog : ITrainingObserver, IDisposable
{
    private const string TableExtension = ".csv";
    private readonly string _path;
    private readonly Stream _file;
    private readonly bool _isTable;

    /// <exception cref="InvalidInputException">The file cannot be written.</exception>
    public TrainingLog(string path)
    {
        _isTable = IsTable(path);
        _path = path;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            _file =
                path == AtomicFile.StandardOutput
                    ? Console.OpenStandardOutput()
                    : new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(e);
        }

        if (_isTable)
            Write("epoch,trainLoss,trainAccuracy,validationLoss,validationAccuracy,learningRate,gradientNorm,seconds\n"u8);
    }

    /// <summary>Returns whether a file's extension is supported.</summary>
    public static bool Supports(string path) =>
        path == AtomicFile.StandardOutput || Path.GetExtension(path).ToLowerInvariant() is TableExtension or ".jsonl";

    /// <summary>Returns what a file contains, by its extension.</summary>
    public static OutputKind KindOf(string path) => IsTable(path) ? OutputKind.LogTable : OutputKind.LogLines;

    public void OnResume(IReadOnlyList<EpochResult> epochs, int samplesInEpoch)
    {
        foreach (EpochResult epoch in epochs)
            OnEpoch(epoch);
    }

    public void OnEpoch(EpochResult result)
    {
        if (_isTable)
        {
            string line = string.Create(
                CultureInfo.InvariantCulture,
                $"{result.Number},{result.TrainLoss},{result.TrainAccuracy},{result.ValidationLoss},{result.ValidationAccuracy},{result.LearningRate},{result.GradientNorm},{result.Duration.TotalSeconds}\n"
            );
            Write(Encoding.UTF8.GetBytes(line));
            return;
        }

        Write([.. JsonSerializer.SerializeToUtf8Bytes(EpochJson.Timed(result), CommandJson.Compact.EpochJson), (byte)'\n']);
    }

    public void Dispose() => _file.Dispose();

    private void Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _file.Write(bytes);
            _file.Flush();
        }
        catch (IOException e)
        {
            throw NotWritable(e);
        }
    }

    private static bool IsTable(string path) => path.EndsWith(TableExtension, StringComparison.OrdinalIgnoreCase);

    private InvalidInputException NotWritable(Exception cause) =>
        new(_path, "a path where a log can be written", FileFault.Describe(cause), "Choose another with --log", cause);
}
