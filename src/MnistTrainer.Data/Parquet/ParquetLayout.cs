using MnistTrainer.NeuralNetwork;
using Parquet.Schema;

namespace MnistTrainer.Data;

/// <summary>What the columns of a Parquet file are.</summary>
/// <param name="Image">The column of images: each a file's bytes or raw pixels, or a list of pixels. Null where each pixel has a column.</param>
/// <param name="Cells">The other columns of numbers and texts, in order.</param>
/// <param name="LeftOut">The names of columns of other kinds.</param>
internal sealed record ParquetLayout(DataField? Image, IReadOnlyList<DataField> Cells, IReadOnlyList<string> LeftOut)
{
    private const int MaximumDepth = 3;

    /// <summary>The name of the column inside an image's that holds the path of its file.</summary>
    private const string PathName = "path";

    /// <summary>The column of the paths of images' files, where Hugging Face's datasets have it.</summary>
    public DataField? ImagePath { get; private init; }

    /// <summary>Finds the roles of columns.</summary>
    /// <exception cref="InvalidInputException">There are no images, or it is uncertain which column holds them.</exception>
    public static ParquetLayout Of(ParquetFile file)
    {
        DataField[] images = [.. file.Fields.Where(MayBeImages)];
        DataField[] named = Array.FindAll(images, field => ArrayName.Of(NameOf(field)).IsLabels == false);
        DataField? image = (named.Length > 0 ? named : images) switch
        {
            [] => null,
            [var only] => only,
            var several => throw new InvalidInputException(
                file.Path,
                "one column of images",
                $"{string.Join(" and ", several.Take(5).Select(NameOf))}",
                "Save the images and their labels alone, or name the column of the images \"image\""
            ),
        };
        DataField? path = file.Fields.FirstOrDefault(field =>
            image is not null && field != image && ParquetColumn.IsText(field) && NameOf(field) == NameOf(image) && field.Name == PathName
        );
        DataField[] cells =
        [
            .. file.Fields.Where(field =>
                field != path && field.MaxRepetitionLevel == 0 && (ParquetColumn.IsNumber(field) || ParquetColumn.IsText(field))
            ),
        ];
        string[] others =
        [
            .. file.Fields.Where(field => field != image && field != path && !cells.Contains(field)).Select(NameOf).Distinct(),
        ];
        return new ParquetLayout(image, cells, others) { ImagePath = path };
    }

    /// <summary>Whether a file has a column that may be of images.</summary>
    public static bool HasImages(ParquetFile file) => file.Fields.Any(MayBeImages);

    private static bool MayBeImages(DataField field) =>
        field.MaxRepetitionLevel == 0
            ? ParquetColumn.IsBytes(field)
            : field.MaxRepetitionLevel <= MaximumDepth && ParquetColumn.IsNumber(field);

    /// <summary>The columns of a table of numbers and categories, which has no images.</summary>
    /// <exception cref="InvalidInputException">There are neither numbers nor texts.</exception>
    public static ParquetLayout OfTable(ParquetFile file)
    {
        DataField[] cells =
        [
            .. file.Fields.Where(field => field.MaxRepetitionLevel == 0 && (ParquetColumn.IsNumber(field) || ParquetColumn.IsText(field))),
        ];
        string[] others = [.. file.Fields.Except(cells).Select(NameOf).Distinct()];
        return cells.Length > 0
            ? new ParquetLayout(null, cells, others)
            : throw new InvalidInputException(
                file.Path,
                "columns of numbers or texts",
                file.Fields.Count == 0 ? "no columns" : $"others: {string.Join(", ", others.Take(5))}",
                "Save numbers and texts in columns of their own"
            );
    }

    /// <summary>The name of the column that a table shows: of nested ones, the outermost.</summary>
    public static string NameOf(DataField field) => field.Path.FirstPart ?? field.Name;
}
