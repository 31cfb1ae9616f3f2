using System.Globalization;
using System.Text;

namespace MnistTrainer.Data.Tests;

/// <summary>A folder with the files of one table is that table; files that do not belong together are rejected by their names and columns.</summary>
public sealed class TableFilesTests : IDisposable
{
    private const string Header = "size,color,sold\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>A row of a table in Parquet.</summary>
    public sealed record Sale(double size, string color, string sold);

    public sealed record RenamedSale(double size, string paint, string sold);

    public sealed record LongerSale(double size, string color, string sold, int count);

    public sealed record TextSale(string size, string color, string sold);

    [Fact]
    public void Is_its_files_one_after_the_other()
    {
        // 10 is behind 9, and parts of few rows may have none.
        for (int part = 0; part < 12; part++)
            Write($"part-{part}.csv", part % 5 == 3 ? Header : Header + Rows(part * 7, 7));
        Write("part-12.csv", "");
        Write("_SUCCESS", "");
        Write(".part-0.csv.crc", "crc");
        Write("_metadata/part-0.csv", "no,table\n1,2\n");
        int[] parts = [.. Enumerable.Range(0, 12).Where(part => part % 5 != 3)];
        string whole = _folder.Write("whole.csv", Header + string.Concat(parts.Select(part => Rows(part * 7, 7))));
        AssertSame(whole, Load());
        Assert.Contains("files: 13, from part-0.csv to part-12.csv, 3 of them without rows", Load().Findings);
        Assert.Equal(
            TextTable.Load(whole, cancellation: TestContext.Current.CancellationToken).Findings,
            Load().Findings.Where(line => !line.StartsWith("files", StringComparison.Ordinal))
        );
        Assert.True(IsTable("sold"));
    }

    /// <summary>What <c>split</c> makes of a table: the first piece has the names.</summary>
    [Fact]
    public void The_first_file_may_have_the_names_alone()
    {
        Write("x01", Header + Rows(0, 30));
        Write("x02", Rows(30, 30));
        Write("x03", Rows(60, 1));
        AssertSame(_folder.Write("whole.csv", Header + Rows(0, 61)), Load());
        Assert.Contains("header: none in 2 of the files, whose columns are those of x01 by their numbers", Load().Findings);
        Assert.True(IsTable("sold"));
    }

    [Fact]
    public void Without_names_columns_are_found_by_their_numbers()
    {
        Write("part.0.csv", Rows(0, 20));
        Write("part.1.csv", Rows(20, 20));
        AssertSame(_folder.Write("whole.csv", Rows(0, 40)), Load());
        Assert.False(Load().HasHeader);
        Write("part.2.csv", Header + Rows(40, 20));
        Rejection.Of(() => Load(), "part.2.csv: expected no header, as in part.0.csv, found the names size, color, sold");
    }

    [Fact]
    public void Parquet_is_read_alike()
    {
        for (int part = 0; part < 3; part++)
            _folder.Write(
                $"data/part-{part:D5}-3f2504e0-4f89-11d3-9a0c-0305e82c330{part}-c000.snappy.parquet",
                Parquet(part * 8, part == 1 ? 0 : 8)
            );
        Write("_SUCCESS", "");
        AssertSame(_folder.Write("whole.csv", Header + Rows(0, 8) + Rows(16, 8)), Load());
        Assert.True(IsTable("sold"));
    }

    [Fact]
    public void Other_columns_are_rejected_by_file_and_column()
    {
        Write("part-0.csv", Header + Rows(0, 20));
        Write("part-1.csv", "size,paint,sold\n" + Rows(20, 20));
        Rejection.Of(() => Load(), $"part-1.csv, column 2: expected the column color, as in part-0.csv, found paint");
        Write("part-1.csv", "size,sold\n1,yes\n2,no\n");
        Rejection.Of(() => Load(), $"part-1.csv, column 2: expected the column color, as in part-0.csv, found sold");
        Write("part-1.csv", "size,color,sold,count\n1,red,yes,2\n2,red,no,3\n");
        Rejection.Of(() => Load(), $"part-1.csv, column 4: expected no more columns than in part-0.csv, found count");
        Write("part-1.csv", (Header + Rows(20, 20)).Replace(',', ';'));
        Rejection.Of(() => Load(), "part-1.csv: expected cells that are separated as in part-0.csv, found delimiter: semicolon");
    }

    [Fact]
    public void Other_columns_of_Parquet_are_rejected_by_file_and_column()
    {
        _folder.Write("data/0000.parquet", Parquet(0, 8));
        _folder.Write("data/0001.parquet", ParquetBytes.Of([new RenamedSale(1, "red", "no")]));
        Rejection.Of(() => Load(), $"0001.parquet, column 2: expected the column color, as in 0000.parquet, found paint");
        _folder.Write("data/0001.parquet", ParquetBytes.Of([new LongerSale(1, "red", "no", 3)]));
        Rejection.Of(() => Load(), $"0001.parquet, column 4: expected no more columns than in 0000.parquet, found count");
        _folder.Write("data/0001.parquet", ParquetBytes.Of([new TextSale("1", "red", "no")]));
        Rejection.Of(() => Load(), $"0001.parquet, column 1 (size): expected numbers, as in 0000.parquet, found texts");
    }

