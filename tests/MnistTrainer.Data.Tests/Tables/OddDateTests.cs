namespace MnistTrainer.Data.Tests;

/// <summary>Dates and times of any country are reported as such, and numbers and names that resemble them are not.</summary>
public sealed class OddDateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("2024年3月{0}日")]
    [InlineData("2024年03月{0:00}日 12時30分")]
    [InlineData("2024년 3월 {0}일")]
    [InlineData("2024. 3. {0}.")]
    [InlineData("2024. 3. {0}. 오후 3:05")]
    [InlineData("令和6年3月{0}日")]
    [InlineData("3月{0}日")]
    [InlineData("２０２４／０３／{0}")]
    [InlineData("2024/03/{0:00}")]
    [InlineData("03/{0:00}/2024")]
    [InlineData("{0} Mar 2024")]
    [InlineData("Mar-{0:00}-2024")]
    [InlineData("March {0}th, 2024")]
    [InlineData("{0} de março de 2024")]
    [InlineData("{0} марта 2024 г.")]
    [InlineData("{0} maart 2024")]
    [InlineData("2024-03-{0:00}T12:30:00.123+09:00")]
    [InlineData("2024-03-{0:00} 12:30:00 KST")]
    [InlineData("2024-W{0:00}")]
    [InlineData("2024-W{0:00}-3")]
    [InlineData("오후 {0}:05")]
    [InlineData("{0}時30分")]
    [InlineData("202403{0:00}")]
    [InlineData("202403{0:00}123000")]
    [InlineData("202403{0:00}1230")]
    [InlineData("2403{0:00}")]
    [InlineData("2024{0:00}")]
    public void Are_left_out_by_their_name(string format)
    {
        // The same five again, too: they are no categories either.
        ColumnReport many = Report(Enumerable.Range(1, 24).Select(day => string.Format(null, format, day)));
        Assert.Equal(ColumnKind.Ignored, many.Column.Kind);
        Assert.Contains("not read", many.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2024年3月{0}日")]
    [InlineData("2024. 3. {0}.")]
    public void A_few_that_recur_are_no_categories_either(string format) =>
        Assert.Equal(ColumnKind.Ignored, Report(Enumerable.Range(0, 40).Select(i => string.Format(null, format, (i % 5) + 1))).Column.Kind);

    [Theory]
    [InlineData("{0}月", ColumnKind.Number)]
    [InlineData("{0} boxes 40", ColumnKind.Category)]
    [InlineData("3 Type 10{0:00}", ColumnKind.Category)]
    [InlineData("2001{0:00}", ColumnKind.Number)]
    [InlineData("91{0:00}45", ColumnKind.Number)]
    public void Others_are_not(string format, ColumnKind kind) =>
        Assert.Equal(
            kind,
            Report(Enumerable.Range(0, 60).Select(i => string.Format(null, format, kind == ColumnKind.Number ? i + 30 : i % 6))).Column.Kind
        );

    private ColumnReport Report(IEnumerable<string> cells) => TableText.Report(TableText.OfColumn(_folder, "x", cells));
}
