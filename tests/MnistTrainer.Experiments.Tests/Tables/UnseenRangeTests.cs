using MnistTrainer.Data;

namespace MnistTrainer.Experiments.Tests;

/// <summary>Numbers far outside those of training.</summary>
public sealed class UnseenRangeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Sizes are from about 20 to 80; gains are 0 but for some up to 999.</summary>
    [Theory]
    [InlineData("50,0", null)]
    [InlineData("95,0", null)]
    [InlineData("-30,1200", null)]
    [InlineData("50000,0", "size: 1 value is far outside the range of 20 to 80")]
    [InlineData("-300,0", "size: 1 value is far outside the range of 20 to 80")]
    [InlineData("?,40000", "gain: 1 value is far outside the range of 0 to 999")]
    public void Are_counted_and_reported(string row, string? expected)
    {
        string rows = string.Concat(
            Enumerable
                .Range(0, 400)
                .Select(i => $"{20 + (i * 7 % 61)},{(i % 9 == 0 ? 1 + (i * 37 % 998) : 0)},{20 + (i * 7 % 61) + (i % 3)}.5\n")
        );
        _folder.Write("price.csv", $"size,gain,price\n{rows}50,999,52.5\n");
        TrainedTable trained = GeneratedTable.Train(
            new TableSelection(_folder["price.csv"])
            {
                Options = new TableOptions { LabelColumn = "price" },
                Test = _folder["price.csv"],
            }.Load(cancellation: TestContext.Current.CancellationToken)
        );
        TextTable table = TextTable.Load(
            _folder.Write("new.csv", $"size,gain\n{row}\n40,0\n"),
            cancellation: TestContext.Current.CancellationToken
        );
        IEnumerable<string> notes = trained
            .Model.Predict(table, cancellation: TestContext.Current.CancellationToken)
            .Notes.Where(note => note.Contains("far outside", StringComparison.Ordinal));
        if (expected is null)
            Assert.Empty(notes);
        else
            Assert.Equal($"{expected} that the network was trained on", Assert.Single(notes));
    }

    /// <summary>Years after those of training are near, and none of them was trained on.</summary>
    [Theory]
    [InlineData(2021, "year: 18 of 18 values are outside the range of 2001 to 2020 that the network was trained on")]
    [InlineData(2008, null)]
    public void Numbers_near_the_range_are_reported_where_most_are_outside(int first, string? expected)
    {
        string rows = string.Concat(Enumerable.Range(0, 200).Select(i => $"{2001 + (i * 7 % 20)},{(i * 7 % 20) + (i % 3)}.5\n"));
        TrainedTable trained = GeneratedTable.Train(GeneratedTable.Load(_folder, $"year,price\n{rows}", "price"));
        TextTable table = TextTable.Load(
            _folder.Write("new.csv", $"year\n{string.Concat(Enumerable.Range(first, 18).Select(year => $"{year}\n"))}"),
            cancellation: TestContext.Current.CancellationToken
        );
        IEnumerable<string> notes = trained.Model.Predict(table, cancellation: TestContext.Current.CancellationToken).Notes;
        Assert.Equal(expected is null ? [] : [expected], notes.Where(note => note.Contains("outside the range", StringComparison.Ordinal)));
    }
}
