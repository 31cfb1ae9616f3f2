using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data.Tests;

/// <summary>What is found in the rows of a table is found in every table that a model reads, and in rows that are not in memory, in the same words.</summary>
public sealed class FoundAgainTests : IDisposable
{
    private const long Ample = 50_000_000;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Report of May\n\n", "", "skipped: 1 line above the table")]
    [InlineData("", "region,color,size,y\n", "header: repeated in 1 row, skipped")]
    [InlineData("", "Which region?,Favorite color,,\n", "line 2 is read as a row of data, but none of its texts is in another row")]
    public void Lines_that_are_no_rows_are_reported_wherever_a_table_is_read(string above, string first, string note)
    {
        TextTable table = TableText.Load(_folder, $"{above}region,color,size,y\n{first}{Rows(24)}", new TableOptions { HasHeader = true });
        TableOptions options = new() { LabelColumn = "y" };
        // Two columns of categories are too few to name a header; the label is the third.
        if (first.StartsWith("Which", StringComparison.Ordinal))
            table = TableText.Load(
                _folder,
                $"region,color,size,y\nWhich region?,Favorite color,,Outcome\n{Rows(24)}",
                new TableOptions { HasHeader = true }
            );
        TableSchema schema = TableText.Schema(TableText.Load(_folder, $"region,color,size,y\n{Rows(24)}"), options);
        Assert.Contains(TableReportFinder.Find(table, new TableOptions()).Notes, one => one.StartsWith(note, StringComparison.Ordinal));
        Assert.Contains(
            new TableEncoder(schema).Encode(table, withLabels: false).Notes,
            one => one.StartsWith(note, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Cells_of_the_label_that_were_merged_are_reported_where_a_model_is_measured()
    {
        TableSchema schema = TableText.Schema(
            TableText.Load(_folder, $"region,color,size,y\n{Rows(24)}"),
            new TableOptions { LabelColumn = "y" }
        );
        string rows = string.Concat(
            Enumerable
                .Range(0, 12)
                .Select(row => $"N,red,{row},{(row == 0 ? "yes" : row == 6 ? "no" : "")}\n")
        );
        Assert.Contains(
            new TableEncoder(schema).Encode(TableText.Load(_folder, $"region,color,size,y\n{rows}"), withLabels: true).Notes,
            one => one.StartsWith("y: each of 2 values is followed by empty cells", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Several_values_in_a_cell_are_named_beside_unknown_categories()
    {
        TableSchema schema = TableText.Schema(
            TableText.Load(_folder, $"region,color,size,y\n{Rows(24)}"),
            new TableOptions { LabelColumn = "y" }
        );
        Assert.Equal(
            [
                "color: 2 cells are none of the 3 categories that were trained on (\"red;blue\")",
                "color: several values in a cell, such as red and blue, which are not taken apart",
            ],
            new TableEncoder(schema)
                .Encode(TableText.Load(_folder, "region,color,size\nN,red;blue,4\nS,red,5\nN,red;blue,7\n"), withLabels: false)
                .Notes
        );
    }

    /// <summary>In parts of few rows, with a sample of the texts, and in memory.</summary>
    [Theory]
    [InlineData(Ample)]
    [InlineData(400_000)]
    public void Rows_that_are_not_in_memory_have_the_same_findings(long memory)
    {
        Random random = new(3);
        string rows = string.Concat(
            Enumerable
                .Range(0, 6000)
                .Select(row =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{(row % 1500 == 0 ? $"region {row / 1500}" : "")},{1_700_000_000_000_000_001 + random.Next(2000)},{(row % 50 == 3 ? "#REF!" : $"{random.Next(90)}.5")},{random.NextDouble():R},{(row % 2 == 0 ? "yes" : "no")}\n"
                    )
                )
        );
        string path = _folder.Write("rows.csv", $"Report\n\nregion,user,amount,exact,y\n{rows}");
        TableOptions options = new() { LabelColumn = "y" };
        TextTable table = TextTable.Load(path, options, cancellation: Cancellation);
        TableReport whole = TableReportFinder.Find(table, options);
        StoredTable stored = StoredTable.Open(path, options, memory, cancellation: Cancellation);
        using RowFile file = stored.File;
        Assert.Equal(4, whole.Notes.Length);
        Assert.Equal(whole.Notes, stored.Report!.Notes);
        Assert.Equal(new TableEncoder(stored.Schema).Encode(table, withLabels: true).Notes, file.Notes);
        Assert.Equal(memory < Ample, stored.Report.Columns.Any(one => one.Reason.Contains("judged by", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("Which region?,Favorite color,,Outcome", false)]
    [InlineData("Which region?,cm,kg,", true)]
    public void A_second_header_of_rows_that_are_not_in_memory_is_found(string first, bool isRejected)
    {
        string rows = string.Concat(
            Enumerable
                .Range(0, 200)
                .Select(row =>
                    $"{"NSW"[row % 3]},{(isRejected ? $"{row % 5}" : "ab"[row % 2])},{row % 7},{(row % 2 == 0 ? "yes" : "no")}\n"
                )
        );
        string path = _folder.Write("rows.csv", $"region,color,size,y\n{first}\n{rows}");
        TableOptions options = new() { LabelColumn = "y", HasHeader = true };
        if (isRejected)
            Rejection.Of(
                () => StoredTable.Open(path, options, Ample, cancellation: Cancellation),
                "line 2",
                "texts above the numbers of color, size"
            );
        else
        {
            StoredTable stored = StoredTable.Open(path, options, Ample, cancellation: Cancellation);
            using RowFile file = stored.File;
            Assert.StartsWith("line 2 is read as a row of data", stored.Report!.Notes[0], StringComparison.Ordinal);
        }
    }

    private static string Rows(int count) =>
        string.Concat(
            Enumerable
                .Range(0, count)
                .Select(row =>
                    $"{"NS"[row % 2]},{new[] { "red", "blue", "green" }[row % 3]},{row * 7 % 5},{(row % 4 < 2 ? "yes" : "no")}\n"
                )
        );
}
