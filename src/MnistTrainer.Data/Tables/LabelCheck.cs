using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>Rejects labels that no network can predict, or that are hardly what a user means to predict, by what they are.</summary>
/// <param name="place">The table and the column, for messages.</param>
/// <param name="column">The label.</param>
internal sealed class LabelCheck(string place, TextColumn column)
{
    /// <summary>
    /// The rows of a class on average, at least, where classes are numbers or nothing is noted about them: of fewer, less than one is held out for the test and a network
    /// hardly learns what they share.
    /// </summary>
    public const int RowsPerClass = 5;

    // Fewer rows do not show whether texts recur.
    private const int FewRows = 10;

    // Names have fewer words.
    private const int WordsOfText = 3;

    private readonly ColumnTexts _texts = ColumnTexts.Of(column, MissingCell.Texts.Contains);

    /// <summary>Rejects dates and times, which are neither classes nor numbers.</summary>
    public void EnsureNoDates()
    {
        if (_texts.Distinct > 0 && CellForms.AreDates(_texts))
            throw new InvalidInputException(
                place,
                "classes or numbers",
                $"dates or times, such as \"{_texts.Values[0]}\"",
                "Write them as numbers, such as days or seconds since the first, or state that each is a class, or name another label column"
            )
            {
                Option = nameof(TableOptions.Task),
            };
    }

    /// <summary>Returns numbers if they differ.</summary>
    public ColumnReport Numbers(ColumnReport report) => report.Distinct < 2 ? throw TooFew("different numbers") : report;

    /// <summary>Returns classes if there are two or more, each with one spelling, that recur.</summary>
    /// <param name="report">The classes.</param>
    /// <param name="areStated">Whether a user states that they are classes; otherwise, half of the rows must have a class that others have.</param>
    public ColumnReport Classes(ColumnReport report, bool areStated)
    {
        if (report.Distinct < 2)
            throw TooFew("at least two classes");
        if (_texts.Count > FewRows && _texts.Distinct == _texts.Count)
            throw new InvalidInputException(
                place,
                "classes of several rows",
                $"a different label in each of {_texts.Count} rows{Nature}",
                "Name another label column"
            )
            {
                Option = nameof(TableOptions.LabelColumn),
            };
        if (!areStated && _texts.Count > FewRows && _texts.Distinct * 2 > _texts.Count)
            throw new InvalidInputException(
                place,
                "classes, each of several rows",
                $"{_texts.Distinct} different labels in {_texts.Count} rows{Nature}",
                "Name another label column, or state that they are classes"
            )
            {
                Option = nameof(TableOptions.Task),
            };
        if (report.Distinct > TableSchema.MostClasses)
            throw new InvalidInputException(
                place,
                $"at most {TableSchema.MostClasses} classes",
                $"{report.Distinct} different labels",
                "Join classes, or name another label column"
            )
            {
                Option = nameof(TableOptions.LabelColumn),
            };
        string[]? spellings = report
            .Column.Categories.GroupBy(CategoryIndex.Normalize)
            .FirstOrDefault(group => group.Count() > 1)
            ?.ToArray();
        return spellings is null
            ? report
            : throw new InvalidInputException(
                place,
                "one spelling of each class",
                string.Join(" and ", spellings.Select(text => $"\"{text}\"")),
                "Write each class in one way only"
            );
    }

    private string Nature =>
        _texts.Values.Average(text => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length) >= WordsOfText
            ? ", as free text has"
            : ", as ids and names have";

    private InvalidInputException TooFew(string expected) =>
        new(
            place,
            expected,
            column.Count == 1 ? "a single row"
                : _texts.Distinct == 0 ? "none"
                : $"one, {_texts.Values[0]}",
            column.Count == 1 ? "Add rows" : "Name another label column"
        )
        {
            Option = column.Count == 1 ? null : nameof(TableOptions.LabelColumn),
        };
}
