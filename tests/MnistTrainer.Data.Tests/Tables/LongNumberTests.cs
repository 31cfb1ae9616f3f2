using System.Collections.Immutable;
using System.Globalization;

namespace MnistTrainer.Data.Tests;

/// <summary>Whole numbers of more digits than a network keeps: ids where they are different in every row, and otherwise reported by the name of the column.</summary>
public sealed class LongNumberTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Numbers of payment cards, ids of posts and nanoseconds since 1970.</summary>
    [Theory]
    [InlineData(4_000_000_000_000_003, 7_919_000_007, 16)]
    [InlineData(120_000_000_000_000_001, 41_000_000_003, 18)]
    [InlineData(1_700_000_000_000_000_001, 864_000_000_123, 19)]
    public void Different_in_every_row_they_are_ids(long first, long step, int digits)
    {
        TextTable table = TableText.OfColumn(_folder, "account", Numbers(row => first + (row * row * step)));
        ColumnReport report = TableText.Report(table);
        Assert.Equal(ColumnKind.Id, report.Column.Kind);
        Assert.Equal($"whole numbers of up to {digits} digits, different in every row, so ids", report.Reason);
        Assert.Equal(nameof(TableOptions.NumberColumns), report.Option);
        Assert.Empty(NotesOf(table, new TableOptions()));
        Assert.Single(NotesOf(table, new TableOptions { NumberColumns = ["account"] }));
    }

    [Fact]
    public void A_column_that_is_named_like_an_id_names_the_rows()
    {
        string rows = string.Concat(
            Enumerable
                .Range(0, 20)
                .Select(row =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{1_700_000_000_000_000_001 + (row * row)},A{row},{(row % 2 == 0 ? "a" : "b")}\n"
                    )
                )
        );
        TableReport report = TableReportFinder.Find(
            TableText.Load(_folder, $"time,order_id,y\n{rows}"),
            new TableOptions { LabelColumn = "y" }
        );
        Assert.Equal([ColumnKind.Ignored, ColumnKind.Id], report.Columns.Select(one => one.Column.Kind));
    }

    [Theory]
    [InlineData(4_000_000_000_000_003, 7_919_000_007, "16 digits, about 7")]
    [InlineData(1_700_000_000_000_000_001, 7_000_000_001, "19 digits, about 15")]
    public void Numbers_that_recur_are_reported(long first, long step, string lost) =>
        Assert.Equal(
            [$"account: of whole numbers of up to {lost} are kept; leave the column out if they are ids"],
            NotesOf(TableText.OfColumn(_folder, "account", Numbers(row => first + (row % 15 * step))), new TableOptions())
        );

    /// <summary>Fifteen digits, zeros behind the digits, fractions, and powers of ten.</summary>
    [Theory]
    [InlineData("400000000000{0:000}")]
    [InlineData("{0:000}000000000000000000")]
    [InlineData("0.{0:000}4567890123456789")]
    [InlineData("4000000000000{0:000}.5")]
    public void Other_numbers_are_not(string format) =>
        Assert.Empty(
            NotesOf(
                TableText.OfColumn(
                    _folder,
                    "account",
                    Enumerable.Range(0, 30).Select(row => string.Format(CultureInfo.InvariantCulture, format, 101 + (row % 15 * 7)))
                ),
                new TableOptions()
            )
        );

    [Fact]
    public void A_label_of_them_is_doubted()
    {
        string rows = string.Concat(
            Enumerable
                .Range(0, 20)
                .Select(row => string.Create(CultureInfo.InvariantCulture, $"{row % 7},{4_000_000_000_000_003 + (row * row)}\n"))
        );
        Assert.Contains(
            "y: a different whole number in every row, as the numbers or ids of rows are; is it what is to be predicted?",
            NotesOf(TableText.Load(_folder, $"x,y\n{rows}"), new TableOptions())
        );
    }

    /// <summary>What a spreadsheet has made of 16 digits.</summary>
    [Fact]
    public void Rounded_ones_are_reported_as_such()
    {
        ColumnReport report = TableText.Report(
            TableText.OfColumn(
                _folder,
                "account",
                Enumerable.Range(0, 30).Select(row => string.Create(CultureInfo.InvariantCulture, $"4.{10 + row:00}E+15"))
            )
        );
        Assert.StartsWith(
            "such as 4.10E+15, as a spreadsheet shows numbers of more than 11 digits",
            report.Reason,
            StringComparison.Ordinal
        );
        Assert.Equal(nameof(TableOptions.IgnoredColumns), report.Option);
    }

    [Fact]
    public void Ids_are_kept_digit_for_digit_and_repeated_or_rounded_ones_are_reported()
    {
        TableSchema schema = TableText.Schema(
            TableText.Load(_folder, "account,x,y\n1,1.5,a\n2,2.5,b\n3,3.5,a\n"),
            new TableOptions { LabelColumn = "y", IdColumn = "account" }
        );
        TableRows rows = Encode("account,x\n9007199254740993,1\n9007199254740995,2\n");
        Assert.Equal(["9007199254740993", "9007199254740995"], rows.Ids!.Values);
        Assert.Empty(rows.Notes);
        Assert.Equal(["account: 2 of 6 rows have the same id as an earlier one"], Encode("account,x\n7,1\n8,2\n7,3\n7,4\n,5\n,6\n").Notes);
        Assert.Equal(
            ["account: ids such as 9.0072E+15 were rounded by a spreadsheet, which shows numbers of more than 11 digits so"],
            Encode("account,x\n9.0072E+15,1\n9.1072E+15,2\n").Notes
        );
        rows = new TableEncoder(schema).Encode(
            TextTable.Load(
                _folder.Write("ids.jsonl", "{\"account\": 9007199254740993, \"x\": 1}\n{\"account\": 9007199254740995, \"x\": 2}\n"),
                cancellation: TestContext.Current.CancellationToken
            ),
            withLabels: false
        );
        Assert.Equal(["9007199254740993", "9007199254740995"], rows.Ids!.Values);

        TableRows Encode(string text) => new TableEncoder(schema).Encode(TableText.Load(_folder, text), withLabels: false);
    }

    private static IEnumerable<string> Numbers(Func<long, long> numberOf) =>
        Enumerable.Range(0, 30).Select(row => numberOf(row).ToString(CultureInfo.InvariantCulture));

    private static ImmutableArray<string> NotesOf(TextTable table, TableOptions options) =>
        TableReportFinder.Find(table, options with { LabelColumn = "y" }).Notes;
}
