using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>Rejects labels that no network can predict, or that are hardly what a user means to predict, by what they are.</summary>
/// <param name="place">The table and the column, for messages.</param>
/// <param name="texts">The different labels.</param>
internal sealed class LabelCheck(string place, ColumnTexts texts)
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

    /// <summary>Rejects dates and times, which are neither classes nor numbers.</summary>
    /// <param name="mayBeNumbers">Whether a user states that they are numbers, as <c>20240105</c> is.</param>
    public void EnsureNoDates(bool mayBeNumbers)
    {
        if (texts.Distinct > 1 && DateTexts.Describe(texts.Values) is (string dates, bool areNumbers) && !(areNumbers && mayBeNumbers))
            throw new InvalidInputException(
                place,
                "classes or numbers",
                $"{dates}: \"{texts.Values[0]}\"",
                "Write them as numbers, such as days or seconds since the first, or state what they are, or name another label column"
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
        if (texts.Count > FewRows && texts.Distinct == texts.Count)
            throw new InvalidInputException(
                place,
                "classes of several rows",
                $"a different label in each of {texts.Count} rows{Nature}",
                "Name another label column"
            )
            {
                Option = nameof(TableOptions.LabelColumn),
            };
        if (!areStated && texts.Count > FewRows && texts.Distinct * 2 > texts.Count)
            throw new InvalidInputException(
                place,
                "classes, each of several rows",
                $"{texts.Distinct} different labels in {texts.Count} rows{Nature}",
                "Name another label column, or state that they are classes"
            )
            {
                Option = nameof(TableOptions.Task),
            };
        if (report.Distinct > TableSchema.MostClasses || texts.IsSampled)
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
        texts.Values.Average(text => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length) >= WordsOfText
            ? ", as free text has"
            : ", as ids and names have";

    private InvalidInputException TooFew(string expected) =>
        new(
            place,
            expected,
            texts.Column.Count == 1 ? "a single row"
                : texts.Distinct == 0 ? "none"
                : $"one, {texts.Values[0]}",
            texts.Column.Count == 1 ? "Add rows" : "Name another label column"
        )
        {
            Option = texts.Column.Count == 1 ? null : nameof(TableOptions.LabelColumn),
        };
}
