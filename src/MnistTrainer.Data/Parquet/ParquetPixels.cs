using System.Globalization;
using System.Text;
using MnistTrainer.NeuralNetwork;
using Parquet.Schema;

namespace MnistTrainer.Data;

/// <summary>The pixels of images in a column of lists or of bytes: those of a row are an image, and all have one size.</summary>
internal sealed class ParquetPixels
{
    private readonly string _path;
    private readonly string _name;
    private readonly long _before;
    private readonly ParquetColumn _column;

    private ParquetPixels(string path, ParquetColumn column, DataField field, long before)
    {
        (_path, _column, _name, _before) = (path, column, ParquetLayout.NameOf(field), before);
        if (ParquetColumn.IsBytes(field))
            MeasureBytes();
        else
            MeasureLists(field.MaxRepetitionLevel);
    }

    /// <summary>The number of images.</summary>
    public int Rows { get; private set; }

    /// <summary>The number of pixels of an image.</summary>
    public int Size { get; private set; }

    /// <summary>The height and width of images that are lists of rows; null for others.</summary>
    public Shape? Shape { get; private set; }

    /// <summary>The pixels in a column of a group of rows.</summary>
    /// <param name="file">The file, for messages.</param>
    /// <param name="column">The column.</param>
    /// <param name="field">Its kind.</param>
    /// <param name="before">The number of rows before the group, for messages.</param>
    /// <exception cref="InvalidInputException">Images differ in size, or pixels are missing.</exception>
    public static ParquetPixels Of(ParquetFile file, ParquetColumn column, DataField field, long before) =>
        new(file.Path, column, field, before);

    /// <summary>Appends the pixels of an image, each with a comma behind it.</summary>
    public void AppendTo(StringBuilder line, int row)
    {
        if (_column.Repetitions.Length == 0)
        {
            foreach (byte pixel in _column.BytesOf(row).Span)
                line.Append(pixel).Append(',');
            return;
        }

        for (int i = row * Size; i < (row + 1) * Size; i++)
        {
            _column.AppendTo(line, i);
            line.Append(',');
        }
    }

    /// <summary>Creates the exception for images of another size than those before.</summary>
    public InvalidInputException OtherSize(int expected) => Invalid(0, $"{expected} pixels, as in the rows before", $"{Size}");

    private void MeasureBytes()
    {
        Rows = _column.Count;
        Size = Rows == 0 ? 0 : _column.BytesOf(0).Length;
        for (int row = 0; row < Rows; row++)
        {
            if (_column.BytesOf(row).Length != Size || Size == 0)
                throw Invalid(row, $"{Size} bytes of pixels, as in the first row, or the bytes of an image file", Count(row));
        }

        string Count(int row) => _column.Has(row) ? $"{_column.BytesOf(row).Length} bytes" : "none";
    }

    private void MeasureLists(int depth)
    {
        ReadOnlySpan<int> levels = _column.Repetitions;
        int next = levels.Length == 0 ? -1 : levels[1..].IndexOf(0);
        Size = next < 0 ? levels.Length : next + 1;
        Rows = Size == 0 ? 0 : levels.Length / Size;
        ReadOnlySpan<int> pattern = levels[..Size];
        for (int row = 0; row < Rows; row++)
        {
            if (!levels.Slice(row * Size, Size).SequenceEqual(pattern))
                throw Invalid(row, "lists of one size in all rows", "another size");
        }

        if (Rows * Size != levels.Length)
            throw Invalid(Rows, "lists of one size in all rows", "another size");
        for (int i = 0; i < levels.Length; i++)
        {
            if (!_column.Has(i))
                throw Invalid(i / Size, "a list of pixels", Size == 1 ? "an empty list or none" : "a list with a value missing");
        }

        if (depth > 1)
            Shape = ShapeOf(pattern, depth);
    }

    // Rows of pixels; a list of one number for each pixel counts as such a number.
    private Shape ShapeOf(ReadOnlySpan<int> pattern, int depth)
    {
        int width = LengthOf(pattern, 2),
            pixel = depth > 2 ? LengthOf(pattern, 3) : 1;
        if (pixel != 1)
            throw Invalid(0, "a list of pixels, or of rows of them", "lists in 3 levels, such as colors");
        for (int i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] < 2 != (i % width == 0) || pattern.Length % width != 0)
                throw Invalid(0, "rows of pixels of one length", "rows of several lengths");
        }

        return NeuralNetwork.Shape.Image(pattern.Length / width, width);
    }

    // The number of entries up to the next one that begins a list above a level.
    private static int LengthOf(ReadOnlySpan<int> pattern, int level)
    {
        int next = pattern.Length == 0 ? -1 : pattern[1..].IndexOfAnyInRange(0, level - 1);
        return next < 0 ? pattern.Length : next + 1;
    }

    private InvalidInputException Invalid(int row, string expected, string found) =>
        new(
            string.Create(CultureInfo.InvariantCulture, $"{_path}, row {_before + row + 1}, column {_name}"),
            expected,
            found,
            "Correct or delete the row, or save the images as files"
        );
}
