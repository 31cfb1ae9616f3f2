using System.Text;

namespace MnistTrainer.Data.Tests;

public sealed class UnipenFileTests : IDisposable
{
    private const string TwoDigits = """
        .INCLUDE        dene.doc

        .LEXICON "0" "1"
        .HIERARCHY      DIGIT

        .SEGMENT DIGIT    0 ? "8"
        .COMMENT 8 12  224
        .PEN_DOWN
         267  333
         260  300
        .PEN_UP
        .DT 100
        .PEN_DOWN
         1  2
        .PEN_UP
        .SEGMENT DIGIT    1 ? "2"
        .COMMENT 2 26   54
        .PEN_DOWN
         5 6
         7 8
        .PEN_UP

        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Reads_digits_with_their_writers_and_strokes_upright()
    {
        List<PenDigit> digits = Read(TwoDigits);

        Assert.Equal([(8, "12"), (2, "26")], digits.Select(digit => (digit.Label, digit.Writer)));
        Assert.Equal(
            [
                [new Point(267, -333), new Point(260, -300)],
                [new Point(1, -2)],
            ],
            digits[0].Strokes
        );
        Assert.Equal(
            [
                [new Point(5, -6), new Point(7, -8)],
            ],
            digits[1].Strokes
        );
    }

    [Fact]
    public void Reads_a_gzipped_file()
    {
        string path = _folder.Write("a.gz", Bytes.Gzip(Encoding.ASCII.GetBytes(TwoDigits)));

        Assert.Equal(2, UnipenFile.Read(DataFile.OnDisk(path, Token), Token).Count);
    }

    [Theory]
    [InlineData("267  333", "267", "line 9", "a point", "found 267")]
    [InlineData("267  333", "267 1e9", "line 9", "a point", "267 1e9")]
    [InlineData("\"8\"", "\"A\"", "line 6", "a digit", ".SEGMENT DIGIT 0 ? \"A\"")]
    [InlineData("DIGIT    0", "WORD 0", "line 6", "a digit", "WORD")]
    public void Names_the_line_of_what_is_invalid(string valid, string invalid, string place, string expected, string found) =>
        Rejection.Of(() => Read(TwoDigits.Replace(valid, invalid, StringComparison.Ordinal)), place, expected, found);

    [Fact]
    public void A_file_of_strokes_is_a_source_under_any_name()
    {
        Dataset data = DataSource
            .Open(_folder.Write("strokes.txt", TwoDigits), cancellation: Token)
            .Load(DataSplit.Train, cancellation: Token)!;

        Assert.Equal([8, 2], data.Samples.Labels.ToArray());
        Assert.Equal("strokes.txt", data.Name);
        Assert.Contains("format: strokes of a pen (UNIPEN), of 2 writers", data.Findings);
    }

    [Fact]
    public void A_folder_has_the_parts_that_are_there()
    {
        _folder.Write("tests/pendigits-orig.tes", TwoDigits);
        DataSource source = DataSource.Open(_folder["tests"], cancellation: Token);

        Assert.False(source.Has(DataSplit.Train));
        Assert.Equal(2, source.Load(DataSplit.Test, cancellation: Token)!.Count);
    }

    [Fact]
    public void A_stroke_without_points_is_none() =>
        Assert.Single(Read(TwoDigits.Replace("1  2", "", StringComparison.Ordinal))[0].Strokes);

    [Fact]
    public void Rejects_an_incomplete_file_and_one_without_digits()
    {
        Rejection.Of(
            () => Read(TwoDigits[..TwoDigits.LastIndexOf(".PEN_UP", StringComparison.Ordinal)]),
            "end of the file",
            "fetch it again"
        );
        Rejection.Of(() => Read(".INCLUDE dene.doc\n"), "expected digits", "found none");
        Rejection.Of(() => Read(".SEGMENT DIGIT 0 ? \"8\"\n.SEGMENT DIGIT 1 ? \"2\"\n"), "line 2", "strokes of the digit before it");
        Rejection.Of(() => Read(new string('.', 100_000)), "line 1", "at most 4096 characters");
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private List<PenDigit> Read(string text) => UnipenFile.Read(DataFile.OnDisk(_folder.Write("strokes", text)), Token);
}
