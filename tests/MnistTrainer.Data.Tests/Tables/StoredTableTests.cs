using System.Globalization;
using System.Text;
using MnistTrainer.NeuralNetwork;
using static MnistTrainer.Data.Tests.ParquetBytes;

namespace MnistTrainer.Data.Tests;

/// <summary>A table that is converted without its rows in memory has the same columns and rows as one in memory.</summary>
public sealed class StoredTableTests : IDisposable
{
    private const long Ample = 50_000_000;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("class")]
    [InlineData("price")]
    [InlineData("stars")]
    public void Is_what_is_read_in_memory(string label)
    {
        string path = _folder.Write("mixed.csv", Mixed(3000));
        TableOptions options = new() { LabelColumn = label, MissingTexts = ["none"] };
        AssertSame(path, options, Ample);
        // Parts of few rows, and the same file again.
        AssertSame(path, options, Ample);
        AssertSame(path, options with { CategoryColumns = ["zip", "few"], IgnoredColumns = ["when"] }, Ample);
    }

    [Fact]
    public void A_folder_of_files_is_the_same_and_is_converted_again_once_a_file_is_added()
    {
        string[] lines = Mixed(3000).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        for (int part = 0; part < 3; part++)
            _folder.Write($"parts/part-{part}.csv", string.Join('\n', [lines[0], .. lines[1..].Skip(part * 1000).Take(1000)]));
        TableOptions options = new() { LabelColumn = "price" };
        AssertSame(_folder["parts"], options, Ample);
        Assert.True(File.Exists(_folder["parts.rows"]));
        _folder.Write("parts/part-3.csv", Mixed(500, seed: 2));
        AssertSame(_folder["parts"], options, Ample);
    }

    [Fact]
    public void Without_a_header_and_with_decimal_commas_it_is_the_same()
    {
        StringBuilder text = new();
        for (int row = 0; row < 500; row++)
            text.Append(CultureInfo.InvariantCulture, $"{row % 17},{row % 10};{(row % 3 == 0 ? "a" : "b")};{row * 7 % 31}\n");
        AssertSame(_folder.Write("commas.csv", text.ToString()), new TableOptions { LabelColumn = "2" }, Ample);
    }

    [Fact]
    public void Parquet_is_the_same_as_its_rows_as_CSV()
    {
        Random random = new(2);
        ParquetRow[] rows =
        [
            .. Enumerable
                .Range(0, 400)
                .Select(row => new ParquetRow(
                    random.NextDouble() * 100,
                    row % 7 == 0 ? null : random.Next(40),
                    row % 5 == 0 ? null : $"k{row % 4}",
                    row % 3 == 0 ? "yes" : "no"
                )),
        ];
        string parquet = _folder.Write("table.parquet", Of(rows, groupSize: 90));
        string csv = _folder.Write(
            "table.csv",
            "amount,count,kind,bought\n"
                + string.Concat(
                    rows.Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.amount},{row.count},{row.kind},{row.bought}\n"))
                )
        );
        TableOptions options = new() { LabelColumn = "bought" };
        AssertSame(parquet, options, Ample);
        using RowFile ofParquet = StoredTable.Open(parquet, options, Ample, cancellation: Cancellation).File,
            ofCsv = StoredTable.Open(csv, options, Ample, cancellation: Cancellation).File;
        AssertSame((Samples<float>)ofCsv.ReadAll(), (Samples<float>)ofParquet.ReadAll());
        Rejection.Of(
            () => StoredTable.Open(parquet, options with { HasHeader = false }, Ample, cancellation: Cancellation),
            "table.parquet",
            "Parquet stated to have none"
        );
        LoadOptions bounded = new() { LabelColumn = "bought", ConversionMemory = 1000 };
        Assert.True(TableBoundary.IsTable(parquet, bounded, new TableOptions(), Cancellation));
        Rejection.Of(
            () => StoredTable.Open(_folder.Write("whole.parquet", Of(rows)), options, 10_000, cancellation: Cancellation),
            "whole.parquet, group 1 of 1",
            "400 rows, which take about",
            "row_group_size"
        );
    }

    /// <summary>
    /// Of three columns with a different number in each of 30,000 rows, a thousandth is in memory: they are numbers all the same, with their true range, and one is an id and one
    /// counts the rows.
    /// </summary>
    [Fact]
    public void A_sample_of_the_texts_decides_where_not_all_fit()
    {
        Random random = new(4);
        StringBuilder text = new("order_id,n,amount,time,kind,y\n");
        for (int row = 0; row < 30_000; row++)
            text.Append(
                CultureInfo.InvariantCulture,
                $"A{random.NextInt64(1L << 40)}-{row},{row + 1},{(row == 777 ? "-9.5" : $"{random.NextDouble() * 1000:F6}")},{1_600_000_000 + (row * 3)},{(row % 11 == 0 ? "" : $"k{row % 5}")},{(row % 2 == 0 ? "yes" : "no")}\n"
            );
        string path = _folder.Write("many.csv", text.ToString());
        TableOptions options = new() { LabelColumn = "y" };
        TableReport whole = TableReportFinder.Find(TextTable.Load(path, options, cancellation: Cancellation), options);
        StoredTable stored = StoredTable.Open(path, options, 2_000_000, cancellation: Cancellation);
        using RowFile file = stored.File;
        TableReport report = stored.Report!;
        Assert.Equal(whole.Columns.Select(one => one.Column.Kind), report.Columns.Select(one => one.Column.Kind));
        Assert.Equal(
            [ColumnKind.Id, ColumnKind.Ignored, ColumnKind.Number, ColumnKind.Number, ColumnKind.Category],
            report.Columns.Select(one => one.Column.Kind)
        );
        for (int column = 0; column < 4; column++)
        {
            // Two of the amounts recur, which a sample need not show.
            Assert.InRange(report.Columns[column].Distinct, whole.Columns[column].Distinct, 30_000);
            Assert.Equal(
                (whole.Columns[column].Smallest, whole.Columns[column].Largest),
                (report.Columns[column].Smallest, report.Columns[column].Largest)
            );
            Assert.Contains("judged by", report.Columns[column].Reason, StringComparison.Ordinal);
        }

        Assert.Equal(whole.Columns[4].Column.Categories, report.Columns[4].Column.Categories);
        Assert.Equal((whole.Columns[4].Distinct, whole.Columns[4].Missing), (report.Columns[4].Distinct, report.Columns[4].Missing));
        // A float has 7 digits, seconds since 1970 have 10.
        Assert.InRange(report.Columns[3].Column.Origin, 1_600_000_000, 1_600_090_000);
        AssertSame(new TableEncoder(stored.Schema).Encode(TextTable.Load(path, options, cancellation: Cancellation), true), file);
    }

    /// <summary>Numbers as people write them, and words among numbers, are judged by a sample as by all texts.</summary>
    [Fact]
    public void A_sample_decides_on_odd_numbers_as_all_texts_do()
    {
        Random random = new(5);
        StringBuilder text = new("n,price,loss,arabic,exact,mixed,y\n");
        for (int row = 0; row < 20_000; row++)
        {
            double price = row == 7000 ? 98_765.43 : Math.Round(random.NextDouble() * 20_000, 2);
            double loss = row == 9000 ? -2000.25 : Math.Round((random.NextDouble() * 2000) - 1000, 3);
            string digits = string.Concat(
                (row == 11_000 ? 5_000_000 : random.Next(1_000_000))
                    .ToString(CultureInfo.InvariantCulture)
                    .Select(one => (char)(one - '0' + '٠'))
            );
            text.Append(
                CultureInfo.InvariantCulture,
                $"\"{row + 1:N0}\",\"${price:N2}\",{(loss < 0 ? $"({-loss})" : $"{loss}")},{digits},{random.NextDouble():R},{(row % 3 == 0 ? $"{row}" : $"word {random.NextInt64()}")},{(row % 2 == 0 ? "yes" : "no")}\n"
            );
        }

        string path = _folder.Write("odd.csv", text.ToString());
        TableOptions options = new() { LabelColumn = "y", DecimalMark = '.' };
        TableReport whole = TableReportFinder.Find(TextTable.Load(path, options, cancellation: Cancellation), options);
        StoredTable stored = StoredTable.Open(path, options, 3_000_000, cancellation: Cancellation);
        stored.File.Dispose();
        TableReport report = stored.Report!;
        Assert.All(report.Columns, one => Assert.Contains("judged by", one.Reason, StringComparison.Ordinal));
        Assert.Equal(
            whole.Columns.Select(one => (one.Column.Kind, one.Column.Format, one.Smallest, one.Largest, one.Option)),
            report.Columns.Select(one => (one.Column.Kind, one.Column.Format, one.Smallest, one.Largest, one.Option))
        );
        Assert.Equal((ColumnKind.Ignored, ColumnKind.Number), (report.Columns[0].Column.Kind, report.Columns[1].Column.Kind));
    }

    /// <summary>A last row of sums is found in rows of many parts, with or without a label in it.</summary>
    [Theory]
    [InlineData("kind")]
    [InlineData("amount")]
    public void A_row_of_totals_is_found(string label)
    {
        StringBuilder text = new("amount,count,kind\n");
        (double amounts, int counts) = (0, 0);
        Random random = new(8);
        for (int row = 0; row < 20_000; row++)
        {
            (double amount, int count) = (Math.Round(random.NextDouble() * 10, 2), random.Next(50));
            (amounts, counts) = (amounts + amount, counts + count);
            text.Append(CultureInfo.InvariantCulture, $"{amount},{count},{(row % 2 == 0 ? "a" : "b")}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"{amounts:F2},{counts},\n");
        string path = _folder.Write("totals.csv", text.ToString());
        TableOptions options = new() { LabelColumn = label };
        AssertSame(path, options, Ample);
        StoredTable stored = StoredTable.Open(path, options, Ample, cancellation: Cancellation);
        stored.File.Dispose();
        Assert.Contains(
            stored.Report!.Notes,
            note => note.StartsWith("line 20002 holds the sums of amount, count", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void More_categories_than_fit_are_rejected_by_name()
    {
        StringBuilder text = new("street,y\n");
        for (int row = 0; row < 30_000; row++)
            text.Append(CultureInfo.InvariantCulture, $"Street {row * 7919 % 10_000} of nowhere,{row % 2}\n");
        string path = _folder.Write("streets.csv", text.ToString());
        TableOptions options = new() { LabelColumn = "y" };
        InvalidInputException error = Rejection.Of(
            () => StoredTable.Open(path, options, 800_000, cancellation: Cancellation),
            "streets.csv, column 1 (street)",
            "as many different texts as fit into the memory"
        );
        Assert.Equal(nameof(TableOptions.IgnoredColumns), error.Option);
        Assert.Equal([path], Directory.GetFiles(_folder.Path));
        AssertSame(path, options, Ample);
    }

    [Theory]
    [InlineData("a,y\n1,p\nx7,q\n", "column 1 (a)")]
    [InlineData("a,y\n1,p\n2,q,9\n", "2 cells")]
    [InlineData("a,y\n1,\n2,?\n", "labels")]
    [InlineData("a,y\n", "only a header")]
    [InlineData("[{\"a\": 1, \"y\": \"p\"}]", "JSON")]
    public void What_is_wrong_is_rejected(string text, string message)
    {
        if (message == "column 1 (a)")
            text = "a,y\n" + string.Concat(Enumerable.Range(0, 100).Select(i => $"{i}.5,{(i % 2 == 0 ? "p" : "q")}\n")) + "x7,q\n";
        string path = _folder.Write("wrong.csv", text);
        InvalidInputException error = Assert.Throws<InvalidInputException>(() =>
            StoredTable.Open(path, new TableOptions { LabelColumn = "y" }, Ample, cancellation: Cancellation)
        );
        Assert.Contains("wrong.csv", error.Message, StringComparison.Ordinal);
        if (message != "labels")
            Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal([path], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_table_is_converted_again_for_other_options_alone()
    {
        string path = _folder.Write("mixed.csv", Mixed(300));
        TableOptions options = new() { LabelColumn = "class" };
        DateTime old = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        Convert(options, Ample);
        File.SetLastWriteTimeUtc($"{path}.rows", old);
        Convert(options, Ample * 2);
        Assert.Equal(old, File.GetLastWriteTimeUtc($"{path}.rows"));
        Convert(options with { CategoryColumns = ["few"] }, Ample);
        Assert.NotEqual(old, File.GetLastWriteTimeUtc($"{path}.rows"));
        Convert(options with { MissingTexts = ["1,5"] }, Ample);
        File.SetLastWriteTimeUtc($"{path}.rows", old);
        Convert(options with { MissingTexts = ["1", "5"] }, Ample);
        Assert.NotEqual(old, File.GetLastWriteTimeUtc($"{path}.rows"));

        void Convert(TableOptions one, long memory) => StoredTable.Open(path, one, memory, cancellation: Cancellation).File.Dispose();
    }

    [Fact]
    public void Another_table_is_read_by_the_columns_of_the_first()
    {
        string path = _folder.Write("mixed.csv", Mixed(300)),
            other = _folder.Write("other.csv", Mixed(200, seed: 9));
        TableOptions options = new() { LabelColumn = "class" };
        StoredTable stored = StoredTable.Open(path, options, Ample, cancellation: Cancellation);
        stored.File.Dispose();
        StoredTable read = StoredTable.Open(other, options, Ample, stored.Schema, cancellation: Cancellation);
        using RowFile file = read.File;
        Assert.Null(read.Report);
        AssertSame(new TableEncoder(stored.Schema).Encode(TextTable.Load(other, options, cancellation: Cancellation), true), file);
    }

    private static void AssertSame(string path, TableOptions options, long memory)
    {
        TextTable table = TextTable.Load(path, options, cancellation: Cancellation);
        TableReport expected = TableReportFinder.Find(table, options);
        TableSchema schema = TableReportFinder.ToSchema(expected);
        StoredTable stored = StoredTable.Open(path, options, memory, cancellation: Cancellation);
        using RowFile file = stored.File;
        TableReport report = stored.Report!;
        Assert.Equal(TableSchemaFile.ToJson(schema), TableSchemaFile.ToJson(stored.Schema));
        Assert.Equal(expected.All.Select(Text), report.All.Select(Text));
        Assert.Equal(expected.Notes, report.Notes);
        Assert.Equal(
            (table.Count, table.Columns.Length, table.Name, table.HasHeader),
            (report.Table.Count, report.Table.Columns.Length, report.Table.Name, report.Table.HasHeader)
        );
        Assert.Equal(table.Findings, report.Table.Findings);
        AssertSame(new TableEncoder(schema).Encode(table, withLabels: true), file);

        static string Text(ColumnReport one) =>
            string.Join(
                "; ",
                one.Column.Name,
                one.Column.Kind,
                one.Distinct,
                one.Missing,
                one.Smallest,
                one.Largest,
                string.Join(",", one.Examples),
                one.Reason,
                one.Option
            );
    }

    private static void AssertSame(TableRows expected, RowFile file)
    {
        Assert.Equal(expected.Notes, file.Notes);
        AssertSame(expected.Samples, (Samples<float>)file.ReadAll());
        Assert.Equal(expected.Samples.HasLabels ? expected.Samples.Labels.ToArray() : new int[file.Count], file.ReadLabels());
    }

    private static void AssertSame(Samples<float> expected, Samples<float> read)
    {
        Assert.Equal((expected.Count, expected.Shape), (read.Count, read.Shape));
        Assert.Equal(expected.ClassNames, read.ClassNames);
        Assert.Equal(expected.Labels, read.Labels);
        Assert.Equal(expected.Targets, read.Targets);
        for (int row = 0; row < expected.Count; row++)
            Assert.Equal(expected.Row(row), read.Row(row));
    }

    /// <summary>Columns of all kinds, some rows without a label, and a copy of the price in another unit.</summary>
    private static string Mixed(int rows, int seed = 1)
    {
        Random random = new(seed);
        StringBuilder text = new("id,price,cents,zip,when,place,few,weight,note,constant,stars,class\n");
        for (int row = 0; row < rows; row++)
        {
            double price = Math.Round(100 * random.NextDouble(), 2);
            string place = $"place {random.Next(random.Next(2, 400))}";
            text.Append(
                CultureInfo.InvariantCulture,
                $"{10_000 - row},{(row % 40 == 39 ? "?" : $"{price:F2}")},{price * 100:F0},{random.Next(100):D5},2024-{1 + random.Next(12):D2}-05,{place},{random.Next(4)},{(row % 9 == 0 ? "none" : $"{random.Next(900)} kg")},\"free, text {random.Next()}\",x,{1 + random.Next(5)},{(row % 25 == 24 ? "" : price > 50 ? "high" : "low")}\n"
            );
        }

        return text.ToString();
    }

    /// <summary>A row of numbers and texts, some missing.</summary>
    public sealed record ParquetRow(double amount, int? count, string? kind, string bought);
}
