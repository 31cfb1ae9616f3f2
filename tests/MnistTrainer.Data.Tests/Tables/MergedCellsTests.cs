using System.Collections.Immutable;

namespace MnistTrainer.Data.Tests;

/// <summary>Cells that were merged in a spreadsheet are reported; values that are missing now and then are not.</summary>
public sealed class MergedCellsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(2, "North,,,,,South,,,,")]
    [InlineData(3, "North,,,South,,,North,,")]
    [InlineData(4, "North,,,South,,,,East,,,,,,West,,,")]
    [InlineData(3, "2019,,,,2020,,,,2021,,,")]
    public void Blocks_are_reported(int values, string cells) =>
        Assert.Equal(
            [
                $"region: each of {values} values is followed by empty cells, as in a spreadsheet with merged cells; the empty cells are read as missing; "
                    + "if the value applies to them, fill them down",
            ],
            Notes(cells)
        );

    [Theory]
    [InlineData("North,,,South,,East,West,,,")]
    [InlineData(",North,,,,,South,,,,")]
    [InlineData("North,,,,,North,,,,")]
    [InlineData("North,,,,,,,,,")]
    [InlineData("North,,South,,")]
    [InlineData("4.5,,,,3.5,,,,7.5,,,")]
    [InlineData("20,,,,30,,,,10,,,")]
    [InlineData("North,,,,South,,,,,,,,,,,,,,,,,,,")]
    public void Other_missing_values_are_not(string cells) => Assert.Empty(Notes(cells));

    /// <summary>Of columns with values here and there, nearly none is reported, whatever their share.</summary>
    [Theory]
    [InlineData(0.02)]
    [InlineData(0.1)]
    [InlineData(0.3)]
    [InlineData(0.6)]
    [InlineData(0.9)]
    public void Random_blanks_are_not(double share)
    {
        Random random = new(1);
        int reported = Enumerable
            .Range(0, 200)
            .Count(_ =>
                Notes(string.Join(',', Enumerable.Range(0, 50).Select(row => random.NextDouble() < share ? $"w{row}" : ""))).Length > 0
            );
        Assert.InRange(reported, 0, 8);
    }

    [Fact]
    public void Rows_to_predict_are_checked_as_well()
    {
        TableSchema schema = TableText.Schema(
            TableText.Load(_folder, "region,x,y\nNorth,1,a\nSouth,2,b\nNorth,3,a\nSouth,5,b\n"),
            new TableOptions { LabelColumn = "y" }
        );
        TextTable table = TableText.Load(_folder, "region,x\nNorth,1\n,2\n,4\n,3\nSouth,5\n,9\n,7\n,8\n");
        Assert.StartsWith(
            "region: each of 2 values is followed by empty cells",
            Assert.Single(new TableEncoder(schema).Encode(table, withLabels: false).Notes),
            StringComparison.Ordinal
        );
    }

    private ImmutableArray<string> Notes(string cells)
    {
        string rows = string.Join('\n', cells.Split(',').Select((cell, row) => $"{cell},{(row * 7) % 5}"));
        return TableReportFinder.Find(TableText.Load(_folder, $"region,x\n{rows}\n"), new TableOptions()).Notes;
    }
}
