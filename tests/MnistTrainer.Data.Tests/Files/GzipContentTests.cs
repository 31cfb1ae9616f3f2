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

    [Fact]
    public void Ignores_zeros_behind_the_data_and_rejects_anything_else()
    {
        byte[] whole = Bytes.Gzip(System.Text.Encoding.UTF8.GetBytes(_text));
        foreach (int zeros in new[] { 1, 8, 511, 100_000 })
            Tables.AssertEqual(_images, Load([.. whole, .. new byte[zeros]]));

        string place = $"table.csv.gz, byte {whole.Length} of the compressed file: ";
        const string found = "expected the end of the file after the gzipped data, found bytes that are not gzipped";
        Rejection.Of(() => Load([.. whole, 0, 0, .. "5,0,0,0"u8]), place + found);
        Rejection.Of(() => Load([.. whole, .. new byte[100_000], 1]), place + found);
        Rejection.Of(() => Load([.. whole[..^9], .. new byte[100]]), "damaged or incomplete");
    }

    [Theory]
    [InlineData(65_530)]
    [InlineData(65_536)]
    [InlineData(131_065)]
    public void Finds_the_end_of_the_data_at_any_place(int length)
    {
        // What cannot be compressed takes as many bytes as it has, and a few more.
        for (int more = -40; more < 10; more++)
        {
            byte[] content = new byte[length + more];
            new Random(1).NextBytes(content);
            using InputFile file = InputFile.Open(_folder.Write("content.gz", [.. Bytes.Gzip(content), .. new byte[7]]));
            byte[] read = new byte[content.Length + 1];
            Assert.Equal(content.Length, file.Content.ReadAtLeast(read, read.Length, throwOnEndOfStream: false));
            Assert.Equal(content, read[..^1]);
        }
    }
}
