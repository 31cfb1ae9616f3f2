using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>The errors of columns whose numbers cannot be read for certain. Each names the cell.</summary>
/// <param name="table">The table.</param>
internal sealed class NumberErrors(TextTable table)
{
    // A cell may be a book.
    private const int MostShown = 80;

    /// <summary>A text among numbers.</summary>
    public InvalidInputException NoNumber(ColumnTexts texts, int index, bool isLabel) =>
        new(
            PlaceOf(texts, index),
            "a number, as in other cells of this column",
            $"\"{Shown(texts.Values[index])}\"{(texts.Counts[index] > 1 ? $" in {texts.Counts[index]} cells" : "")}",
            isLabel
                ? "Correct the cell or leave it empty, or name the text as a missing value, or state that the label is a class, or name another"
                : "Correct the cell or leave it empty, or name the text as a missing value, or read the column as categories, or leave it out"
        )
        {
            Option = isLabel ? nameof(TableOptions.Task) : nameof(TableOptions.MissingTexts),
        };

    /// <summary>A number among others that a float cannot hold.</summary>
    public InvalidInputException TooLarge(ColumnTexts texts, int index) =>
        new(
            PlaceOf(texts, index),
            "numbers of at most 3.4e38, which is the largest float",
            $"\"{Shown(texts.Values[index])}\"",
            "Write the numbers in a larger unit, or as logarithms, or name the text as a missing value, or leave the column out"
        )
        {
            Option = nameof(TableOptions.MissingTexts),
        };

    /// <summary>Numbers whose decimal mark is not the one that is specified.</summary>
    public InvalidInputException OtherMark(ColumnTexts texts, int index, char mark)
    {
        (string specified, string other) = mark == ',' ? ("comma", "point") : ("point", "comma");
        return new InvalidInputException(
            PlaceOf(texts, index),
            $"numbers with a decimal {specified}, as specified",
            $"\"{texts.Values[index]}\"; all numbers of this column can be read with a decimal {other}",
            "Leave the option out or specify the other mark, or read the column as categories, or leave it out"
        )
        {
            Option = nameof(TableOptions.DecimalMark),
        };
    }

    /// <summary>Numbers that can be read in two ways.</summary>
    public InvalidInputException Ambiguous(ColumnTexts texts, NumberFormat format, NumberFormat rival)
    {
        int index = Enumerable
            .Range(0, texts.Values.Length)
            .First(i => !format.ValueOf(texts.Values[i]).Equals(rival.ValueOf(texts.Values[i])));
        (double one, double other) = (format.ValueOf(texts.Values[index]), rival.ValueOf(texts.Values[index]));
        return new InvalidInputException(
            PlaceOf(texts, index),
            "numbers that can be read in one way only",
            FormattableString.Invariant($"\"{texts.Values[index]}\", which may be {one} or {other}"),
            "Specify the decimal mark, or write the numbers without separators of thousands"
        )
        {
            Option = nameof(TableOptions.DecimalMark),
        };
    }

    /// <summary>A number without the unit of others.</summary>
    public InvalidInputException UnitMissing(ColumnTexts texts, string unit, NumberFormat format, bool isLabel)
    {
        int index = Enumerable
            .Range(0, texts.Values.Length)
            .First(i => NumberFormat.UnitOf(texts.Values[i]) is null && format.ValueOf(texts.Values[i]) != 0);
        return new InvalidInputException(
            PlaceOf(texts, index),
            $"a number in {unit}, as other cells of this column",
            $"\"{texts.Values[index]}\" without a unit",
            $"Write all numbers with {unit}, or all without{(isLabel ? "" : ", or leave the column out")}"
        )
        {
            Option = isLabel ? null : nameof(TableOptions.IgnoredColumns),
        };
    }

    private static string Shown(string text) => text.Length <= MostShown ? text : $"{text.AsSpan(0, MostShown)}…";

    private string PlaceOf(ColumnTexts texts, int index) =>
        $"{table.Path}, {table.PlaceOf(texts.Column, texts.IndexOf(index))}, column {table.Columns.IndexOf(texts.Column) + 1} ({texts.Column.Name})";
}
