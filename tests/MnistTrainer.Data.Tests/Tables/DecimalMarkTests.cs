namespace MnistTrainer.Data.Tests;

/// <summary>
/// The decimal mark of a table to predict may be another than that of the table that was trained on: 131.000 is 131 in English and 131,000 in German. What may be either is noted.
/// </summary>
public sealed class DecimalMarkTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>The cells of the table that was trained on, those of the one to predict, what is read, and the two readings that are noted.</summary>
    [Theory]
    [InlineData("131,5|7,25", "131,000", 131, "\"131,000\" in line 2 is read as 131, as in training; with a decimal point, it is 131000")]
    [InlineData(
        "1.131,5|7,25",
        "131.000",
        131000,
        "\"131.000\" in line 2 is read as 131000, as in training; with a decimal point, it is 131"
    )]
    [InlineData(
        "1,131.5|7.25",
        "131,000",
        131000,
        "\"131,000\" in line 2 is read as 131000, as in training; with a decimal comma, it is 131"
    )]
    [InlineData("131|725", "1.131", 1.131, "\"1.131\" in line 2 is read as 1.131, as in training; with a decimal comma, it is 1131")]
    [InlineData("131,5 €|7,25 €", "131,000 €", 131, "with a decimal point, it is 131000")]
    public void A_number_that_may_be_another_is_noted(string trained, string cell, double value, string expected)
    {
        TableRows rows = Encode(trained, cell);
        Assert.Equal((float)value, rows.Samples.Row(0)[0]);
        Assert.Contains(expected, Assert.Single(rows.Notes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("131,5|7,25", "131,5")]
    [InlineData("131,5|7,25", "131,000|0,5")]
    [InlineData("1.131,5|7,25", "131.000|1.131,25")]
    [InlineData("131.5|7.25", "131.000")]
    [InlineData("1,131.5|7.25", "131.000")]
    [InlineData("1,131.5|7.25", "131,000|0.25")]
    [InlineData("131|725", "1.13|1.131")]
    [InlineData("131,5|7,25", "131")]
    public void What_can_be_read_in_one_way_is_not(string trained, string cells) => Assert.Empty(Encode(trained, cells).Notes);

    [Theory]
    [InlineData("131,5|7,25", "131.000")]
    [InlineData("131,5|7,25", "131.5")]
    [InlineData("131.5|7.25", "131,5")]
    [InlineData("131.5|7.25", "1,131.5")]
    [InlineData("131|725", "1,131")]
    public void Numbers_of_another_form_are_rejected(string trained, string cell) =>
        Rejection.Of(() => Encode(trained, cell), "line 2, column x", $"found \"{cell}\"");

    /// <summary>A point in one column is doubtful where another one shows decimal commas.</summary>
    [Fact]
    public void Decimal_commas_beside_points_are_noted()
    {
        TableEncoder encoder = EncoderOf("131.5|7.25");
        TextTable table = TableText.Load(_folder, "x\tz\n131.000\t0,5\n132.000\t0,75\n");
        Assert.Contains(
            "x: \"131.000\" in line 2 is read as 131, as in training; with a decimal comma, it is 131000 (2 such cells)",
            encoder.Encode(table, withLabels: false).Notes
        );
    }

    /// <summary>Numbers of JSON have decimal points, whatever those of the table that was trained on.</summary>
    [Fact]
    public void Numbers_of_json_are_read_for_sure()
    {
        string path = _folder.Write("new.json", "[{\"x\": 131.125}, {\"x\": 131.5}, {\"x\": null}]");
        TableRows rows = EncoderOf("1.131,5|7,25")
            .Encode(TextTable.Load(path, cancellation: TestContext.Current.CancellationToken), withLabels: false);
        Assert.Equal((131.125f, 131.5f), (rows.Samples.Row(0)[0], rows.Samples.Row(1)[0]));
        Assert.Empty(rows.Notes);
        string texts = _folder.Write("texts.json", "[{\"x\": \"131.125\"}]");
        Assert.Contains(
            "131.125\" in value 1 is read as 131125",
            Assert.Single(
                EncoderOf("1.131,5|7,25")
                    .Encode(TextTable.Load(texts, cancellation: TestContext.Current.CancellationToken), withLabels: false)
                    .Notes
            ),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_number_of_the_label_is_noted()
    {
        TableSchema schema = TableText.Schema(
            TableText.Load(_folder, "x\ty\n1\t1.131,5\n2\t7,25\n3\t8,5\n4\t9,5\n"),
            new TableOptions { LabelColumn = "y" }
        );
        TableRows rows = new TableEncoder(schema).Encode(TableText.Load(_folder, "x\ty\n1\t131.000\n"), withLabels: true);
        Assert.StartsWith("y: \"131.000\" in line 2 is read as 131000", Assert.Single(rows.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_noted_where_the_marks_are_known()
    {
        TableEncoder encoder = new(SchemaOf("131,5|7,25")) { KnowsDecimalMarks = true };
        Assert.DoesNotContain(
            encoder.Encode(TableText.Load(_folder, "x\tz\n131,000\ta\n"), withLabels: false).Notes,
            note => note.StartsWith('x')
        );
    }

    /// <summary>That numbers were whole is kept in the file of the model.</summary>
    [Fact]
    public void Whole_numbers_are_saved()
    {
        TableSchema saved = TableSchemaFile.FromJson(TableSchemaFile.ToJson(SchemaOf("131|725")), "model");
        Assert.True(saved.Columns[0].HasWholeNumbers);
        Assert.False(SchemaOf("131.0|725").Columns[0].HasWholeNumbers);
    }

    private TableRows Encode(string trained, string cells) =>
        EncoderOf(trained)
            .Encode(
                TableText.Load(_folder, "x\ty\n" + string.Concat(cells.Split('|').Select(cell => $"{cell}\tyes\n"))),
                withLabels: false
            );

    private TableEncoder EncoderOf(string cells) => new(SchemaOf(cells));

    private TableSchema SchemaOf(string cells) =>
        TableText.Schema(
            TableText.OfColumn(_folder, "x", [.. cells.Split('|'), .. cells.Split('|')]),
            new TableOptions { LabelColumn = "y" }
        );
}
