namespace MnistTrainer.Data.Tests;

public sealed class FolderLayoutTests : IDisposable
{
    private static readonly LoadOptions Unlabeled = LoadOptions.Default with { LabelsRequired = false };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    // Kaggle's MNIST as JPG, myleott/mnist_png, Chars74K, and what unzipping adds around them.
    [InlineData("trainingSet/trainingSet/{0}/a.png")]
    [InlineData("mnist_png/training/{0}/a.png")]
    [InlineData("Img/{0}/a.png")]
    [InlineData("archive/data/images/{0}/a.png")]
    [InlineData("{0}/a.png")]
    public void Finds_the_classes_in_folders_that_only_wrap_others(string path)
    {
        _folder.WriteImages([.. Enumerable.Range(0, 3).Select(digit => path.Replace("{0}", $"{digit}", StringComparison.Ordinal))]);
        _folder.Write("archive.txt", "x");
        Assert.Equal(["0", "1", "2"], Load(DataSplit.Train)!.Samples.ClassNames);
        Assert.Null(Load(DataSplit.Test));
    }

    [Fact]
    public void Labels_in_the_names_of_images_count_inside_a_folder_of_any_name()
    {
        _folder.WriteImages("set/holiday photos/7_0001.png", "set/holiday photos/3_0002.png", "set/holiday photos/7_0003.png");
        Assert.Equal(["3", "7"], Load(DataSplit.Train)!.Samples.ClassNames);
    }

    [Theory]
    [InlineData("학습", "테스트")]
    [InlineData("tr", "te")]
    [InlineData("train", "holdout")]
    [InlineData("train", "evaluation")]
    public void Finds_parts_under_rarer_names(string train, string test)
    {
        _folder.WriteImages($"{train}/0/a.png", $"{train}/1/b.png", $"{test}/0/c.png");
        Assert.Equal(2, Load(DataSplit.Train)!.Count);
        Assert.Equal(1, Load(DataSplit.Test)!.Count);
    }

