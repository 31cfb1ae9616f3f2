using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data.Tests;

public sealed class NamesTableTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("filename,label\n10.png,b\n2.png,a\n", "Images/train", "filename")]
    [InlineData("10.png,b\n2.png,a\n", "Images/train", "file")]
    [InlineData("label;image\nb;10.png\na;2.png\n", "Images/train", "image")]
    [InlineData("id,breed\n10,b\n2,a\n", "train", "id")]
    [InlineData("Width,Height,ClassId,Path\n8,8,b,Train/10.png\n8,8,a,Train/2.png\n", "Train", "Path")]
    [InlineData("path\tclass\n/home/anna/set/train/10.png\tb\n/home/anna/set/train/2.png\ta\n", "img", "path")]
    [InlineData("file,label\nset\\\\10.PNG,b\nset\\\\2.PNG,a\n", "set", "file")]
    [InlineData("file,label\n./10.png,b\n./2.png,a\n", ".", "file")]
    [InlineData("# names and labels\nfile,label\n10.png,b\n2.png,a\n", "train", "file")]
    [InlineData("file,label\n10.jpg,b\n2.jpg,a\n", "train", "file")]
    [InlineData("{\"file_name\": \"10.png\", \"label\": \"b\"}\n{\"file_name\": \"2.png\", \"label\": \"a\"}\n", "train", "file_name")]
    public void Reads_names_and_labels_in_the_order_of_the_rows(string table, string images, string column)
    {
        string path = _folder.Write("train.csv", table);
        _folder.WriteImage($"{images}/10.png", 110);
        _folder.WriteImage($"{images}/2.png", 102);
        foreach (string source in (string[])[path, _folder.Path])
        {
            Dataset data = Load(source);
            Assert.Equal([110, 102], Enumerable.Range(0, 2).Select(row => (int)data.Samples.Row(row).ToArray().Max()));
            Assert.Equal(["b", "a"], data.Samples.Labels.ToArray().Select(label => data.Samples.ClassNames[label]));
            Assert.Equal(column, data.Ids!.Column);
            Assert.Empty(data.Notes);
        }
    }

    [Theory]
    [InlineData("writer")]
    [InlineData("3")]
    public void The_column_of_labels_can_be_specified(string column)
    {
        string path = _folder.Write("train.csv", "file,breed,writer\n10.png,b,Kim\n2.png,a,Lee\n");
        _folder.WriteImage("10.png", 110);
        _folder.WriteImage("2.png", 102);
        Rejection.Of(() => Load(path), "train.csv", "one column of labels");
        DataSource source = DataSource.Open(path, cancellation: TestContext.Current.CancellationToken);
        Dataset data = source.Load(DataSplit.Train, LoadOptions.Default with { LabelColumn = column }, Cancellation)!;
        Assert.Equal(["Kim", "Lee"], data.Samples.Labels.ToArray().Select(label => data.Samples.ClassNames[label]));
        Rejection.Of(() => source.Load(DataSplit.Train, LoadOptions.Default with { LabelColumn = "age" }, Cancellation), "\"age\"");
    }

    [Theory]
    [InlineData("a.png,5\nb.png,6\na.png,7\n", "train.csv, lines 2 and 4: expected one label for each image", "\"5\" and \"7\" for a.png")]
    [InlineData("a.png,5\nb.png,6\nA.PNG,7\n", "lines 2 and 4", "a.png")]
    [InlineData("a.png,5\nb.png,6\n./a.png,7\n", "lines 2 and 4", "a.png")]
    [InlineData("a.png,5\nb.png,6\na,7\n", "lines 2 and 4", "a.png")]
    public void An_image_with_two_labels_is_rejected(string rows, params string[] words)
    {
        _folder.WriteImages("a.png", "b.png");
        string path = _folder.Write("train.csv", $"file,label\n{rows}");
        Rejection.Of(() => Load(path), words);
    }

    [Fact]
    public void A_row_that_repeats_another_is_left_out_and_reported_once()
    {
        _folder.WriteImages("a.png", "b.png");
        string path = _folder.Write("train.csv", "file,label\na.png,5\nb.png,6\na.png,05\na.png,'5'\n");
        Dataset set = Load(path);
        Assert.Equal(2, set.Count);
        Assert.Equal(["5", "6"], set.Samples.ClassNames);
        Assert.Contains("left out, repeating earlier rows: 2, such as line 4 (a.png)", set.Notes);
    }

    [Fact]
    public void Options_of_tables_that_have_no_effect_on_a_folder_are_noted()
    {
        _folder.WriteImage("a/0.png", 110);
        _folder.WriteImage("b/1.png", 102);
        DataSource source = DataSource.Open(_folder.Path, cancellation: TestContext.Current.CancellationToken);
        Assert.Empty(source.Load(DataSplit.Train, null, Cancellation)!.Notes);
        LoadOptions options = LoadOptions.Default with { LabelColumn = "label", HasHeader = false };
        Assert.Equal(
            ["the label column", "whether there is a header"],
            source.Load(DataSplit.Train, options, Cancellation)!.Notes.Select(note => note.Split(':')[0])
        );
    }

    [Fact]
    public void Prefers_the_folder_named_like_the_table()
    {
        _folder.Write("train.csv", "file,label\n0.png,a\n1.png,b\n");
        _folder.Write("test.csv", "file\n0.png\n1.png\n2.png\n");
        foreach (int i in (int[])[0, 1, 2])
        {
            _folder.WriteImage($"images/test/{i}.png", (byte)(200 + i));
            if (i < 2)
                _folder.WriteImage($"images/train/{i}.png", (byte)(100 + i));
        }

        DataSource source = DataSource.Open(_folder.Path, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(101, source.Load(DataSplit.Train, null, Cancellation)!.Samples.Row(1).ToArray().Max());
        Assert.False(source.Has(DataSplit.Test));
        Dataset test = source.Load(DataSplit.Test, LoadOptions.Default with { LabelsRequired = false }, Cancellation)!;
        Assert.Equal((3, 202), (test.Count, test.Samples.Row(2).ToArray().Max()));
    }

    [Fact]
    public void Rejects_two_folders_that_hold_the_images()
    {
        string table = _folder.Write("labels.csv", "file,label\n0.png,a\n1.png,b\n");
        _folder.WriteImages("one/0.png", "one/1.png", "other/0.png", "other/1.png");
        Rejection.Of(() => Load(table), "expected one folder beside it that contains the images, found one and other");
    }

    [Fact]
    public void Finds_images_spread_over_several_folders_by_their_names()
    {
        string table = _folder.Write("labels.csv", "file,label\n0.png,a\n1.png,b\n2.png,a\n");
        _folder.WriteImages("one/0.png", "two/1.png", "three/2.png");
        Assert.Equal(3, Load(table).Count);
    }

    [Fact]
    public void Names_missing_images_and_counts_those_without_a_row()
    {
        string table = _folder.Write("train.csv", "file,label\n0.png,a\n1.png,b\n2.png,a\n3.png,b\n");
        _folder.WriteImages("img/0.png", "img/1.png", "img/3.png", "img/8.png", "img/9.png", "elsewhere/7.png");
        Rejection.Of(() => Load(table), "found none for 1 of 4 rows: 2.png");
        Dataset data = Load(table, LoadOptions.Default with { SkipDamaged = true });
        Assert.Equal(["0.png", "1.png", "3.png"], data.Ids!.Values);
        Assert.Equal(["skipped: 1 of 4 rows whose image is missing (2.png)", "left out: 2 images without a row in train.csv"], data.Notes);
    }

    [Fact]
    public void Finds_a_table_of_any_name_beside_images_without_other_labels()
    {
        _folder.Write("annotations.csv", "image_name,species\nIMG_1.png,cat\nIMG_2.png,dog\n");
        _folder.Write("sample_submission.csv", "image_name,species\nIMG_1.png,cat\nIMG_2.png,cat\n");
        _folder.WriteImages("images/IMG_1.png", "images/IMG_2.png");
        Assert.Equal(["cat", "dog"], Load(_folder.Path).Samples.ClassNames);
    }

    [Fact]
    public void Rejects_a_table_whose_label_column_is_uncertain()
    {
        string table = _folder.Write("train.csv", "file,age,writer\n0.png,7,anna\n1.png,8,ben\n");
        _folder.WriteImages("0.png", "1.png");
        Rejection.Of(() => Load(table), "expected one column of labels, named label");
    }

    [Fact]
    public void Leaves_tables_of_pixels_alone()
    {
        string table = _folder.Write("train.csv", "id,label,p0,p1,p2,p3\n0,5,0,1,2,0\n1,6,9,9,9,0\n");
        Assert.Equal(Shape.Image(2, 2), Load(table).Samples.Shape);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static Dataset Load(string source, LoadOptions? options = null) =>
        DataSource.Open(source).Load(DataSplit.Train, options, Cancellation)!;

    [Fact]
    public void Labels_that_are_whole_numbers_with_a_point_are_those_numbers()
    {
        string path = _folder.Write("train.csv", "file,label\n0.png,7.0\n1.png,3.0\n");
        _folder.WriteImages("train/0.png", "train/1.png");
        Assert.Equal(["3", "7"], Load(path).Samples.ClassNames);
    }
}
