using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Training;

/// <summary>
/// A file that gets a line for every epoch as soon as it is done: JSON objects or a table, by the file's ending. It is written anew by every run; one that
/// goes on from a checkpoint begins with the epochs before it.
/// </summary>
internal sealed class TrainingLog : ITrainingObserver, IDisposable
{
    private const string TableEnding = ".csv";
    private readonly FileStream _file;
    private readonly bool _isTable;

    /// <exception cref="InvalidInputException">There is no writing there.</exception>
    public TrainingLog(string path)
    {
        _isTable = path.EndsWith(TableEnding, StringComparison.OrdinalIgnoreCase);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            _file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException(
                path,
                "a place where a log can be written",
                e.Message.TrimEnd('.'),
                "Choose another with --log",
                e
            );
        }

        if (_isTable)
            Write("epoch,trainLoss,trainAccuracy,validationLoss,validationAccuracy,learningRate,gradientNorm,seconds\n"u8);
    }

    /// <summary>Whether a file's ending is one that it knows.</summary>
    public static bool Knows(string path) => Path.GetExtension(path).ToLowerInvariant() is TableEnding or ".jsonl";

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

        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartObject();
            HistoryOutput.WriteMembers(writer, result, withSeconds: true);
            writer.WriteEndObject();
        }

        buffer.Write("\n"u8);
        Write(buffer.WrittenSpan);
    }

    public void Dispose() => _file.Dispose();

    private void Write(ReadOnlySpan<byte> bytes)
    {
        _file.Write(bytes);
        _file.Flush();
    }
}