    [Theory]
    [InlineData("writer{0}/{1}/a.png")]
    [InlineData("{1}/writer{0}/a.png")]
    [InlineData("people/writer{0}/{1}/a.png")]
    [InlineData("writer{0}/img/{1}/a.png")]
    public void Finds_the_digits_among_folders_inside_each_other(string path)
    {
        foreach (int writer in (int[])[1, 2, 3])
        {
            foreach (string digit in (string[])["0", "1", "7", "9"])
                _folder.WriteImage(
                    path.Replace("{0}", $"{writer}", StringComparison.Ordinal).Replace("{1}", digit, StringComparison.Ordinal)
                );
        }

        Dataset data = Load(DataSplit.Train)!;
        Assert.Equal(["0", "1", "7", "9"], data.Samples.ClassNames);
        Assert.Equal(12, data.Count);
        Assert.Contains(data.Findings, finding => finding.StartsWith("labels: subfolder, level ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("GoodImg/Bmp/Sample001/a BadImag/Bmp/Sample001/b GoodImg/Bmp/Sample002/c", "Sample001 Sample002")]
    [InlineData("anna/zero/a anna/Nine/b ben/zero/c", "Nine zero")]
    [InlineData("scans/cat/a scans2/cat/b scans2/dog/c", "cat dog")]
    [InlineData("cat/siamese/a cat/persian/b dog/poodle/c", "cat dog")]
    [InlineData("cat/a cat/more/b dog/c", "cat dog")]
    [InlineData("a/x_1 a/x_2 b/x_1", "a b")]
    public void Finds_other_classes_where_their_names_leave_no_doubt(string images, string classes)
    {
        _folder.WriteImages([.. images.Split(' ').Select(name => $"{name}.png")]);
        Assert.Equal(classes.Split(' '), Load(DataSplit.Train)!.Samples.ClassNames);
    }

    [Theory]
    // Either may be the classes; the second has digits inside folders that look like anything.
    [InlineData("anna/cat/a anna/dog/b ben/cat/c ben/dog/d")]
    [InlineData("1/7/a 1/8/b 2/7/c 2/8/d")]
    [InlineData("writer1/scan writer1/7/a writer2/scan writer2/8/b")]
    public void Rejects_folders_inside_folders_that_may_both_be_classes(string images)
    {
        _folder.WriteImages([.. images.Split(' ').Select(name => $"{name}.png")]);
        Rejection.Of(() => Load(DataSplit.Train), "expected one subfolder of images per class, found folders inside folders");
    }

    [Theory]
    [InlineData("train", "test")]
    [InlineData("Train", "Test")]
    [InlineData("TRAINING", "TESTING")]
    [InlineData("trainingSet", "testSet")]
    [InlineData("train_images", "t10k-images")]
    [InlineData("mnist/train", "mnist/val")]
    [InlineData("MNIST/trainset", "MNIST/validation_data")]
    public void Reads_training_and_test_images_under_their_usual_names(string train, string test)
    {
        _folder.WriteImages($"{train}/0/a.png", $"{train}/1/b.png", $"{train}/1/c.png", $"{test}/0/d.png", $"{test}/1/e.png");
        Assert.Equal((3, 2), (Load(DataSplit.Train)!.Count, Load(DataSplit.Test)!.Count));
    }

    [Fact]
    public void Reads_parts_inside_the_folder_of_each_class()
    {
        _folder.WriteImages("0/train/a.png", "0/test/b.png", "1/train/c.png", "1/train/d.png", "1/test/e.png");
        Assert.Equal([0, 1, 1], Load(DataSplit.Train)!.Samples.Labels.ToArray());
        Assert.Equal([0, 1], Load(DataSplit.Test)!.Samples.Labels.ToArray());
    }

    [Fact]
    public void Says_that_validation_images_beside_a_test_part_are_not_used()
    {
        _folder.WriteImages("train/0/a.png", "train/1/b.png", "val/0/c.png", "test/1/d.png", "extra/1/e.png");
        Dataset train = Load(DataSplit.Train)!;
        Assert.Equal((2, 1), (train.Count, Load(DataSplit.Test)!.Count));
        Assert.Contains(train.Notes, note => note.StartsWith("left out: val (1 images), for validation", StringComparison.Ordinal));
        Assert.Contains("left out: extra, 1 images, beside the parts", train.Notes);
        Assert.Equal(
            1,
            DataSource
                .Open(_folder["val"], cancellation: TestContext.Current.CancellationToken)
                .Load(DataSplit.Train, Unlabeled, Cancellation)!
                .Count
        );
    }

    [Fact]
    public void Treats_train_and_test_as_classes_among_others()
    {
        _folder.WriteImages("car/a.png", "train/b.png", "bus/c.png");
        Assert.Equal(["bus", "car", "train"], Load(DataSplit.Train)!.Samples.ClassNames);
    }

    [Fact]
    public void Rejects_two_folders_for_one_part()
    {
        _folder.WriteImages("train/0/a.png", "training/0/b.png", "test/0/c.png");
        Rejection.Of(() => Load(DataSplit.Train), "expected one folder of images for each part, found train and training");
    }

    [Fact]
    public void Uses_an_unlabeled_test_folder_only_for_prediction()
    {
        _folder.WriteImages("trainingSet/trainingSet/0/img_0.png", "trainingSet/trainingSet/1/img_1.png");
        _folder.WriteImages([.. Enumerable.Range(0, 12).Select(i => $"testSet/testSet/img_{i}.png")]);
        DataSource source = DataSource.Open(_folder.Path, cancellation: TestContext.Current.CancellationToken);
        Assert.False(source.Has(DataSplit.Test));
        Dataset test = source.Load(DataSplit.Test, Unlabeled, Cancellation)!;
        Assert.False(test.Samples.HasLabels);
        Assert.Equal(Enumerable.Range(0, 12).Select(i => $"img_{i}.png"), test.Ids!.Values);
    }

    [Fact]
    public void Does_not_take_words_in_the_names_of_test_images_for_other_classes_than_those_trained_on()
    {
        _folder.WriteImages("train/0/a.png", "train/1/b.png", "test/x_1.png", "test/x_2.png", "test/y_1.png", "test/y_2.png");
        Assert.False(DataSource.Open(_folder.Path, cancellation: TestContext.Current.CancellationToken).Has(DataSplit.Test));
        _folder.WriteImages("others/train/0/a.png", "others/train/1/b.png", "others/test/0_x.png", "others/test/1_x.png");
        Assert.Equal([0, 1], Load("others", DataSplit.Test)!.Samples.Labels.ToArray());
    }

    [Fact]
    public void Keeps_a_single_class_but_not_a_container_as_the_label()
    {
        _folder.WriteImages(
            "corrections/7/a.png",
            "corrections/7/b.png",
            "test/images/IMG_1.png",
            "test/images/IMG_2.png",
            "test/images/IMG_3.png"
        );
        Dataset corrections = DataSource
            .Open(_folder["corrections"], cancellation: TestContext.Current.CancellationToken)
            .Load(DataSplit.Train, LoadOptions.Default with { OneClassAllowed = true }, Cancellation)!;
        Assert.Equal(["7"], corrections.Samples.ClassNames);
        Assert.False(
            DataSource
                .Open(_folder["test"], cancellation: TestContext.Current.CancellationToken)
                .Load(DataSplit.Train, Unlabeled, Cancellation)!
                .Samples.HasLabels
        );
    }

    [Fact]
    public void Ignores_what_systems_add_to_folders()
    {
        _folder.WriteImages(
            "digits/0/a.png",
            "digits/1/b.png",
            "__MACOSX/digits/0/._a.png",
            ".ipynb_checkpoints/2/c.png",
            "digits/0/.c.png"
        );
        foreach (string name in (string[])["README.txt", "digits/.DS_Store", "digits/0/Thumbs.db", "digits/0/desktop.ini"])
            _folder.Write(name, "x");
        Dataset data = Load(DataSplit.Train)!;
        Assert.Equal((2, 2), (data.Count, data.Samples.ClassNames.Count));
        Assert.Empty(data.Notes);
        Assert.Contains("skipped: 3 other files (.db, .ini, .txt)", data.Findings);
    }

    [Fact]
    public void Rejects_more_images_beside_subfolders_than_in_them()
    {
        _folder.WriteImages("0_a.png", "1_b.png", "1_c.png", "more/0_d.png", "more/1_e.png");
        Rejection.Of(() => Load(DataSplit.Train), "found 3 directly in it and 2 in subfolders");
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Dataset? Load(DataSplit split) => Load("", split);

    private Dataset? Load(string folder, DataSplit split) => DataSource.Open(_folder[folder]).Load(split, null, Cancellation);
}
