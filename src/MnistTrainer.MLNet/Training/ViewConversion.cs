using Microsoft.ML;
using Microsoft.ML.Runtime;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>Converts the rows of a data view, read once and in order, to a file of rows: floats, with a label or targets, and a weight where a column has it.</summary>
/// <param name="task">The task, which defines the labels.</param>
/// <param name="options">The options of the trainer.</param>
/// <param name="channel">The log for skipped rows.</param>
internal sealed class ViewConversion(PredictionTask task, NeuralNetworkTrainer.Options options, IChannel channel)
{
    // A part of the rows in memory, as floats.
    private const int ValuesOfPart = 1 << 20;

    private readonly SeenClasses _classes = new(task, options);
    private readonly SeenLabels _labels = new(task, options);

    /// <summary>Whether all values are whole numbers from 0 to 255, as pixels are.</summary>
    public bool AreBytes { get; private set; } = true;

    /// <summary>Converts all rows.</summary>
    /// <param name="input">The data view.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="path">The file, which is replaced.</param>
    /// <returns>The file, opened.</returns>
    /// <exception cref="InvalidInputException">There are no rows, they are all of one class, or the file cannot be written.</exception>
    public RowFile Convert(IDataView input, SampleColumns columns, string path)
    {
        using SampleCursor cursor = new(input, columns, task);
        // Weights of classes are those of all rows, which are known at the end.
        NeuralNetworkTrainer.Options reading = Unweighted();
        int most = Math.Max(1, ValuesOfPart / columns.Shape.Size);
        Samples first = cursor.Read(most, reading);
        if (first.Count == 0 && cursor.IsAtEnd)
            throw new InvalidInputException("training samples", "at least one", "none", "Provide at least one sample");
        RowEncoding encoding = RowEncoding.OfNumbers(columns.Shape.Size) with
        {
            Targets = first.HasTargets && task is not BinaryTask ? first.ClassNames.Count : 0,
            HasWeights = columns.Weight is not null,
        };
        RowFileWriter.Write(
            path,
            encoding,
            "a data view",
            writer =>
            {
                for (Samples part = first; part.Count > 0; part = cursor.IsAtEnd ? (Samples)part.Subset([]) : cursor.Read(most, reading))
                    Add(writer, part, encoding);
                writer.ClassNames = task is BinaryTask ? BinaryTask.Names : first.ClassNames;
            },
            shape: columns.Shape
        );
        _classes.Check();
        _labels.Check(channel);
        foreach (string message in cursor.Skipped.Messages("training"))
            channel.Warning(MessageSensitivity.None, message);
        return RowFile.Open(path);
    }

    private void Add(RowFileWriter writer, Samples part, RowEncoding encoding)
    {
        _classes.Add(part);
        _labels.Add(part);
        float[] values = new float[part.Shape.Size];
        for (int row = 0; row < part.Count; row++)
        {
            part.CopyRow(row, values);
            AreBytes &= part is Samples<byte> || Array.TrueForAll(values, value => (byte)value == value);
            writer.Add(
                values,
                part.HasLabels ? part.Labels[row]
                    : encoding.Targets == 0 ? (int)part.Targets[row]
                    : 0,
                part.Targets.Slice(row * encoding.Targets, encoding.Targets),
                part.Weights.IsEmpty ? 1 : part.Weights[row]
            );
        }
    }

    private NeuralNetworkTrainer.Options Unweighted()
    {
        NeuralNetworkTrainer.Options reading = options with { ClassWeights = null };
        return reading.Training.ClassWeights is null ? reading : reading with { Training = reading.Training with { ClassWeights = null } };
    }
}
