using System.Globalization;

namespace MnistTrainer.Data.Tests;

/// <summary>Rows that are none: titles and comments above a table are skipped and reported, and a row of totals below it is reported.</summary>
public sealed class OddRowTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("# made by a tool\n# in 2024\n", 2)]
    [InlineData("Sales report 2024,,\n,,\n", 1)]
    [InlineData("Sales report 2024\n\n", 1)]
    [InlineData("", 0)]
    public void Titles_and_comments_above_are_skipped(string above, int skipped)
    {
        TextTable table = TableText.Load(_folder, $"{above}age,color,y\n1,red,a\n2,blue,b\n3,red,a\n");
        Assert.Equal((3, "age"), (table.Count, table.Columns[0].Name));
        Assert.Equal(
            skipped > 0 ? [$"skipped: {skipped} line{(skipped == 1 ? "" : "s")} above the table"] : [],
            table.Findings.Where(one => one.StartsWith("skipped", StringComparison.Ordinal))
        );
    }

    /// <summary>Without a header, a row of few cells is a row with missing values.</summary>
    [Fact]
    public void A_row_of_missing_values_is_no_title() =>
        Assert.Equal(4, TableText.Load(_folder, "5,,\n1,7,2\n2,8,3\n3,9,4\n", new TableOptions { HasHeader = false }).Count);

    [Fact]
    public void A_header_of_mostly_blank_names_is_no_title()
    {
        TextTable table = TableText.Load(_folder, ",,y\n1,2,a\n3,4,b\n5,6,a\n", new TableOptions { HasHeader = true });
        Assert.Equal((3, "y"), (table.Count, table.Columns[2].Name));
    }

    [Theory]
    [InlineData("Total,15.5,150", true)]
    [InlineData(",15.5,150", true)]
    [InlineData("f,15.5,149", false)]
    [InlineData("f,6.5,60", false)]
    public void A_row_of_totals_is_reported(string last, bool isTotal)
    {
        string rows = string.Concat(
            Enumerable.Range(1, 5).Select(i => string.Create(CultureInfo.InvariantCulture, $"{"abcde"[i - 1]},{i + 0.1},{i * 10}\n"))
        );
        TextTable table = TableText.Load(_folder, $"shop,price,count\n{rows}{last}\n");
        string expected = "line 7 holds the sums of price, count of the rows above; a row of totals should be removed";
        Assert.Equal(isTotal ? [expected] : [], TableReportFinder.Find(table, new TableOptions()).Notes);
    }

    [Theory]
    [InlineData("Average,3.1,30", true)]
    [InlineData(",3.105,30.0", true)]
    [InlineData("f,3.1,31", false)]
    [InlineData("f,3.12,30", false)]
    public void A_row_of_means_is_reported(string last, bool isMean)
    {
        TextTable table = TableText.Load(_folder, $"shop,price,count\na,1.1,10\nb,2.1,20\nc,3.1,30\nd,4.1,40\ne,5.1,50\n{last}\n");
        string expected = "line 7 holds the means of price, count of the rows above; a row of means should be removed";
        Assert.Equal(isMean ? [expected] : [], TableReportFinder.Find(table, new TableOptions()).Notes);
    }

    [Fact]
    public void A_repeated_header_is_skipped_and_reported()
    {
        TextTable table = TableText.Load(_folder, "age,color,y\n1,red,a\n2,blue,b\nage,color,y\n3,red,a\nage,color,y\n4,red,a\n");
        Assert.Equal(4, table.Count);
        Assert.Contains("header: repeated in 2 rows, skipped", table.Findings);
    }

    [Theory]
    [InlineData("Participant,Length in cm,Mass,Answer", true)]
    [InlineData(",cm,kg,", true)]
    [InlineData("a,cm,1,yes", false)]
    [InlineData("a,?,NA,yes", false)]
    public void A_second_header_above_numbers_is_rejected(string first, bool isHeader)
    {
        string rows = string.Concat(
            Enumerable
                .Range(1, 9)
                .Select(i =>
                    string.Create(CultureInfo.InvariantCulture, $"{"abc"[i % 3]},{i * 7 % 5},{i * 3 % 4},{(i % 2 == 0 ? "yes" : "no")}\n")
                )
        );
        TextTable table = TableText.Load(_folder, $"id,length,mass,y\n{first}\n{rows}", new TableOptions { HasHeader = true });
        if (isHeader)
            Rejection.Of(
                () => TableReportFinder.Find(table, new TableOptions()),
                "line 2",
                "texts above the numbers of length, mass",
                "Delete the line"
            );
        else
            Assert.Empty(TableReportFinder.Find(table, new TableOptions()).Notes);
    }

    [Theory]
    [InlineData("How old?,Do you agree?,Will you come?", true)]
    [InlineData("old,Do you agree?,Will you come?", false)]
    public void A_second_header_above_categories_is_reported(string first, bool isHeader)
    {
        string rows = string.Concat(
            Enumerable.Range(1, 20).Select(i => $"{(i % 2 == 0 ? "old" : "young")},{"abc"[i % 3]},{(i % 4 > 1 ? "yes" : "no")}\n")
        );
        TextTable table = TableText.Load(_folder, $"q1,q2,q3\n{first}\n{rows}", new TableOptions { HasHeader = true });
        string expected = "line 2 is read as a row of data, but none of its texts is in another row; delete it if it is a second header";
        Assert.Equal(isHeader ? [expected] : [], TableReportFinder.Find(table, new TableOptions()).Notes);
    }

    /// <summary>A 1 below a single 1 among zeros is their sum, but no total.</summary>
    [Fact]
    public void Flags_are_no_totals() =>
        Assert.Empty(
            TableReportFinder.Find(TableText.Load(_folder, "f,g,kind\n0,1,a\n1,0,b\n0,0,a\n0,0,b\n1,1,a\n"), new TableOptions()).Notes
        );

    /// <summary>Sums of groups between the rows, or of all of them above.</summary>
    [Theory]
    [InlineData("Subtotal", "region: \"Subtotal\" in 3 cells")]
    [InlineData("Total North", "region: \"Total North\" in 3 cells")]
    [InlineData("소계", "region: \"소계\" in 3 cells")]
    [InlineData("Totally", null)]
    [InlineData("N", null)]
    public void Rows_that_are_called_totals_are_reported(string name, string? note)
    {
        string rows = string.Concat(
            Enumerable
                .Range(0, 30)
                .Select(row =>
                    $"{(row % 10 == 9 ? name : "NSE"[row / 10])},{row * 7 % 31},{row * row % 23},{(row % 2 == 0 ? "yes" : "no")}\n"
                )
        );
        string[] expected = note is null ? [] : [$"{note}; rows that are sums of others should be removed"];
        TextTable table = TableText.Load(_folder, $"region,x,z,y\n{rows}");
        TableOptions options = new() { LabelColumn = "y" };
        Assert.Equal(expected, TableReportFinder.Find(table, options).Notes);
        Assert.Equal(
            expected.Where(line => !line.Contains("none of", StringComparison.Ordinal)),
            new TableEncoder(TableText.Schema(table, options)).Encode(table, withLabels: true).Notes
        );
    }

    /// <summary>A total eclipse is one of three kinds.</summary>
    [Fact]
    public void A_category_of_many_rows_is_no_total()
    {
        string rows = string.Concat(
            Enumerable.Range(0, 30).Select(row => $"{new[] { "total", "partial", "annular" }[row % 3]},{row * 7 % 31}.5,{row % 2}\n")
        );
        Assert.Empty(TableReportFinder.Find(TableText.Load(_folder, $"kind,x,y\n{rows}"), new TableOptions { LabelColumn = "y" }).Notes);
    }

    /// <summary>Each row twice, which hardly happens by chance where a column has many values; rows of few values are often the same.</summary>
    [Theory]
    [InlineData(1, 1000, true)]
    [InlineData(2, 1000, false)]
    [InlineData(1, 3, false)]
    public void Copies_of_rows_are_reported(int otherRows, int different, bool areCopies)
    {
        Random random = new(5);
        string[] rows = [.. Enumerable.Range(0, 40).Select(_ => Row())],
            others = [.. Enumerable.Range(0, 40).Select(_ => Row())];
        string text = string.Join('\n', otherRows == 1 ? [.. rows, .. rows] : (string[])[.. rows, .. others]);
        string numbered = string.Join('\n', text.Split('\n').Select((row, i) => $"p{i},{row}"));
        TextTable table = TableText.Load(_folder, $"id,x,z,color,y\n{numbered}\n");
        Assert.Equal(
            areCopies
                ?
                [
                    "40 of 80 rows are the same as earlier ones in all columns that are read; a test of copies of rows that were trained on means little",
                ]
                : [],
            TableReportFinder.Find(table, new TableOptions { LabelColumn = "y" }).Notes
        );

        string Row() =>
            $"{random.Next(different)}.5,{random.Next(different)},{"ab"[random.Next(2)]},{(random.Next(2) == 0 ? "yes" : "no")}";
    }

    [Theory]
    [InlineData("Total,15.5,150", "sums", "totals")]
    [InlineData(",3.1,30", "means", "means")]
    [InlineData("b,3.1,31", null, null)]
    public void Totals_of_rows_to_predict_are_reported(string last, string? what, string? row) =>
        Assert.Equal(
            what is null ? [] : [$"line 7 holds the {what} of price, count of the rows above; a row of {row} should be removed"],
            NotesOfPrediction($"a,1.1,10\nb,2.1,20\na,3.1,30\nb,4.1,40\na,5.1,50\n{last}\n")
        );

    /// <summary>Numbers that are all the same are their own mean.</summary>
    [Fact]
    public void Constants_are_no_means() => Assert.Empty(NotesOfPrediction(string.Concat(Enumerable.Repeat("a,1.1,10\n", 6))));

    private IEnumerable<string> NotesOfPrediction(string rows)
    {
        const string training = "kind,price,count,y\na,1.1,10,no\nb,2.1,20,yes\na,3.1,30,no\nb,4.1,40,no\na,5.1,50,no\nb,9.1,1,yes\n";
        TableSchema schema = TableText.Schema(TableText.Load(_folder, training), new TableOptions { LabelColumn = "y" });
        return new TableEncoder(schema)
            .Encode(TableText.Load(_folder, $"kind,price,count\n{rows}"), withLabels: false)
            .Notes.Where(note => note.StartsWith("line", StringComparison.Ordinal));
    }
}
