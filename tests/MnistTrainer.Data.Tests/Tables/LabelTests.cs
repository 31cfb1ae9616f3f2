using System.Collections.Immutable;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data.Tests;

/// <summary>Whether a label is a class or a number.</summary>
public sealed class LabelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("yes|no|yes", TableTask.Classification)]
    [InlineData("0|1|1", TableTask.Classification)]
    [InlineData("3|4|5|3|4|5|3|4|5|3|4|5|3|4|5", TableTask.Classification)]
    [InlineData("0.5|1|1.5|0.5", TableTask.Regression)]
    [InlineData("10|20|30|40|50|60", TableTask.Regression)]
    [InlineData("$3|$4|$3|$4|$5|$3|$4|$5|$5|$5|$5|$5|$5|$5|$5|$5", TableTask.Regression)]
    public void Is_detected(string labels, TableTask expected)
    {
        TableSchema schema = Schema(labels.Split('|'), task: null);
        Assert.Equal(expected, schema.Task);
    }

    /// <summary>What stands for a missing number would be learned as a number, whatever the task.</summary>
    [Fact]
    public void Of_nines_is_reported_with_the_option_that_makes_it_missing()
    {
        string cells = string.Concat(Enumerable.Range(0, 40).Select(i => $"{i},{(i % 9 == 0 ? "-999" : $"{i}.5")}\n"));
        TextTable table = TableText.Load(_folder, $"x,y\n{cells}");
        TableOptions options = new() { LabelColumn = "y" };
        ColumnReport label = TableReportFinder.Find(table, options).Label!;
        Assert.Contains("perhaps missing: \"-999\" in 5 cells", label.Reason, StringComparison.Ordinal);
        Assert.Equal(nameof(TableOptions.MissingTexts), label.Option);
        label = TableReportFinder.Find(table, options with { MissingTexts = ["-999"] }).Label!;
        Assert.Equal((5, 1.5, nameof(TableOptions.Task)), (label.Missing, label.Smallest, label.Option));
    }

    [Fact]
    public void Is_what_is_specified()
    {
        string[] grades = ["3", "10", "5", "3"];
        Assert.Equal(["3", "5", "10"], Schema(grades, TableTask.Classification).OutputNames);
        Assert.Equal(["y"], Schema(grades, TableTask.Regression).OutputNames);
        Rejection.Of(() => Schema(["good", "bad"], TableTask.Regression), "column 2 (y)", "expected a number", "\"good\"");
    }

    [Fact]
    public void Needs_two_classes_or_different_numbers()
    {
        Rejection.Of(() => Schema(["a", "a"], null), "column 2 (y): expected at least two classes, found one, a");
        Rejection.Of(() => Schema(["7.5", "7.5"], null), "expected different numbers, found one, 7.5");
        Rejection.Of(() => Schema(["", "?"], null), "found none");
        Rejection.Of(() => Schema(["", "?"], TableTask.Regression), "column 2 (y): expected different numbers, found none");
    }

    [Fact]
    public void A_class_has_one_spelling() =>
        Rejection.Of(() => Schema(["1", "1.0", "2", "2"], TableTask.Classification), "one spelling of each class, found \"1\" and \"1.0\"");

    [Fact]
    public void Needs_to_be_named()
    {
        TextTable table = TableText.Load(_folder, "x,y\n1,a\n2,b\n");
        InvalidInputException error = Assert.Throws<InvalidInputException>(() => TableText.Schema(table, new TableOptions()));
        Assert.Equal(nameof(TableOptions.LabelColumn), error.Option);
    }

    [Theory]
    [InlineData("2024-01-05", "2024-02-06", "dates or times, which are not read: \"2024-01-05\"")]
    [InlineData("09:30", "17:45", "dates or times, which are not read: \"09:30\"")]
    [InlineData("Apr 2024", "May 2024", "dates or times, which are not read: \"Apr 2024\"")]
    public void Dates_are_neither_classes_nor_numbers_unless_it_is_stated(string one, string other, string found)
    {
        string[] labels = [one, other, one, other, one, other];
        foreach (TableTask? task in (TableTask?[])[null, TableTask.Regression])
            Assert.Equal(
                nameof(TableOptions.Task),
                Rejection.Of(() => Schema(labels, task), "expected classes or numbers, found", found).Option
            );
        Assert.Equal([one, other], Schema(labels, TableTask.Classification).OutputNames);
    }

    /// <summary>A word before four digits is no month.</summary>
    [Fact]
    public void Names_with_numbers_are_classes() =>
        Assert.Equal(["Type-1000", "Type-2000"], Schema(["Type-1000", "Type-2000", "Type-1000", "Type-2000"], task: null).OutputNames);

    /// <summary>Of 12 rows, 7 different labels are more than half, and 6 are not.</summary>
    [Fact]
    public void Half_of_the_rows_have_a_class_of_others_unless_it_is_stated()
    {
        string[] labels = [.. Enumerable.Range(0, 12).Select(i => $"c{i % 7}")];
        Rejection.Of(() => Schema(labels, null), "found 7 different labels in 12 rows, as ids and names have");
        Assert.Equal(7, Schema(labels, TableTask.Classification).OutputNames.Length);
        Assert.Equal(6, Schema([.. Enumerable.Range(0, 12).Select(i => $"c{i % 6}")], null).OutputNames.Length);
        Rejection.Of(() => Schema([.. labels.Select(label => $"what was said of {label}")], null), "as free text has");
    }

    [Fact]
    public void A_class_needs_a_second_row()
    {
        string[] labels = [.. Enumerable.Range(0, 1200).Select(i => $"c{i}")];
        foreach (TableTask? task in (TableTask?[])[null, TableTask.Classification])
            Rejection.Of(() => Schema(labels, task), "expected classes of several rows, found a different label in each of 1200 rows");
        Assert.Equal(2, Schema(["yes", "no"], null).OutputNames.Length);
        Rejection.Of(() => Schema(["yes"], null), "found a single row. Add rows.");
    }

    [Fact]
    public void Codes_with_leading_zeros_are_classes()
    {
        string[] codes = [.. Enumerable.Range(0, 90).Select(i => $"{i % 30:000}")];
        Assert.Equal(30, Schema(codes, null).OutputNames.Length);
        Assert.Equal(TableTask.Regression, Schema(codes, TableTask.Regression).Task);
    }

    [Fact]
    public void Few_rows_of_a_class_are_noted()
    {
        Assert.Empty(Notes([.. Enumerable.Range(0, 50).Select(i => $"c{i % 10}")]));
        Assert.Contains(
            "12 classes in 48 rows",
            Assert.Single(Notes([.. Enumerable.Range(0, 48).Select(i => $"c{i % 12}")])),
            StringComparison.Ordinal
        );
        string note = Assert.Single(Notes([.. Enumerable.Repeat("a", 20), .. Enumerable.Repeat("b", 20), "rare"]));
        Assert.Contains("1 of 3 classes has a single row", note, StringComparison.Ordinal);
        Assert.EndsWith(": rare", note, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_of_rows_are_noted()
    {
        string[] counted = [.. Enumerable.Range(1, 30).Select(i => $"{i}")];
        Assert.Contains("numbers or ids of rows", Assert.Single(Notes(counted)), StringComparison.Ordinal);
        Assert.Empty(Notes(counted, TableTask.Regression));
        Assert.Empty(Notes([.. counted.Select(number => $"{number}.5")]));
        Assert.Single(Notes([.. counted.Select(number => $"9{number}7")], name: "customerID"));
    }

    /// <summary>Powers of 2 are skewed; their logarithms are not, and those that are partly negative have none.</summary>
    [Fact]
    public void Skewed_numbers_are_noted()
    {
        string[] powers = [.. Enumerable.Range(0, 80).Select(i => $"{Math.Pow(2, i / 4.0):F2}")];
        string note = Assert.Single(Notes(powers));
        Assert.StartsWith("y: positive and skewed (skewness 3.1)", note, StringComparison.Ordinal);
        Assert.Equal([note], Notes(powers, TableTask.Regression));
        Assert.Empty(Notes([.. powers.Skip(1), "-1.00"]));
        Assert.Empty(Notes([.. Enumerable.Range(0, 80).Select(i => $"{(i / 4.0) + 1:F2}")]));
    }

    /// <summary>The remedy of a message about a label is one that a label can follow.</summary>
    [Fact]
    public void A_cell_that_is_no_number_can_be_read_as_a_class()
    {
        string[] labels = [.. Enumerable.Range(0, 40).Select(i => $"{i}.5"), .. Enumerable.Range(0, 40).Select(i => $"{i}.5"), "n/x"];
        InvalidInputException error = Rejection.Of(() => Schema(labels, null), "found \"n/x\"", "state that the label is a class");
        Assert.Equal(nameof(TableOptions.Task), error.Option);
        Assert.Equal(41, Schema(labels, TableTask.Classification).OutputNames.Length);
        Assert.Null(Rejection.Of(() => Schema(["5%", "6", "7%"], null), "without a unit").Option);
    }

    [Fact]
    public void Needs_columns_that_predict_it()
    {
        TableOptions options = new() { LabelColumn = "y" };
        Assert.Null(
            Rejection
                .Of(
                    () => TableText.Schema(TableText.Load(_folder, "y\na\nb\na\nb\n"), options),
                    "expected columns beside the label, found none"
                )
                .Option
        );
        TextTable constant = TableText.Load(_folder, "x,y\n1,a\n1,b\n1,a\n1,b\n");
        Rejection.Of(() => TableText.Schema(constant, options), "found none: x is left out (a single value)");
        Assert.Equal(2, TableText.Schema(constant, options with { CategoryColumns = ["x"] }).Width);
    }

    private ImmutableArray<string> Notes(string[] labels, TableTask? task = null, string name = "y")
    {
        string rows = string.Join('\n', labels.Select((label, row) => $"{row * row % 17}.5,{label}"));
        TextTable table = TableText.Load(_folder, $"x,{name}\n{rows}\n");
        return TableReportFinder.Find(table, new TableOptions { LabelColumn = name, Task = task }).Notes;
    }

    private TableSchema Schema(string[] labels, TableTask? task)
    {
        string rows = string.Join('\n', labels.Select((label, row) => $"{row * 1.5},{label}"));
        return TableText.Schema(TableText.Load(_folder, $"x,y\n{rows}\n"), new TableOptions { LabelColumn = "y", Task = task });
    }
}
