using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>Creates the exceptions for tables whose columns have roles that cannot be determined.</summary>
/// <param name="table">The file.</param>
/// <param name="sample">Its first rows.</param>
internal sealed class CsvLayoutErrors(TableFile table, CsvSample sample)
{
    private const int ShownColumns = 6;

    /// <summary>No pixels.</summary>
    public InvalidInputException NoPixels(string found) => new(table.Path, "pixel columns", found, "Use a table with one image per row");

    /// <summary>No column that is known to be the label.</summary>
    public InvalidInputException NoLabels(int[] pixels, int[] unknown) =>
        new(
            table.Path,
            "a label column",
            unknown.Length == 0
                ? $"only {pixels.Length} pixel columns"
                : $"{pixels.Length} pixel columns beside {Names(unknown)}, which {(unknown.Length == 1 ? "is" : "are")} not known to be the label",
            "Add a column named label, or use the table only for prediction; if each column is an image, transpose the table"
        )
        {
            Option = nameof(LoadOptions.LabelColumn),
        };

    /// <summary>A column that options name both as the label and as one to skip.</summary>
    public InvalidInputException LabelSkipped(int column) =>
        new(
            table.Path,
            "a label column that is not also one to skip",
            $"column {CsvLayout.NameOf(sample.Header, column)} as both",
            "Specify it as one of the two"
        )
        {
            Option = nameof(LoadOptions.SkippedColumns),
        };

    /// <summary>Outer columns that hardly vary, as the corners of images do.</summary>
    public InvalidInputException UnclearLabel(int[] outer, int count) =>
        new(
            table.Path,
            "a label in the first or the last column, or a column named label",
            $"{count} columns, of which the outer ones ({Names(outer)}) hardly vary, like the corners of images",
            "Specify which column is the label, or name it in a header"
        )
        {
            Option = nameof(LoadOptions.LabelColumn),
        };

    /// <summary>Several columns of words.</summary>
    public InvalidInputException MultipleLabels(int[] columns) =>
        new(table.Path, "one column of class names", $"{Names(columns)}", "Name the label column label, or specify it")
        {
            Option = nameof(LoadOptions.LabelColumn),
        };

    /// <summary>Comments behind words, which may be part of them.</summary>
    public InvalidInputException Commented(string cell) =>
        new(table.Path, "a number or a class in the last cell of a row", $"\"{cell}\", with a comment behind it", "Remove the comments");

    /// <summary>All pixels of an image in one cell.</summary>
    public InvalidInputException PixelsInOneCell(int column) =>
        new(
            table.Path,
            "a cell for each pixel",
            $"all pixels of an image in one cell, in column {CsvLayout.NameOf(sample.Header, column)}",
            "Split this column, so that each pixel has a column of its own"
        );

    /// <summary>Paths of images instead of pixels.</summary>
    public InvalidInputException ImagePaths(string path) =>
        new(
            table.Path,
            "the pixels of an image in each row",
            $"an image path, \"{path}\"",
            "Use the folder of images itself as the source"
        );

    /// <summary>Columns among the pixels that are none.</summary>
    public InvalidInputException NoPixelColumns(int[] columns, int pixels) =>
        new(
            table.Path,
            "a label and the pixels of a square image in each row",
            $"columns that are no pixels beside {pixels} that may be ({Names(columns)})",
            "Leave them out, or specify which columns to skip, which one is the label, and the height and width of an image; if each column is an image, transpose the table"
        )
        {
            Option = nameof(LoadOptions.SkippedColumns),
        };

    /// <summary>Numbers with decimal commas that also separate the cells.</summary>
    public InvalidInputException SplitDecimals(int cells) =>
        new(
            table.Path,
            "decimal points, or another separator than the comma, which marks the decimals",
            $"{cells} cells that are whole parts and decimals in turn",
            "Export the table with decimal points, or with semicolons between the cells"
        );

    /// <summary>Three values for each pixel.</summary>
    public InvalidInputException Colors(int values) =>
        new(
            table.Path,
            "gray images, with one value for each pixel",
            $"color images: {values} values, 3 for each pixel",
            "Read them in color, convert them to gray, or save them as images in one folder per class"
        )
        {
            Option = nameof(LoadOptions.InColor),
        };

    /// <summary>Images in color whose values are not certain to be in the order of pixels.</summary>
    public InvalidInputException ColorsInOtherOrder(Shape shape, ColorOrder order) =>
        new(
            table.Path,
            "red, green and blue of each pixel next to each other, as the values themselves must show, since a table does not say it",
            order == ColorOrder.ByColor
                ? $"{shape.Size} values of images of {shape}, all of one color before the next"
                : $"{shape.Size} values of images of {shape}, whose order they do not show",
            "Save them as an array of images x height x width x channels, or as images in one folder per class"
        );

    /// <summary>Images of another shape than specified.</summary>
    public InvalidInputException OtherShape(Shape wanted, int[] pixels, Shape? named)
    {
        Shape? own = named ?? OwnShape();
        return new(
            table.Path,
            $"{wanted.Size} pixel columns ({wanted}) in addition to the label",
            own is Shape size ? $"{size.Size} ({size})" : $"{pixels.Length}",
            "Use images of this size; for others, specify their actual height and width, and use a network of that size"
        )
        {
            Option = nameof(LoadOptions.Shape),
        };
    }

    // What the table would be read as.
    private Shape? OwnShape()
    {
        try
        {
            Shape shape = new CsvLayoutFinder(table.With(table.Options with { Shape = null }), sample).Find().Shape;
            return shape.Height == 1 ? null : shape;
        }
        catch (InvalidInputException)
        {
            return null;
        }
    }

    private string Names(int[] columns) =>
        $"column{(columns.Length == 1 ? "" : "s")} {string.Join(", ", columns.Take(ShownColumns).Select(column => CsvLayout.NameOf(sample.Header, column)))}"
        + (columns.Length > ShownColumns ? $" and {columns.Length - ShownColumns} more" : "");
}
