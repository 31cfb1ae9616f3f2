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

    private TableSchema Schema(string[] labels, TableTask? task)
    {
        string rows = string.Join('\n', labels.Select((label, row) => $"{row * 1.5},{label}"));
        return TableText.Schema(TableText.Load(_folder, $"x,y\n{rows}\n"), new TableOptions { LabelColumn = "y", Task = task });
    }
}
