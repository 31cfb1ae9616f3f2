using System.Collections.Immutable;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>
/// A list of suspicious samples with the action for each: keep it, change its label to the suggested one, or leave it out. The label doctor writes it as CSV, its page exports
/// the confirmed list, and it is applied to the source that it was written for. Every row has the number of rows of its part, the label and a checksum of the image, so a list
/// for another source, or for another version of the source, is rejected.
/// </summary>
public sealed class ConfirmedTable
{
    private readonly string _path;
    private readonly ImmutableArray<ConfirmedRow> _rows;

    private ConfirmedTable(string path, ImmutableArray<ConfirmedRow> rows) => (_path, _rows) = (path, rows);

    /// <summary>Reads a list.</summary>
    /// <param name="path">The file; rows may be in any order, and some may have been deleted.</param>
    /// <param name="cancellation">Cancels reading.</param>
    /// <exception cref="InvalidInputException">The file cannot be read, or is not such a list; the message names the line.</exception>
    public static ConfirmedTable Read(string path, CancellationToken cancellation = default) =>
        new(path, ConfirmedTableReader.Read(path, cancellation));

    /// <summary>Applies the list to a part of the source.</summary>
    /// <param name="samples">The samples of the part, with labels.</param>
    /// <param name="source">The source of the samples.</param>
    /// <param name="wanted">The requested part; if the source does not have it, the samples are those of the other part.</param>
    /// <param name="options">Known properties of the source.</param>
    /// <param name="listener">Receives a <see cref="SamplesLeftOutNote"/>. Default: none.</param>
    /// <returns>The samples that remain, in order.</returns>
    /// <exception cref="InvalidInputException">The list is for another source, or no sample remains.</exception>
    public Samples<byte> Apply(
        Samples<byte> samples,
        DataSource source,
        DataSplit wanted,
        LoadOptions? options = null,
        IExperimentListener? listener = null
    )
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(source);
        if (_rows.FirstOrDefault(row => !source.Has(row.Part, options)) is ConfirmedRow lacking)
            throw Foreign(lacking, $"rows of a part that {source.Name} has", $"the part {ConfirmedColumns.NameOf(lacking.Part)}");
        return Apply(samples, source.Name, source.SplitFor(wanted, options), listener);
    }

    /// <summary>Applies the list to the training samples. Images of at least two classes must remain; classes without remaining images are reported.</summary>
    /// <param name="samples">The samples of the part.</param>
    /// <param name="source">The source of the samples.</param>
    /// <param name="options">Known properties of the source.</param>
    /// <param name="listener">Receives a <see cref="SamplesLeftOutNote"/> and possibly a <see cref="ClassesLostNote"/>.</param>
    /// <exception cref="InvalidInputException">The list is for another source, or only images of one class remain.</exception>
    internal Samples<byte> ApplyForTraining(Samples<byte> samples, DataSource source, LoadOptions options, IExperimentListener listener)
    {
        Samples<byte> remaining = Apply(samples, source, DataSplit.Train, options, listener);
        int[] classes = [.. remaining.Labels.ToArray().Distinct()],
            lost = [.. samples.Labels.ToArray().Distinct().Except(classes).Order()];
        if (classes.Length < 2)
        {
            throw new InvalidInputException(
                _path,
                $"a list that leaves images of at least two classes of {source.Name}",
                $"only images of {samples.ClassNames[classes[0]]}",
                "Keep some images of other classes"
            );
        }

        if (lost.Length > 0)
            listener.OnNote(new ClassesLostNote(_path, [.. lost.Select(label => samples.ClassNames[label])]));
        return remaining;
    }

    private Samples<byte> Apply(Samples<byte> samples, string source, DataSplit part, IExperimentListener? listener)
    {
        ConfirmedRow[] rows = [.. _rows.Where(row => row.Part == part)];
        string[] names = [.. samples.ClassNames.Select(ConfirmedTableReader.CellOf)];
        int[] labels = samples.Labels.ToArray();
        foreach (ConfirmedRow row in rows)
        {
            Check(source, row, samples, names);
            if (row.Action == SampleAction.Fix)
                labels[row.Row] = LabelOf(row, names);
        }

        HashSet<int> removed = [.. rows.Where(row => row.Action == SampleAction.Remove).Select(row => row.Row)];
        if (removed.Count == samples.Count)
            throw new InvalidInputException(_path, $"a list that leaves samples of {source}", "all are removed", "Keep some of them");
        listener?.OnNote(new SamplesLeftOutNote(_path, part, removed.Count, rows.Count(row => row.Action == SampleAction.Fix)));
        int[] remaining = [.. Enumerable.Range(0, samples.Count).Where(row => !removed.Contains(row))];
        return (Samples<byte>)samples.WithLabels(labels, samples.ClassNames).Subset(remaining);
    }

    private void Check(string source, ConfirmedRow row, Samples<byte> samples, string[] names)
    {
        string part = ConfirmedColumns.NameOf(row.Part);
        if (row.Rows != samples.Count)
            throw Foreign(row, $"a list for the {samples.Count} rows of {source}, {part}", $"one for {row.Rows}");
        string label = names[samples.Labels[row.Row]];
        if (row.Label != label)
            throw Foreign(row, $"the label \"{label}\" of row {row.Row + 1} of {source}, {part}", $"\"{row.Label}\"");
        string checksum = SampleChecksum.Of(samples, row.Row);
        if (row.Checksum != checksum)
            throw Foreign(row, $"the checksum {checksum} of the image in row {row.Row + 1} of {source}, {part}", $"\"{row.Checksum}\"");
    }

    private int LabelOf(ConfirmedRow row, string[] names)
    {
        int label = Array.IndexOf(names, row.Suggested);
        return label >= 0
            ? label
            : throw new InvalidInputException(
                $"{_path}, line {row.Line}",
                $"a suggested label for fixing the row, one of {string.Join(", ", names)}",
                $"\"{row.Suggested}\"",
                $"Write the label, or {ConfirmedColumns.NameOf(SampleAction.Remove)}"
            );
    }

    private InvalidInputException Foreign(ConfirmedRow row, string expected, string found) =>
        new(
            $"{_path}, line {row.Line}",
            expected,
            found,
            "Examine this source again: the list is for another source, or the source was read with different options"
        );
}
