namespace MnistTrainer.Data.Tests;

/// <summary>A gzipped file that ends early is never read as a shorter one.</summary>
public sealed class GzipContentTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly (int Label, int[] Pixels)[] _images = Tables.Images(40);
    private readonly string _text;

    public GzipContentTests() => _text = string.Concat(_images.Select(one => Tables.Line([one.Label], one.Pixels.Cast<object>())));

    public void Dispose() => _folder.Dispose();

    private Dataset Load(byte[] file) => CsvLoader.Load(_folder.Write("table.csv.gz", file), null, TestContext.Current.CancellationToken);

    [Fact]
    public void Rejects_a_file_that_ends_anywhere_before_its_end()
    {
        byte[] whole = Bytes.Gzip(System.Text.Encoding.UTF8.GetBytes(_text));
        Tables.AssertEqual(_images, Load(whole));
        foreach (int length in Enumerable.Range(20, whole.Length - 20).Where(length => length % 7 == 0 || length > whole.Length - 12))
            Rejection.Of(() => Load(whole[..length]), "table.csv.gz, near byte", "damaged or incomplete");
    }

    [Fact]
    public void Reads_members_that_follow_each_other()
    {
        byte[] text = System.Text.Encoding.UTF8.GetBytes(_text);
        byte[] members = [.. Bytes.Gzip(text[..1000]), .. Bytes.Gzip(text[1000..1001]), .. Bytes.Gzip(text[1001..])];
        Tables.AssertEqual(_images, Load(members));
        Rejection.Of(() => Load(members[..^3]), "damaged or incomplete");
    }
}
