namespace MnistTrainer.Data.Tests;

/// <summary>A text in another form of Unicode is the same; texts that only look alike are different categories, and reported.</summary>
public sealed class AlikeTextTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Figures 3 and 5 of Unicode Standard Annex 15, and a Korean syllable in three parts.</summary>
    [Theory]
    [InlineData("\u212B", "\u00C5")]
    [InlineData("\u2126", "\u03A9")]
    [InlineData("A\u030A", "\u00C5")]
    [InlineData("o\u0302", "\u00F4")]
    [InlineData("s\u0323\u0307", "\u1E69")]
    [InlineData("\u1E0B\u0323", "\u1E0D\u0307")]
    [InlineData("q\u0307\u0323", "q\u0323\u0307")]
    [InlineData("\u1112\u1161\u11AB", "\uD55C")]
    [InlineData("\uF900", "\u8C48")]
    [InlineData("\u30AB\u3099", "\u30AC")]
    [InlineData("\uFB01", "\uFB01")]
    [InlineData("2\u2075", "2\u2075")]
    [InlineData("caf\u00E9 \uAC00", "caf\u00E9 \uAC00")]
    [InlineData("a\uD800b", "a\uD800b")]
    public void Canonical_forms_are_those_of_Unicode(string text, string expected) => Assert.Equal(expected, CanonicalText.Of(text));

    [Fact]
    public void One_category_has_one_input_however_its_accents_are_written()
    {
        TextTable table = TableText.OfColumn(
            _folder,
            "x",
            "caf\u00E9",
            "cafe\u0301",
            "bar",
            "cafe\u0301",
            "bar",
            "\uD55C",
            "\u1112\u1161\u11AB"
        );
        TableSchema schema = TableText.Schema(table, new TableOptions { LabelColumn = "y" });
        Assert.Equal(["bar", "caf\u00E9", "\uD55C"], schema.Columns[0].Categories);
        TextTable other = TableText.OfColumn(_folder, "x", "cafe\u0301");
        Assert.Equal(1, new TableEncoder(schema).Encode(other, withLabels: false).Samples.Row(0)[1]);

        // A model of an older version has its categories as they were written.
        TableSchema older = schema with
        {
            Columns = [schema.Columns[0] with { Categories = ["bar", "cafe\u0301"] }],
        };
        Assert.Equal(1, new TableEncoder(older).Encode(table, withLabels: false).Samples.Row(0)[1]);
    }

    [Fact]
    public void Columns_and_missing_texts_are_found_however_their_accents_are_written()
    {
        TextTable table = TableText.Load(_folder, "pre\u0301nom,a\u0302ge,y\ne\u0301,3,a\nf,4,b\ne\u0301,5,a\n");
        TableReport report = TableReportFinder.Find(
            table,
            new TableOptions
            {
                LabelColumn = "y",
                IgnoredColumns = ["\u00E2ge"],
                MissingTexts = ["\u00E9"],
            }
        );
        Assert.Equal(["pr\u00E9nom", "\u00E2ge"], report.Columns.Select(one => one.Column.Name));
        Assert.Equal((ColumnKind.Ignored, 2), (report.Columns[1].Column.Kind, report.Columns[0].Missing));
    }

    /// <summary>Ids are joined with other tables, so they stay as they were written.</summary>
    [Fact]
    public void Ids_stay_as_they_were_written()
    {
        string rows = string.Concat(Enumerable.Range(0, 12).Select(i => $"e\u0301{i},{i * i % 5},{(i % 2 == 0 ? "a" : "b")}\n"));
        TextTable table = TableText.Load(_folder, $"id,x,y\n{rows}");
        TableSchema schema = TableText.Schema(table, new TableOptions { LabelColumn = "y" });
        TableRows encoded = new TableEncoder(schema).Encode(table, withLabels: false);
        Assert.Equal("e\u03013", encoded.Ids!.Values[3]);
        Assert.Equal(3, NamedRow.Find("table", encoded, "\u00E93").Row);
    }

    [Theory]
    [InlineData("Yes|yes|no", "\"Yes\" and \"yes\" differ only in case")]
    [InlineData("New York|New  York|Paris", "differ only in blanks")]
    [InlineData("red\u00A0|red|blue", "differ only in blanks")]
    [InlineData("ＡＢＣ|ABC|bar", "\"ＡＢＣ\" and \"ABC\" differ only in how letters are written")]
    [InlineData("ｶﾞｽ|ガス|bar", "\"ｶﾞｽ\" and \"ガス\" differ only in how letters are written")]
    [InlineData("第１|第1|第2", "differ only in how letters are written")]
    [InlineData("red|blue|green", "")]
    [InlineData("m²|m2|m3", "")]
    public void Texts_that_look_alike_are_reported(string texts, string expected)
    {
        string[] cells = [.. Enumerable.Range(0, 9).Select(i => texts.Split('|')[i % 3])];
        ColumnReport report = TableText.Report(TableText.OfColumn(_folder, "x", cells));
        Assert.Equal((ColumnKind.Category, 3), (report.Column.Kind, report.Column.Categories.Length));
        Assert.Contains(expected, report.Reason, StringComparison.Ordinal);
        Assert.Equal(expected.Length > 0, report.Reason.Contains("differ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("yes|no")]
    [InlineData("Y|N")]
    [InlineData("TRUE|FALSE")]
    [InlineData("ja|nein")]
    [InlineData("예|아니오")]
    [InlineData("是|否")]
    [InlineData("oui|non")]
    [InlineData("on|off")]
    public void Answers_of_any_language_are_two_categories(string texts)
    {
        string[] cells = [.. Enumerable.Range(0, 12).Select(i => texts.Split('|')[i % 2])];
        ColumnReport report = TableText.Report(TableText.OfColumn(_folder, "x", cells));
        Assert.Equal(ColumnKind.Category, report.Column.Kind);
        Assert.Equal(texts.Split('|').Order(StringComparer.Ordinal), report.Column.Categories);
    }
}
