using System.Text;

namespace MnistTrainer.Data.Tests;

/// <summary>ARFF, LIBSVM and JSON as other programs than the usual ones write them.</summary>
public sealed class TextSpellingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly (int Label, int[] Pixels)[] _images = Tables.Images(40);

    public void Dispose() => _folder.Dispose();

    private Dataset Load(string text, string encoding = "utf-8") =>
        CsvLoader.Load(
            _folder.Write("table.txt", TextEncodings.Find(encoding)!.GetBytes(text)),
            null,
            TestContext.Current.CancellationToken
        );

    private string Arff(string delimiter, string name, Func<int, string> label)
    {
        StringBuilder text = new("@relation digits\n");
        for (int i = 0; i < Tables.Size; i++)
            text.Append($"@attribute pixel{i} numeric\n");
        text.Append($"@attribute {name} {{{string.Join(',', Enumerable.Range(0, 10).Select(label))}}}\n@data\n");
        foreach ((int number, int[] pixels) in _images)
            text.Append($"{string.Join(delimiter, pixels)}{delimiter}{label(number)}\n");
        return text.ToString();
    }

    [Fact]
    public void Reads_ARFF_in_a_Korean_code_page()
    {
        const string Names = "영일이삼사오육칠팔구";
        Dataset set = Load(Arff(",", "숫자", label => $"{Names[label]}"), "cp949");
        Assert.Contains("label column: 65 (숫자)", set.Findings);
        Assert.Equal($"{Names[_images[0].Label]}", set.Samples.ClassNames[set.Samples.Labels[0]]);
    }

    [Fact]
    public void Reads_ARFF_with_tabs() => Tables.AssertEqual(_images, Load(Arff("\t", "class", label => $"{label}")));

    private string Sparse(string delimiter, Func<int, string> label, string end = "", int first = 1) =>
        string.Concat(
            _images.Select(one =>
                label(one.Label)
                + string.Concat(one.Pixels.Select((pixel, i) => pixel == 0 ? "" : $"{delimiter}{i + first}:{pixel}"))
                + $"{delimiter}{Tables.Size - 1 + first}:0{end}\n"
            )
        );

    /// <summary>LIBSVM counts from 1; scikit-learn's <c>dump_svmlight_file</c> counts from 0 by default, with or without a comment.</summary>
    [Theory]
    [InlineData("# Column indices are zero-based\n", 0, "", "indices: from 0, as a comment says")]
    [InlineData("# Column indices are one-based\n", 1, "", "indices: from 1, as a comment says")]
    [InlineData("", 1, "", "indices: from 1, as LIBSVM counts")]
    [InlineData("", 0, "3 0:0 9:255 10:7\n", "indices: from 0, which occurs")]
    public void Counts_the_pixels_of_LIBSVM_from_the_index_that_is_stated_or_occurs(string comment, int first, string last, string finding)
    {
        Dataset set = Load(comment + Sparse(" ", label => $"{label}", first: first) + last);
        int[] added = new int[Tables.Size];
        (added[9], added[10]) = (255, 7);
        Tables.AssertEqual(last.Length == 0 ? _images : [.. _images, (3, added)], set);
        Assert.Contains(finding, set.Findings);
    }

    [Fact]
    public void Reads_LIBSVM_with_comments_tabs_signs_and_queries()
    {
        Tables.AssertEqual(_images, Load("# digits\n" + Sparse(" ", label => $"{label}", " # one")));
        Tables.AssertEqual(_images, Load(Sparse("\t", label => $"{label}")));
        Tables.AssertEqual(_images, Load(Sparse(" ", label => $"+{label}")));
        Tables.AssertEqual(_images, Load(Sparse(" ", label => $"{label} qid:3")));
        Assert.Contains("digit3", Load(Sparse(" ", label => $"digit{label}")).Samples.ClassNames);
    }

    [Fact]
    public void Reads_JSON_in_UTF_16() =>
        Tables.AssertEqual(
            _images,
            Load(
                "\uFEFF" + System.Text.Json.JsonSerializer.Serialize(_images.Select(one => new { label = one.Label, image = one.Pixels })),
                "utf-16"
            )
        );

    [Fact]
    public void Reads_JSON_objects_whose_members_are_in_any_order()
    {
        IEnumerable<Dictionary<string, int>> rows = _images.Select(
            (one, i) =>
            {
                KeyValuePair<string, int>[] members =
                [
                    new("label", one.Label),
                    .. one.Pixels.Select((pixel, at) => new KeyValuePair<string, int>($"pixel{at}", pixel)),
                ];
                new Random(i).Shuffle(members);
                return new Dictionary<string, int>(members);
            }
        );
        Tables.AssertEqual(_images, Load(System.Text.Json.JsonSerializer.Serialize(rows)));
    }

    [Fact]
    public void Rejects_a_single_object_that_maps_names_to_labels() =>
        Rejection.Of(() => Load("""{"0.png": 4, "1.png": 5, "2.png": 3}"""), "JSON that is a single object");

    [Fact]
    public void Calls_Markdown_by_its_name() =>
        Rejection.Of(() => Load("| label | a | b |\n| --- | ---: | :---: |\n| 1 | 2 | 3 |\n"), "a table in Markdown");
}
