using System.Globalization;

namespace MnistTrainer.Data.Tests;

/// <summary>A column that says the same as the label is reported with the option that leaves it out, and no other column is.</summary>
public sealed class LabelCopyTests : IDisposable
{
    private const string Copy = "perhaps a copy";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true, 40, "good=T,bad=F,ugly=?")]
    [InlineData(true, 40, "good=1,bad=2,ugly=3")]
    [InlineData(false, 40, "good=T,bad=F,ugly=F")]
    [InlineData(false, 19, "good=T,bad=F,ugly=U")]
    public void Classes_have_one_value_each(bool isCopy, int rows, string codes)
    {
        Dictionary<string, string> codeOf = codes.Split(',').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        string[] classes = [.. codeOf.Keys];
        Assert.Equal(isCopy, IsCopy(rows, i => codeOf[classes[i * i % 7 % 3]], i => classes[i * i % 7 % 3]));
    }

    /// <summary>A single row of another class shows that the column is no copy; a row without a label shows nothing.</summary>
    [Fact]
    public void One_row_decides_it()
    {
        Assert.False(IsCopy(40, i => i % 2 == 0 ? "T" : "F", i => i % 2 == 0 || i == 7 ? "good" : "bad"));
        Assert.True(
            IsCopy(
                40,
                i => i % 2 == 0 ? "T" : "F",
                i =>
                    i == 7 ? ""
                    : i % 2 == 0 ? "good"
                    : "bad"
            )
        );
    }

    /// <summary>Numbers that differ beyond the digits of a float are read less their median.</summary>
    [Fact]
    public void Large_numbers_are_compared_in_the_digits_in_which_they_differ()
    {
        Assert.False(IsCopy(40, i => Text(i * i % 37 * 0.5), i => $"{9_007_199_254_740_992 + (i * i * i % 101 * 8)}"));
        Assert.True(IsCopy(40, i => Text(i * i % 37 * 0.5), i => $"{9_007_199_254_740_992 + (i * i % 37 * 8)}"));
    }

    /// <summary>Degrees of Fahrenheit are 1.8 times those of Celsius, and 32.</summary>
    [Fact]
    public void Numbers_are_in_the_same_or_another_unit()
    {
        Assert.True(IsCopy(40, i => Text(i * i % 37 * 0.5), i => Text(i * i % 37 * 0.5)));
        Assert.True(IsCopy(40, i => Text(i * i % 37 * 0.5), i => Text(32 + (1.8 * (i * i % 37) * 0.5))));
        Assert.True(IsCopy(40, i => Text(-0.5 * (i * i % 37)), i => Text(i * i % 37)));
        Assert.False(IsCopy(40, i => Text(i * i % 37 * 0.5), i => Text((i * i % 37 * 0.5) + (i == 9 ? 0.25 : 0))));
        Assert.False(IsCopy(40, i => i == 3 ? "" : Text(i * i % 37), i => Text(i * i % 37)));
        Assert.False(IsCopy(40, i => Text(i % 2), i => Text(i * i % 37)));
    }

    /// <summary>A note says so by the names of both, since a network that has the answer among its inputs learns nothing else.</summary>
    [Fact]
    public void A_note_names_the_column_and_the_label()
    {
        string text =
            "price_usd,age,price\n"
            + string.Concat(Enumerable.Range(0, 40).Select(i => $"{Text(i * i % 37 * 1.1)},{i % 7},{i * i % 37}\n"));
        TableReport report = TableReportFinder.Find(
            TableText.Load(_folder, text),
            new TableOptions { LabelColumn = "price", Task = TableTask.Regression }
        );
        Assert.Equal(
            "price_usd determines the label price exactly; leave it out if it is only known together with the label",
            Assert.Single(report.Notes)
        );
    }

    private bool IsCopy(int rows, Func<int, string> cell, Func<int, string> label)
    {
        string text = "x,y\n" + string.Concat(Enumerable.Range(0, rows).Select(i => $"{cell(i)},{label(i)}\n"));
        ColumnReport report = TableText.Report(TableText.Load(_folder, text));
        bool isCopy = report.Reason.Contains(Copy, StringComparison.Ordinal);
        Assert.Equal(isCopy, report.Option == nameof(TableOptions.IgnoredColumns));
        return isCopy;
    }

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A day of default is written down for those who defaulted.</summary>
    [Theory]
    [InlineData(
        "open",
        "late,paid",
        "days is missing in all rows of late, paid and in no others; leave it out if it is only known together with the label y"
    )]
    [InlineData("late", "open", null)]
    public void A_value_that_some_classes_alone_have_is_reported(string with, string without, string? note)
    {
        string[] classes = ["open", "late", "paid"];
        string rows = string.Concat(
            Enumerable
                .Range(0, 60)
                .Select(row =>
                    (
                        Class: classes[row % 3],
                        IsMissing: without.Split(',').Contains(classes[row % 3]) || (with != classes[row % 3] && row % 2 == 0)
                    )
                )
                .Select((one, row) => $"{(one.IsMissing ? "" : $"{row * 7 % 31}")},{row * row % 37},{one.Class}\n")
        );
        Assert.Equal(
            note is null ? [] : [note],
            TableReportFinder.Find(TableText.Load(_folder, $"days,x,y\n{rows}"), new TableOptions { LabelColumn = "y" }).Notes
        );
    }
}
