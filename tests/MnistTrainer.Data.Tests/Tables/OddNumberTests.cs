namespace MnistTrainer.Data.Tests;

/// <summary>Numbers as accountants, other scripts and other countries write them are read for certain, or reported with an example.</summary>
public sealed class OddNumberTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("(5.50)|2.25|0", -5.5, 2.25, "negative in parentheses, such as (5.50)")]
    [InlineData("(1,234.50)|12|2,000.25", -1234.5, 2000.25, "negative in parentheses, such as (1,234.50)")]
    [InlineData("($5.50)|$2.25|$(7.25)", -7.25, 2.25, "in $; negative in parentheses, such as ($5.50)")]
    [InlineData("(5,50 €)|2,25 €", -5.5, 2.25, "in €, with a decimal comma; negative in parentheses")]
    [InlineData("(5.5)%|2.25%", -5.5, 2.25, "in %; negative in parentheses")]
    [InlineData("5.50-|2.25|1,000.00-", -1000, 2.25, "negative with the minus behind, such as 5.50-")]
    [InlineData("USD 5.50|USD 2|-USD 3", -3, 5.5, "in USD")]
    [InlineData("5.50 EUR|2 EUR|-3 EUR", -3, 5.5, "in EUR")]
    [InlineData("Rs. 1,00,000|Rs. 12,34,567.50|Rs. 500", 500, 1234567.5, "in Rs.")]
    [InlineData("₹12,34,567|₹1,00,000", 100000, 1234567, "in ₹, with thousands separated by ,")]
    [InlineData("R$ 5,50|R$ 1.234,75", 5.5, 1234.75, "in R$, with a decimal comma")]
    [InlineData("5 kr|7,50 kr", 5, 7.5, "in kr, with a decimal comma")]
    [InlineData("12,34,567|1,00,000|999", 999, 1234567, "with thousands separated by ,")]
    [InlineData("１２３|－５．５|４００", -5.5, 400, "")]
    [InlineData("１２３|45|6", 6, 123, "")]
    [InlineData("١٢٣|٤٥٫٥|-٧", -7, 123, "")]
    [InlineData("١٬٢٣٤٫٥|٢٬٠٠٠", 1234.5, 2000, "with thousands separated by ,")]
    [InlineData("१२३|४५|६७८", 45, 678, "")]
    [InlineData("1\u00A0234,5|2\u00A0000", 1234.5, 2000, "with a decimal comma, with thousands separated by blanks")]
    [InlineData("1\u2009234|12\u2009345", 1234, 12345, "with thousands separated by blanks")]
    [InlineData("1\u202F234|12\u2007345", 1234, 12345, "with thousands separated by blanks")]
    [InlineData("1’234|12’345", 1234, 12345, "with thousands separated by '")]
    [InlineData("−5|–6.5|3", -6.5, 3, "")]
    [InlineData("\u200E-5\u200F|\u200B3.5", -5, 3.5, "")]
    [InlineData("\uFFE55,000,000|\uFFE51,000,000", 1000000, 5000000, "in ¥")]
    [InlineData("1.5‰|2‰", 1.5, 2, "in ‰")]
    [InlineData("1_000|12_500.5|999", 999, 12500.5, "with thousands separated by _")]
    [InlineData("1_000|2_000|1_000|2_000", 1000, 2000, "with thousands separated by _")]
    [InlineData("- 5.5|3.25|+ 2", -5.5, 3.25, "with the sign apart, such as - 5.5")]
    [InlineData("- 5,5 €|3,25 €", -5.5, 3.25, "with the sign apart, such as - 5,5 €")]
    [InlineData("1.5×10^3|2.5×10^-1|7", 0.25, 1500, "with powers of ten, such as 1.5×10^3")]
    [InlineData("1.5 x 10³|-2.5·10⁻¹", -0.25, 1500, "with powers of ten, such as 1.5 x 10³")]
    [InlineData("1,5*10**2|2,5*10**3", 150, 2500, "with a decimal comma; with powers of ten")]
    [InlineData("6.057D+02|-1.5D-01", -0.15, 605.7, "with powers of ten, such as 6.057D+02")]
    public void Are_read(string cells, double smallest, double largest, string reason)
    {
        ColumnReport report = TableText.Report(TableText.OfColumn(_folder, "x", cells.Split('|')));
        Assert.Equal((ColumnKind.Number, smallest, largest), (report.Column.Kind, report.Smallest, report.Largest));
        Assert.Contains(reason, report.Reason, StringComparison.Ordinal);
    }

    /// <summary>What is read in one row is read alike by a model that was saved.</summary>
    [Fact]
    public void A_model_reads_them_as_in_training()
    {
        TextTable table = TableText.OfColumn(_folder, "x", "USD (5.50)", "USD 2.25", "USD 1,000", "７ USD");
        TableSchema schema = TableText.Schema(table, new TableOptions { LabelColumn = "y" });
        schema = TableSchemaFile.FromJson(TableSchemaFile.ToJson(schema), "model");
        TableRows rows = new TableEncoder(schema).Encode(table, withLabels: false);
        Assert.Equal([-5.5f, 2.25f, 1000, 7], Enumerable.Range(0, 4).Select(row => rows.Samples.Row(row)[0]));
    }

    [Theory]
    [InlineData("1.2k|3M|2.5k|1.5e3", "numbers with different letters or units (M, k)")]
    [InlineData("EUR 5|USD 6|EUR 7|USD 8", "numbers with different letters or units (EUR, USD)")]
    [InlineData("(1)|(2)|(3)|(1)|(2)|(3)", "all in parentheses, such as (1), so codes rather than negative numbers")]
    [InlineData("1-|2|3|2-|1|2", "numbers and texts such as \"1-\"")]
    [InlineData("10|20|<5|10|20|<5", "numbers and texts such as \"<5\"")]
    [InlineData("Model (5)|Model (6)|Model (5)|Model (6)", "")]
    [InlineData("1_00|2_00|1_00|2_00", "begin with numbers that are not read, such as 1_00")]
    [InlineData("1/2|3 1/4|1/2|3 1/4", "begin with numbers that are not read, such as 1/2")]
    [InlineData("0x1F|0x2A|0x1F|0x2A", "begin with numbers that are not read, such as 0x1F")]
    [InlineData("3x102|3x103|3x102|3x103", "begin with numbers that are not read, such as 3x102")]
    [InlineData("10-20|20-30|10-20|20-30", "begin with numbers that are not read, such as 10-20")]
    [InlineData("~5|~6|~5|~6", "begin with numbers that are not read, such as ~5")]
    [InlineData("c1|c2|c1|c2", "")]
    [InlineData("1|true|0|false", "\"1\" and \"true\", \"0\" and \"false\" are different values")]
    public void Others_are_categories_with_an_example(string cells, string reason)
    {
        ColumnReport report = TableText.Report(TableText.OfColumn(_folder, "x", cells.Split('|')));
        Assert.Equal(ColumnKind.Category, report.Column.Kind);
        Assert.Contains(reason, report.Reason, StringComparison.Ordinal);
    }

    /// <summary>The smallest float of full precision is 1.1755e-38.</summary>
    [Fact]
    public void Numbers_below_a_float_are_reported_as_such()
    {
        ColumnReport report = TableText.Report(TableText.OfColumn(_folder, "x", "1e-50", "2e-60", "3e-70", "4e-80"));
        Assert.Contains(
            "3 different numbers are read as others, since they are smaller than 1.2e-38, the smallest float of 7 digits",
            report.Reason,
            StringComparison.Ordinal
        );
    }

    /// <summary>Marks at school are from 1 to 6; ages reach 99.</summary>
    [Theory]
    [InlineData("1|4|6|2|99|99|3|5", true)]
    [InlineData("1|4|60|72|99|99|83|55", false)]
    public void Nines_far_from_all_others_are_reported(string cells, bool areReported)
    {
        ColumnReport report = TableText.Report(TableText.OfColumn(_folder, "x", cells.Split('|')));
        Assert.Equal(areReported, report.Reason.Contains("perhaps missing: \"99\" in 2 cells", StringComparison.Ordinal));
    }

    [Fact]
    public void Numbers_in_parentheses_alone_are_negative_where_they_are_stated_to_be_numbers()
    {
        TextTable table = TableText.OfColumn(_folder, "x", "(1)", "(2)", "(3)", "(1)", "(2)", "(3)");
        Assert.Equal(-3, TableText.Report(table, new TableOptions { NumberColumns = ["x"] }).Smallest);
    }

    /// <summary>The largest float is 3.4028e38.</summary>
    [Theory]
    [InlineData("1e40")]
    [InlineData("1000000000000000000000000000000000000000")]
    [InlineData("-3.5e38")]
    [InlineData("Infinity")]
    [InlineData("Inf")]
    [InlineData("-inf")]
    [InlineData("∞")]
    public void Numbers_beyond_a_float_are_rejected_by_their_size(string cell)
    {
        TextTable table = TableText.OfColumn(_folder, "x", "3.4e38", cell, "1");
        Rejection.Of(() => TableText.Report(table), "line 3, column 1 (x): expected numbers of at most 3.4e38", $"found \"{cell}\"");
        Assert.Equal(3.4e38, TableText.Report(table, new TableOptions { MissingTexts = [cell] }).Largest);
    }

    /// <summary>Digits behind those that a double has are no reason to reject a number.</summary>
    [Fact]
    public void Numbers_may_have_many_digits() =>
        Assert.Equal(
            ColumnKind.Number,
            TableText.Report(TableText.OfColumn(_folder, "x", $"0.{new string('3', 100)}", "0.5", "0.25")).Column.Kind
        );

    [Theory]
    [InlineData("–|1.5|2.5|—|3.5", 3)]
    public void Dashes_among_numbers_are_missing_and_reported(string cells, int distinct)
    {
        ColumnReport report = TableText.Report(TableText.OfColumn(_folder, "x", cells.Split('|')));
        Assert.Equal((ColumnKind.Number, distinct, 2), (report.Column.Kind, report.Distinct, report.Missing));
        Assert.Contains("missing: \"–\" in 1 cell, \"—\" in 1 cell", report.Reason, StringComparison.Ordinal);
    }

    /// <summary>A mark that stands for something, or nothing, is information.</summary>
    [Theory]
    [InlineData("✓||✓||✓", ColumnKind.Category, "one value or none")]
    [InlineData("1||1||1", ColumnKind.Category, "one value or none")]
    [InlineData("1|1|1|1|1", ColumnKind.Ignored, "a single value")]
    public void One_value_or_none_is_a_category(string cells, ColumnKind kind, string reason)
    {
        ColumnReport report = TableText.Report(TableText.OfColumn(_folder, "a", cells.Split('|')));
        Assert.Equal((kind, reason), (report.Column.Kind, report.Reason));
    }
}