    [Fact]
    public void Files_that_do_not_belong_together_are_rejected()
    {
        Write("train.csv", Header + Rows(0, 20));
        Write("test.csv", Header + Rows(20, 20));
        Assert.True(IsTable("sold"));
        Rejection.Of(
            () => Load(),
            "data: expected the files of one table, whose names differ in numbers alone, found test.csv and train.csv"
        );
        File.Delete(_folder["data/test.csv"]);
        Write("year=2024/train.csv", Header + Rows(20, 20));
        Rejection.Of(() => Load(), "found the folder year=2024");
    }

    [Theory]
    [InlineData("_delta_log", "a table of Delta Lake")]
    [InlineData(".hoodie", "a table of Hudi")]
    [InlineData("_temporary", "a program that has not finished writing")]
    public void Files_that_are_not_all_of_the_table_are_rejected(string inner, string found)
    {
        Write("part-0.csv", Header + Rows(0, 20));
        Directory.CreateDirectory(_folder[$"data/{inner}"]);
        Rejection.Of(() => Load(), found);
    }

    [Fact]
    public void Missing_parts_and_empty_folders_are_rejected()
    {
        Directory.CreateDirectory(_folder["data"]);
        Rejection.Of(() => Load(), "expected the files of one table", "found none");
        Write("sales-00000-of-00003.csv", Header + Rows(0, 20));
        Write("sales-00002-of-00003.csv", Header + Rows(20, 20));
        Rejection.Of(() => Load(), "expected 3 files of the table, as the name sales-00000-of-00003.csv says, found 2");
        Write("sales-00001-of-00003.csv", Header);
        Assert.Equal(40, Load().Count);
    }

    [Fact]
    public void Numbers_that_are_missing_are_found()
    {
        Write("part-0.csv", Header + Rows(0, 20));
        Write("part-2.csv", Header + Rows(20, 20));
        Assert.Contains("files: none numbered 1", Load().Findings);
        Write("part-1.csv", Header);
        Assert.DoesNotContain(Load().Findings, line => line.StartsWith("files: none", StringComparison.Ordinal));
        for (int number = 10; number <= 16; number++)
            Write($"part-{number}.csv", Header);
        Assert.Contains("files: none numbered 3, 4, 5, 6, 7 and 2 more", Load().Findings);
        // A date, perhaps.
        Write("part-20240131.csv", Header);
        Assert.DoesNotContain(Load().Findings, finding => finding.StartsWith("files: none numbered", StringComparison.Ordinal));
    }

    /// <summary>Rows are counted without decoding them: a group larger than the memory for it is rejected as that of a single file is.</summary>
    [Fact]
    public void Groups_of_Parquet_that_do_not_fit_are_rejected()
    {
        _folder.Write("data/0.parquet", Parquet(0, 1000));
        _folder.Write("data/1.parquet", Parquet(1000, 1000));
        byte[] damaged = Parquet(0, 1000);
        damaged.AsSpan(4, damaged.Length / 2).Clear();
        DataFile file = DataFile.OnDisk(_folder.Write("pages.parquet", damaged), TestContext.Current.CancellationToken);
        Assert.Equal(2, TableFileRows.CountFirst(file, new TableOptions(), most: 2).Count);
        Rejection.Of(
            () =>
            {
                using var rows = TextRows.Open(
                    _folder["data"],
                    TableFiles.Of(_folder["data"], TestContext.Current.CancellationToken),
                    new TableOptions(),
                    TestContext.Current.CancellationToken,
                    memory: 1000
                );
                rows.Read();
            },
            "0.parquet, group 1 of 1: expected a group of rows that takes at most"
        );
    }

    [Fact]
    public void Another_format_is_rejected_in_either_order()
    {
        byte[] json = "[{\"size\":1,\"color\":\"red\",\"sold\":\"no\"},{\"size\":2,\"color\":\"red\",\"sold\":\"no\"}]"u8.ToArray();
        _folder.Write("data/t1.parquet", Parquet(0, 8));
        _folder.Write("data/t2.parquet", json);
        Rejection.Of(() => Load(), "t2.parquet: expected the format of t1.parquet, found JSON");
        _folder.Write("data/t1.parquet", json);
        _folder.Write("data/t2.parquet", Parquet(0, 8));
        Rejection.Of(() => Load(), "t2.parquet: expected the format of t1.parquet, found Parquet");
    }

