using System.Globalization;
using System.Text;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>A table of images and the table of their labels, row by row, if these are apart: <c>X_train.csv</c> and <c>y_train.csv</c>.</summary>
/// <param name="Images">The images.</param>
/// <param name="Labels">The labels; null where they are in the table of the images, or nowhere.</param>
internal sealed record TablePair(DataFile Images, DataFile? Labels)
{
    /// <summary>Loads both.</summary>
    /// <exception cref="InvalidInputException">A table is invalid, or the two do not belong together.</exception>
    public Dataset Load(LoadOptions options, CancellationToken cancellation)
    {
        Dataset images = CsvLoader.Load(Images, options with { LabelsRequired = false, LabelColumn = null }, cancellation);
        var labels = LabelTable.Read(Labels!, images.Count, options, cancellation);
        if (images.Samples.HasLabels)
        {
            throw new InvalidInputException(
                Images.Path,
                $"images without labels, whose labels are in {Labels!.Name}",
                images.Findings.FirstOrDefault(finding => finding.StartsWith("label column", StringComparison.Ordinal), "labels"),
                "Specify one of the two files instead of the folder, or move one away"
            );
        }

        if (images.Ids is RowIds ids && labels.Ids is not null && !ids.Values.SequenceEqual(labels.Ids))
        {
            throw new InvalidInputException(
                Labels!.Path,
                $"the rows of {Images.Name}, in the same order",
                "other ids in its first column",
                "Sort both tables by this column"
            );
        }

        ClassIndex classes = new();
        int[] indices = [.. labels.Cells.Select(cell => classes.Add(Encoding.UTF8.GetBytes(cell), decimalComma: false))];
        IReadOnlyList<string> notes = classes.Merge(Labels!.Path, indices);
        string[] names = classes.Sort(indices);
        return images with
        {
            Samples = new Samples<byte>(images.Samples.Shape, PixelsOf(images.Samples), indices, names),
            Findings =
            [
                .. images.Findings.Select(finding =>
                    finding == "label column: none" ? $"labels: {labels.Origin} of {Labels.Name}" : finding
                ),
                .. notes,
                string.Create(CultureInfo.InvariantCulture, $"classes: {names.Length}"),
            ],
            Notes = [.. images.Notes, .. notes],
            UndecidedColumns = [],
        };
    }

    private static byte[] PixelsOf(Samples<byte> images)
    {
        byte[] pixels = new byte[images.Count * images.Shape.Size];
        for (int row = 0; row < images.Count; row++)
            images.Row(row).CopyTo(pixels.AsSpan(row * images.Shape.Size));
        return pixels;
    }

    /// <inheritdoc/>
    public override string ToString() => Images.Path;
}
