using System.Collections.Immutable;
using System.Globalization;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>The format of a submission to a competition: the header, and the id and the image of each row.</summary>
/// <param name="IdColumn">The name of the first column.</param>
/// <param name="LabelColumn">The name of the second column.</param>
/// <param name="Rows">The id of each row, and the index of its image, from 0.</param>
public sealed record SubmissionForm(string IdColumn, string LabelColumn, ImmutableArray<(string Id, int Row)> Rows)
{
    /// <summary>The first line of the CSV: <c>ImageId,Label</c>.</summary>
    public string Header => $"{ReportFile.CsvCell(IdColumn)},{ReportFile.CsvCell(LabelColumn)}";

    /// <summary>Kaggle's usual form: <c>ImageId,Label</c>, numbered from 1.</summary>
    /// <param name="count">The number of images.</param>
    public static SubmissionForm Numbered(int count) =>
        new("ImageId", "Label", [.. Enumerable.Range(0, count).Select(row => ((row + 1).ToString(CultureInfo.InvariantCulture), row))]);

    /// <summary>
    /// Returns the form for a data source: that of the sample submission in the same folder or archive, if it has the same ids or the same number of rows; otherwise the
    /// ids of the data; otherwise <see cref="Numbered"/>.
    /// </summary>
    /// <param name="source">The source as specified.</param>
    /// <param name="data">The data.</param>
    /// <param name="listener">Receives a <see cref="SubmissionFormNote"/> if a sample submission was found. Default: none.</param>
    /// <exception cref="InvalidInputException">The sample submission cannot be read.</exception>
    public static SubmissionForm For(string source, Dataset data, IExperimentListener? listener = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (SampleSubmission.Find(source) is SampleSubmission sample)
        {
            SubmissionForm? form = Match(sample, data);
            listener?.OnNote(new SubmissionFormNote(sample.FileName, form is not null));
            if (form is not null)
                return form;
        }

        return data.Ids is RowIds ids
            ? new SubmissionForm(
                ids.Column,
                char.IsUpper(ids.Column[0]) ? "Label" : "label",
                [.. ids.Values.Select((id, row) => (id, row))]
            )
            : Numbered(data.Count);
    }

    private static SubmissionForm? Match(SampleSubmission sample, Dataset data)
    {
        if (sample.Ids.Count != data.Count)
            return null;
        if (data.Ids is not RowIds ids)
            return new SubmissionForm(sample.IdColumn, sample.LabelColumn, [.. sample.Ids.Select((id, row) => (id, row))]);
        Dictionary<string, int> rows = [];
        for (int row = 0; row < ids.Values.Count; row++)
        {
            if (!rows.TryAdd(ids.Values[row], row))
                return null;
        }

        return sample.Ids.All(rows.ContainsKey) && sample.Ids.Distinct().Count() == rows.Count
            ? new SubmissionForm(sample.IdColumn, sample.LabelColumn, [.. sample.Ids.Select(id => (id, rows[id]))])
            : null;
    }
}

/// <summary>There is a sample submission with the data.</summary>
/// <param name="FileName">The file name.</param>
/// <param name="IsUsed">Whether its header, ids and order are used; they are not if its ids differ from those of the data.</param>
public sealed record SubmissionFormNote(string FileName, bool IsUsed) : ExperimentNote;
