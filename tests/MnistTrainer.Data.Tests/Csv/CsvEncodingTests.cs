using System.Text;

namespace MnistTrainer.Data.Tests;

/// <summary>Text that is not UTF-8: read where one code page fits, rejected with the byte's place otherwise, and never replaced.</summary>
public sealed class CsvEncodingTests : IDisposable
{
    private const string Hangul = "영일이삼사오육칠팔구";

    private readonly TemporaryFolder _folder = new();
    private readonly (int Label, int[] Pixels)[] _images = Tables.Images(2000);

    public void Dispose() => _folder.Dispose();

    private Dataset Load(byte[] text) => CsvLoader.Load(_folder.Write("table.csv", text), null, TestContext.Current.CancellationToken);

    private string Text(Func<int, string> name, int count) =>
        string.Concat(_images.Take(count).Select(one => Tables.Line([name(one.Label)], one.Pixels.Cast<object>())));

    [Theory]
    [InlineData("cp949")]
    [InlineData("euc-kr")]
    public void Reads_Korean_class_names(string encoding)
    {
        Dataset set = Load(TextEncodings.Find(encoding)!.GetBytes(Text(label => $"{Hangul[label]}", 40)));
        Assert.Equal(Hangul.Order().Select(letter => $"{letter}"), set.Samples.ClassNames);
        Assert.Contains(set.Findings, finding => finding.StartsWith("encoding: CP949"));
    }

    [Fact]
    public void Reads_Korean_class_names_that_come_only_after_the_first_64_KiB()
    {
        string plain = string.Concat(Enumerable.Repeat(Text(label => $"{label}", 40), 20));
        Assert.True(plain.Length > 1 << 16);
        Dataset set = Load(TextEncodings.Find("cp949")!.GetBytes(plain + Text(label => $"{Hangul[label]}", 40)));
        Assert.Equal(20, set.Samples.ClassNames.Count);
        Assert.Contains("구", set.Samples.ClassNames);
    }

    [Theory]
    [InlineData("zéro", "un")]
    [InlineData("müde", "wach")]
    public void Reads_Western_letters_that_all_Latin_code_pages_share(string first, string second)
    {
        Dataset set = Load(TextEncodings.Find("windows-1252")!.GetBytes(Text(label => label == 0 ? first : second, 40)));
        Assert.Equal(new[] { first, second }.Order(StringComparer.Ordinal), set.Samples.ClassNames);
    }

    /// <summary>ã of Western Europe is ă of Central Europe: the letter cannot be known.</summary>
    [Fact]
    public void Rejects_a_letter_about_which_Latin_code_pages_differ()
    {
        byte[] text = TextEncodings.Find("windows-1252")!.GetBytes(Text(label => label == 0 ? "irmã" : "mãe", 40));
        Rejection.Of(() => Load(text), "table.csv, line 1, byte ", "found a byte that is not valid in it");
    }

    [Theory]
    [InlineData("零一二三四五六七八九", "gbk")]
    [InlineData("零一二三四五六七八九", "shift_jis")]
    [InlineData("абвгдежзик", "windows-1251")]
    public void Rejects_other_code_pages_with_the_place(string letters, string encoding)
    {
        byte[] text = TextEncodings.Find(encoding)!.GetBytes(Text(label => $"{letters[label]}", 40));
        Rejection.Of(() => Load(text), "table.csv, line 1, byte ", "expected text in UTF-8, found a byte that is not valid in it");
    }

    [Fact]
    public void Rejects_a_single_broken_character_among_valid_ones()
    {
        byte[] text = Encoding.UTF8.GetBytes(Text(label => $"{Hangul[label]}", 40));
        int line3 = Array.IndexOf(text, (byte)'\n', Array.IndexOf(text, (byte)'\n') + 1) + 1;
        text[line3 + 1] = (byte)'?';
        Rejection.Of(() => Load(text), "table.csv, line 3, byte ");
    }

    [Fact]
    public void Rejects_UTF_16_that_ends_inside_a_character()
    {
        byte[] text = [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Text(label => $"{label}", 40)), 0x31];
        Rejection.Of(() => Load(text), "expected text in UTF-16");
    }

    [Theory]
    [InlineData("cp949", 949)]
    [InlineData("CP-1252", 1252)]
    [InlineData("1251", 1251)]
    [InlineData("latin1", 28591)]
    [InlineData("utf-8", 65001)]
    public void Finds_encodings_by_the_usual_names(string name, int page) => Assert.Equal(page, TextEncodings.Find(name)?.CodePage);

    [Theory]
    [InlineData("")]
    [InlineData("klingon")]
    [InlineData("99999999")]
    [InlineData("0")]
    public void Finds_no_unknown_encoding(string name) => Assert.Null(TextEncodings.Find(name));
}
