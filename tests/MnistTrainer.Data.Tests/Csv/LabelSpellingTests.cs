namespace MnistTrainer.Data.Tests;

/// <summary>A class is one class, however programs write its label.</summary>
public sealed class LabelSpellingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly (int Label, int[] Pixels)[] _images = Tables.Images(30);

    public void Dispose() => _folder.Dispose();

    // Cells as in a table; {0} is the digit.
    [Theory]
    [InlineData("'{0}'")]
    [InlineData("\"\"\"{0}\"\"\"")]
    [InlineData("`{0}`")]
    [InlineData("‘{0}’")]
    [InlineData("b'{0}'")]
    [InlineData("\"=\"\"{0}\"\"\"")]
    [InlineData("{0}\u00A0")]
    [InlineData("\" '{0} ' \"")]
    [InlineData("[{0}.]")]
    [InlineData("\"({0},)\"")]
    [InlineData("np.int64({0})")]
    [InlineData("tensor({0})")]
    [InlineData("np.str_('{0}')")]
    [InlineData("class={0}")]
    [InlineData("label: {0}")]
    public void What_programs_write_around_labels_is_removed_and_reported_once(string form)
    {
        string header = $"label,{Tables.Names("pixel")}\n";
        Dataset all = Load(header + Rows(_ => form));
        Tables.AssertEqual(_images, all);
        Assert.Contains("is read as", Assert.Single(all.Notes), StringComparison.Ordinal);

        // Mixed with plain ones, they are the same classes.
        Dataset mixed = Load(header + Rows(row => row % 2 == 0 ? form : "{0}"));
        Tables.AssertEqual(_images, mixed);
        Assert.Single(mixed.Notes);
    }

    [Theory]
    [InlineData("0{0}")]
    [InlineData("{0}e0")]
    [InlineData("{0}.000")]
    public void Numbers_written_in_two_ways_are_one_class(string form) =>
        Tables.AssertEqual(_images, Load(Rows(row => row % 2 == 0 ? form : "{0}")));

    [Fact]
    public void Leading_zeros_on_all_labels_are_part_of_their_names()
    {
        Dataset set = Load(Rows(_ => "0{0}"));
        Assert.Equal(["00", "01", "02"], set.Samples.ClassNames.Take(3));
        Assert.Empty(set.Notes);
    }

    [Theory]
    [InlineData("five", "5")]
    [InlineData("Five", "5")]
    public void Words_beside_their_numbers_are_rejected(string word, string number) =>
        Rejection.Of(
            () => LabelSpelling.Read("train.csv", ["4", number, word], out _),
            "train.csv: expected one spelling of each class",
            $"\"{word}\" and \"{number}\""
        );

    [Theory]
    [InlineData("cat dog")]
    [InlineData("a A b B")]
    [InlineData("'")]
    [InlineData("digit_5 digit5")]
    [InlineData("img(5) copy(2)")]
    [InlineData("1-1 11")]
    [InlineData("one two three")]
    [InlineData("(a) (b)")]
    public void Names_remain_as_they_are(string names)
    {
        string[] labels = names.Split(' ');
        Assert.Equal(labels, LabelSpelling.Read("train.csv", labels, out IReadOnlyList<string> notes));
        Assert.Empty(notes);
    }

    [Fact]
    public void Words_that_differ_only_in_case_are_reported()
    {
        Assert.Equal(["Cat", "cat"], LabelSpelling.Read("train.csv", ["Cat", "cat"], out IReadOnlyList<string> notes));
        Assert.Equal("labels: \"Cat\" and \"cat\" differ only in case, and are classes of their own", Assert.Single(notes));
    }

    [Fact]
    public void Folders_that_name_the_same_class_are_one()
    {
        _folder.WriteImages("'4'/a.png", "5/b.png", "05/c.png", "b'4'/d.png");
        Dataset set = FolderLoader.Load(_folder.Path, null, TestContext.Current.CancellationToken);
        Assert.Equal(["4", "5"], set.Samples.ClassNames);
        Assert.Equal(2, set.Notes.Count);
    }

    [Theory]
    [InlineData("'7'_1 '3'_2 '7'_3 '3'_4")]
    [InlineData("b'7'_1 b'3'_2 b'7'_3 b'3'_4")]
    [InlineData("\"7\"_1 \"3\"_2 \"7\"_3 \"3\"_4")]
    [InlineData("[7]_1 [3]_2 [7]_3 [3]_4")]
    public void Quotes_around_labels_in_file_names_are_no_part_of_them(string names) =>
        Assert.Equal(["7", "3", "7", "3"], FileNameLabels.Find(names.Split(' ')).Labels!);

    private string Rows(Func<int, string> form) =>
        string.Concat(
            _images
                .Index()
                .Select(one =>
                    Tables.Line(
                        [form(one.Index).Replace("{0}", $"{one.Item.Label}", StringComparison.Ordinal)],
                        one.Item.Pixels.Cast<object>()
                    )
                )
        );

    private Dataset Load(string text) => CsvLoader.Load(_folder.Write("table.csv", text), null, TestContext.Current.CancellationToken);
}