    [Fact]
    public void A_damaged_file_is_named()
    {
        Write("part-0.csv.gz", Header + Rows(0, 20));
        // A header of gzip, and nothing behind it.
        _folder.Write("data/part-1.csv.gz", [31, 139, 8, 0, 0, 0, 0, 0, 0, 3, 77]);
        Assert.True(IsTable("sold"));
        Rejection.Of(() => Load(), "part-1.csv.gz");
    }

    /// <summary>A folder whose files are all damaged is still that of a table, and each is named with its fault.</summary>
    [Theory]
    [InlineData("csv.gz", "data that cannot be decompressed")]
    [InlineData("json", "part-1.json")]
    [InlineData("parquet", "part-1.parquet: expected a whole Parquet file, found one that cannot be read")]
    public void Files_that_are_all_damaged_are_named(string extension, string expected)
    {
        byte[] damaged = extension switch
        {
            "parquet" => Parquet(0, 1000)[..^40],
            "json" => "{\"size\": 1, \"sold\""u8.ToArray(),
            _ => [31, 139, 8, 0, 0, 0, 0, 0, 0, 3, 77],
        };
        for (int part = 0; part < 7; part++)
            _folder.Write($"data/part-{part}.{extension}", damaged);
        Assert.True(IsTable("sold"));
        Rejection.Of(
            () => Load(),
            "data: expected the files of a table, found 7, none of which can be read: part-0",
            expected,
            "; and 2 more. Write or copy them again."
        );
    }

    [Fact]
    public void Files_may_have_one_row_each()
    {
        for (int part = 0; part < 30; part++)
            Write($"part-{part}.csv", Rows(part, 1));
        Assert.True(IsTable("3"));
        AssertSame(_folder.Write("whole.csv", Rows(0, 30)), Load());
    }

    [Theory]
    [InlineData("")]
    [InlineData(Header)]
    public void Files_without_rows_are_rejected(string content)
    {
        Write("part-0.csv", content);
        Write("part-1.csv", content);
        Rejection.Of(() => Load(), "data: expected a table with rows, found none in its 2 files");
    }

    [Fact]
    public void Known_encodings_are_used()
    {
        Encoding utf16 = new UnicodeEncoding(bigEndian: false, byteOrderMark: false);
        for (int part = 0; part < 2; part++)
            _folder.Write($"data/part-{part}.csv", utf16.GetBytes("크기,색,팔림\n1000,빨강,예\n2000,파랑,아니요\n"));
        LoadOptions images = new() { LabelColumn = "팔림", Encoding = utf16 };
        Assert.True(
            TableBoundary.IsTable(
                _folder["data"],
                images,
                new TableOptions { LabelColumn = "팔림", Encoding = utf16 },
                TestContext.Current.CancellationToken
            )
        );
    }

    /// <summary>A cell is named by its file and its line there.</summary>
    [Fact]
    public void Messages_name_the_file()
    {
        Write("part-0.csv", Header + Rows(0, 40));
        Write("part-1.csv", Header + Rows(40, 40) + "large,red,no\n");
        Rejection.Of(
            () => TableReportFinder.Find(Load(), new TableOptions { LabelColumn = "sold" }),
            "data, part-1.csv, line 42, column 1 (size): expected a number, as in other cells of this column, found \"large\""
        );
        Write("part-1.csv", Header + Rows(40, 40) + "7,red\n");
        Rejection.Of(() => Load(), "part-1.csv, line 42: expected 3 cells, as other rows have, found 2");
    }

    [Fact]
    public void Tables_of_pixels_are_images()
    {
        for (int part = 0; part < 2; part++)
            Write($"part-{part}.csv", "label,1x1,1x2,2x1,2x2\n3,0,255,1,0\n4,5,6,7,8\n");
        Assert.False(IsTable("label"));
    }

    private void Write(string name, string text) => _folder.Write($"data/{name}", text);

    private TextTable Load() => TextTable.Load(_folder["data"]);

    private bool IsTable(string label) =>
        TableBoundary.IsTable(_folder["data"], new LoadOptions { LabelColumn = label }, new TableOptions { LabelColumn = label });

    private static void AssertSame(string whole, TextTable table)
    {
        TextTable expected = TextTable.Load(whole);
        Assert.Equal(expected.Columns.Select(column => column.Name), table.Columns.Select(column => column.Name));
        Assert.Equal(expected.Count, table.Count);
        for (int row = 0; row < table.Count; row++)
            Assert.Equal(expected.Columns.Select(column => column[row]), table.Columns.Select(column => column[row]));
    }

    private static Sale SaleOf(int row) =>
        new(row * 37 % 101 * 10.5, ((string[])["red", "blue", "green"])[row % 3], row % 2 == 0 ? "yes" : "no");

    private static byte[] Parquet(int first, int rows) => ParquetBytes.Of<Sale>([.. Enumerable.Range(first, rows).Select(SaleOf)]);

    private static string Rows(int first, int rows) =>
        string.Concat(
            Enumerable
                .Range(first, rows)
                .Select(SaleOf)
                .Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.size},{one.color},{one.sold}\n"))
        );
}
