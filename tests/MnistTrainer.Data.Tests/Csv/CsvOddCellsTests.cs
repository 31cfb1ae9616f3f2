namespace MnistTrainer.Data.Tests;

/// <summary>Cells and lines that are no plain numbers: read where their meaning is certain, otherwise rejected by what they are.</summary>
public sealed class CsvOddCellsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private Dataset Load(string text) => CsvLoader.Load(_folder.Write("table.csv", text), null, TestContext.Current.CancellationToken);

    private static string Rows((int Label, int[] Pixels)[] images, Func<int, string> pixel) =>
        string.Concat(images.Select(one => Tables.Line([one.Label], one.Pixels.Select(pixel))));

    [Theory]
    [InlineData("True", "False")]
    [InlineData("true", "false")]
    [InlineData("TRUE", "FALSE")]
    public void Reads_true_and_false_as_ink_and_paper(string ink, string paper)
    {
        var images = Tables.Images(40);
        Dataset set = Load($"label,{Tables.Names("pixel")}\n" + Rows(images, pixel => pixel > 0 ? ink : paper));
        Tables.AssertEqual([.. images.Select(one => (one.Label, one.Pixels.Select(pixel => pixel > 0 ? 255 : 0).ToArray()))], set);
    }

    [Theory]
    [InlineData("True", "False")]
    [InlineData("1.0", "0.0")]
    public void Reads_one_hot_columns_of_any_spelling(string one, string zero)
    {
        var images = Tables.Images(40);
        string names = string.Join(',', Enumerable.Range(0, 10).Select(k => $"label_{k}"));
        string rows = string.Concat(
            images.Select(image =>
                Tables.Line(image.Pixels.Cast<object>(), Enumerable.Range(0, 10).Select(k => k == image.Label ? one : zero))
            )
        );
        Tables.AssertEqual(images, Load($"{Tables.Names("pixel")},{names}\n{rows}"));
    }

    [Theory]
    [InlineData("0x{0:x2}", "a hexadecimal number")]
    [InlineData("{0}%", "a percentage")]
    [InlineData("'{0}'", "a number in single quotes")]
    [InlineData("\"{0},5\"", "a decimal comma between cells that commas separate")]
    [InlineData("NULL", "a missing value")]
    public void Calls_numbers_in_an_odd_form_by_what_they_are(string form, string found)
    {
        var images = Tables.Images(20);
        string rows = Rows(images, pixel => string.Format(System.Globalization.CultureInfo.InvariantCulture, form, pixel));
        Rejection.Of(() => Load(rows), "table.csv, line 1, column 2: expected a pixel", found);
        Rejection.Of(() => Load($"label,{Tables.Names("pixel")}\n{rows}"), "line 2, column 2 (pixel0): expected a pixel", found);
    }

    [Theory]
    [InlineData(",", true, "  # image {0}")]
    [InlineData(",", true, "\t#{0}")]
    [InlineData(",", true, " # image {0}, of 20; 0|1")]
    [InlineData(",", false, "  # image {0}")]
    [InlineData(",", false, " # {0}, checked, by hand")]
    [InlineData(";", true, " # image {0}; 1,5")]
    [InlineData("\t", true, " # image {0}")]
    [InlineData(" ", true, " # image {0}")]
    [InlineData(" ", false, "  #{0}")]
    public void Cuts_a_comment_behind_the_cells(string delimiter, bool isLabelFirst, string comment)
    {
        var images = Tables.Images(20);
        foreach (int commented in new[] { 20, 1 })
        {
            IEnumerable<string> rows = images.Select(
                (one, i) =>
                    string.Join(delimiter, isLabelFirst ? [one.Label, .. one.Pixels] : [.. one.Pixels, one.Label])
                    + (i >= 20 - commented ? string.Format(System.Globalization.CultureInfo.InvariantCulture, comment, i) : "")
            );
            Dataset set = Load(string.Join('\n', rows));
            Tables.AssertEqual(images, set);
            Assert.Contains(
                $"comments: behind the cells of {commented} line{(commented == 1 ? "" : "s")}, from # on; not read",
                set.Findings
            );
        }
    }

    [Fact]
    public void Keeps_number_signs_that_begin_no_comment()
    {
        var images = Tables.Images(20, classes: 2);
        string[] names = ["C #", "#1 # 2"];
        Dataset set = Load(string.Concat(images.Select(one => Tables.Line([names[one.Label]], one.Pixels.Cast<object>()))));
        Assert.Equal(names.Order(StringComparer.Ordinal), set.Samples.ClassNames);
        Assert.DoesNotContain(set.Findings, finding => finding.StartsWith("comments"));
    }

    [Fact]
    public void Rejects_comments_behind_words()
    {
        IEnumerable<string> rows = Tables.Images(20).Select((one, i) => $"{string.Join(',', one.Pixels)},five # image {i}\n");
        Rejection.Of(() => Load(string.Concat(rows)), "found \"five # image 0\", with a comment behind it", "Remove the comments");
    }

    [Fact]
    public void Does_not_call_a_line_of_words_a_second_header()
    {
        string rows = Rows(Tables.Images(20), pixel => $"{pixel}");
        string types = "int," + string.Join(',', Enumerable.Repeat("uint8", Tables.Size)) + "\n";
        Rejection.Of(
            () => Load($"label,{Tables.Names("pixel")}\n{types}{rows}"),
            "line 2: expected a row of the table, found words such as \"uint8\""
        );
    }

    [Theory]
    [InlineData("?")]
    [InlineData("NaN")]
    [InlineData("NULL")]
    public void Rejects_a_missing_label_beside_labels_that_are_numbers(string missing)
    {
        var images = Tables.Images(20);
        string[] lines = Rows(images, pixel => $"{pixel}").Split('\n');
        lines[5] = missing + lines[5][lines[5].IndexOf(',', StringComparison.Ordinal)..];
        Rejection.Of(() => Load(string.Join('\n', lines)), "table.csv, line 6, column 1: expected a label", missing);
    }

    [Fact]
    public void Reads_classes_of_words_of_which_one_is_called_none()
    {
        var images = Tables.Images(20, classes: 2);
        string rows = string.Concat(images.Select(one => Tables.Line([one.Label == 0 ? "none" : "some"], one.Pixels.Cast<object>())));
        Assert.Equal(["none", "some"], Load(rows).Samples.ClassNames);
    }

    [Theory]
    [InlineData("sum,1")]
    [InlineData("total,")]
    public void Rejects_a_total_below_the_rows(string total)
    {
        string[] parts = total.Split(',');
        string last = Tables.Line([parts[0]], Enumerable.Repeat(parts[1], Tables.Size));
        Rejection.Of(() => Load(Rows(Tables.Images(20), pixel => $"{pixel}") + last), "table.csv, line 21: expected a row of the table");
    }

    [Theory]
    [InlineData("\u001A")]
    [InlineData("\0\0\0\0")]
    [InlineData("\n\u001A\n")]
    public void Ignores_what_old_programs_leave_at_the_end(string end)
    {
        var images = Tables.Images(20);
        Tables.AssertEqual(images, Load(Rows(images, pixel => $"{pixel}") + end));
    }

    [Theory]
    [InlineData("^")]
    [InlineData("~")]
    [InlineData(":")]
    [InlineData("/")]
    [InlineData("\u0001")]
    [InlineData(",\t")]
    public void Reads_rare_delimiters(string delimiter)
    {
        var images = Tables.Images(20);
        string text = $"label,{Tables.Names("pixel")}\n" + Rows(images, pixel => $"{pixel}");
        Dataset set = Load(text.Replace(",", delimiter, StringComparison.Ordinal));
        Tables.AssertEqual(images, set);
        Assert.Contains("label column: 1 (label)", set.Findings);
    }

    [Fact]
    public void Reads_joined_tables_that_each_begin_with_a_byte_order_mark()
    {
        var images = Tables.Images(40);
        string header = $"\uFEFFlabel,{Tables.Names("pixel")}\n";
        Tables.AssertEqual(images, Load(header + Rows(images[..20], p => $"{p}") + header + Rows(images[20..], p => $"{p}")));
    }

    [Fact]
    public void Names_a_byte_of_zero_inside_a_text()
    {
        string rows = Rows(Tables.Images(20), pixel => $"{pixel}");
        Rejection.Of(() => Load($"{rows[..100]}\0{rows[100..]}"), "table.csv, byte 100: expected text, found a byte of zero");
    }

    [Theory]
    [InlineData("utf-32")]
    [InlineData("utf-32BE")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void Reads_wide_encodings_also_without_mark_and_with_Korean_names(string name)
    {
        var images = Tables.Images(20);
        string text = $"라벨,{Tables.Names("픽셀")}\n" + Rows(images, pixel => $"{pixel}");
        foreach (byte[] mark in new[] { [], System.Text.Encoding.GetEncoding(name).GetPreamble() })
        {
            string path = _folder.Write("table.csv", [.. mark, .. System.Text.Encoding.GetEncoding(name).GetBytes(text)]);
            Tables.AssertEqual(images, CsvLoader.Load(path, null, TestContext.Current.CancellationToken));
        }
    }

    [Theory]
    [InlineData(1.02)]
    [InlineData(1 / 255.0)]
    public void Scales_fractions_that_end_a_little_above_1_or_far_below_it(double largest)
    {
        var images = Tables.Images(20);
        string rows = Rows(images, pixel => (pixel / 255.0 * largest).ToString("R", System.Globalization.CultureInfo.InvariantCulture));
        Tables.AssertEqual(images, Load(rows));
    }
}
