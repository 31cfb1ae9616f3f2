using System.CommandLine;
using MnistTrainer.Data;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>The options for what cannot be detected in a table of numbers and categories. Any of them makes a source such a table.</summary>
internal sealed class ColumnOptionGroup : OptionGroup
{
    private static readonly Dictionary<string, TableTask> Tasks = new(StringComparer.Ordinal)
    {
        ["classification"] = TableTask.Classification,
        ["regression"] = TableTask.Regression,
    };

    private static readonly Dictionary<string, char> Marks = new(StringComparer.Ordinal) { ["point"] = '.', ["comma"] = ',' };

    private readonly Option<string?> _task;
    private readonly Option<string?> _id;
    private readonly Option<string[]> _categories;
    private readonly Option<string[]> _numbers;
    private readonly Option<string?> _decimalMark;
    private readonly Option<string[]> _missing;

    public ColumnOptionGroup()
    {
        _task = AddNamed(
            "--task",
            "For a table of numbers and categories: the task, classification or regression. Default: classification for text and for at most "
                + $"{TableSchema.MostNumericClasses} different whole numbers",
            name => Tasks.ContainsKey(name) ? name : null,
            Tasks.Keys
        );
        _id = AddText("--id", "COLUMN", "For such a table: the column that identifies the rows. Default: detected");
        _categories = AddColumns("--categories", "For such a table: columns whose numbers are codes of categories");
        _numbers = AddColumns("--numbers", "For such a table: columns to read as numbers, whatever they look like");
        _decimalMark = AddNamed(
            "--decimal-mark",
            "For such a table: the decimal mark, point or comma, if numbers could be read in two ways. Default: detected",
            name => Marks.ContainsKey(name) ? name : null,
            Marks.Keys
        );
        _missing = AddTexts(
            "--missing",
            "TEXT",
            "For such a table: text that marks a missing value, such as -999 or unknown. Default: an empty cell, ?, NA, N/A, NaN and null"
        );
    }

    /// <summary>Returns what is known about a table.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="known">What the options that all tables share specify.</param>
    public TableOptions Apply(ParseResult parsed, LoadOptions known) =>
        new()
        {
            LabelColumn = known.LabelColumn,
            IgnoredColumns = known.SkippedColumns,
            HasHeader = known.HasHeader,
            Encoding = known.Encoding,
            Task = parsed.Given(_task) is string task ? Tasks[task] : null,
            IdColumn = parsed.Given(_id),
            CategoryColumns = [.. parsed.Given(_categories) ?? []],
            NumberColumns = [.. parsed.Given(_numbers) ?? []],
            MissingTexts = [.. parsed.GetValue(_missing) ?? []],
            DecimalMark = parsed.Given(_decimalMark) is string mark ? Marks[mark] : null,
        };

    private Option<string[]> AddColumns(string name, string description) =>
        Add(
            new Option<string[]>(name)
            {
                HelpName = "COLUMNS",
                Description = $"{description}, by name, number or range; may be repeated. Default: none",
                CustomParser = TableOptionGroup.Columns,
            }
        );
}
