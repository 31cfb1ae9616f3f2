using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data.Tests;

public sealed class DataSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private DataLocations Locations => new(_folder["sets"], _folder.Path);

    private Dataset? Load(string source, DataSplit split) =>
        DataSource.Open(source, Locations).Load(split, null, TestContext.Current.CancellationToken);

    private void WriteIdx(string folder, DataSplit split, byte ink) =>
        IdxWriter.Write(_folder[folder], split, new Samples<byte>(Shape.Image(1, 2), [ink, 0, 0, ink], [1, 0], ["0", "1"]));

    [Fact]
    public void Reads_only_the_requested_split_of_a_named_set()
    {
        WriteIdx("sets/mine", DataSplit.Train, 7);
        WriteIdx("sets/mine", DataSplit.Test, 9);
        Assert.Equal([7, 0], Load("mine", DataSplit.Train)!.Samples.Row(0).ToArray());

        _folder.Write("sets/mine/train-images-idx3-ubyte.gz", "damaged");
        Dataset test = Load("mine", DataSplit.Test)!;
        Assert.Equal([9, 0], test.Samples.Row(0).ToArray());
        Assert.Equal("mine", test.Name);
        Assert.Throws<InvalidInputException>(() => Load("mine", DataSplit.Train));
    }

    [Fact]
    public void Accepts_a_folder_path_and_a_missing_split()
    {
        WriteIdx("elsewhere", DataSplit.Test, 9);
        DataSource source = DataSource.Open(_folder["elsewhere/"], Locations, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(("elsewhere", false, true), (source.Name, source.Has(DataSplit.Train), source.Has(DataSplit.Test)));
        Assert.Null(Load(_folder["elsewhere"], DataSplit.Train));
        Assert.Equal(2, Load(_folder["elsewhere"], DataSplit.Test)!.Count);
    }

    [Theory]
    [InlineData("train.csv", "test.csv")]
    [InlineData("mnist_train.csv", "mnist_test.csv")]
    [InlineData("fashion-mnist_train.csv", "fashion-mnist_test.csv")]
    public void Reads_the_two_tables_of_a_folder(string train, string test)
    {
        _folder.Write($"tables/{train}", "label,p0,p1,p2,p3\n5,0,1,2,99\n");
        _folder.Write($"tables/{test}", Bytes.Gzip("label,p0,p1,p2,p3\n6,0,1,2,98\n"u8.ToArray()));
        _folder.Write("tables/sample_submission.csv", "ImageId,Label\n1,0\n");
        Assert.Equal(["5"], Load(_folder["tables"], DataSplit.Train)!.Samples.ClassNames);
        Assert.Equal(["6"], Load(_folder["tables"], DataSplit.Test)!.Samples.ClassNames);
    }

    [Fact]
    public void Uses_an_unlabeled_test_table_only_for_prediction()
    {
        _folder.Write("digits/train.csv", "label,p0,p1,p2,p3\n5,0,1,2,99\n");
        _folder.Write("digits/test.csv", "p0,p1,p2,p3\n0,1,2,98\n");
        DataSource source = DataSource.Open(_folder["digits"], Locations, cancellation: TestContext.Current.CancellationToken);
        LoadOptions predicting = new() { LabelsRequired = false };

        Assert.False(source.Has(DataSplit.Test));
        Assert.Null(source.Load(DataSplit.Test, null, TestContext.Current.CancellationToken));
        Assert.True(source.Has(DataSplit.Test, predicting));
        Assert.Equal(
            [0, 1, 2, 98],
            source.Load(DataSplit.Test, predicting, TestContext.Current.CancellationToken)!.Samples.Row(0).ToArray()
        );
    }

    [Theory]
    [InlineData("table.csv", false)]
    [InlineData("table.csv.gz", true)]
    [InlineData("table", false)]
    [InlineData("table.txt", true)]
    public void Treats_a_table_as_training_data_whatever_its_name(string name, bool gzip)
    {
        byte[] text = "5,0,1,2,0\n6,9,9,9,0\n"u8.ToArray();
        DataSource source = DataSource.Open(
            _folder.Write(name, gzip ? Bytes.Gzip(text) : text),
            Locations,
            cancellation: TestContext.Current.CancellationToken
        );
        Assert.Equal((name, true, false), (source.Name, source.Has(DataSplit.Train), source.Has(DataSplit.Test)));
        Assert.Equal(2, source.Load(DataSplit.Train, null, TestContext.Current.CancellationToken)!.Count);
        Assert.Null(source.Load(DataSplit.Test, null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Recognizes_an_IDX_file_by_its_content()
    {
        _folder.Write("my-images", Bytes.Idx([1, 2, 3, 4], 1, 2, 2));
        _folder.Write("my-labels", Bytes.Idx([3], 1));
        Assert.Equal(Shape.Image(2, 2), Load(_folder["my-images"], DataSplit.Train)!.Samples.Shape);
        Rejection.Of(() => Load(_folder["my-labels"], DataSplit.Train), "my-labels");
    }

    [Fact]
    public void Prefers_a_path_to_a_named_set_and_a_named_set_to_a_folder()
    {
        WriteIdx("sets/mine", DataSplit.Train, 7);
        Assert.Equal([7, 0], Load("mine", DataSplit.Train)!.Samples.Row(0).ToArray());
        Rejection.Of(() => Load("./mine", DataSplit.Train), "./mine: expected a file or a folder, found no such file or folder");
    }

    [Fact]
    public void Prefers_a_named_set_to_a_program_in_the_current_folder()
    {
        string name = $"set-{Guid.NewGuid():N}";
        WriteIdx($"sets/{name}", DataSplit.Train, 7);
        File.WriteAllText(name, "#!/bin/sh");
        try
        {
            Assert.Equal([7, 0], Load(name, DataSplit.Train)!.Samples.Row(0).ToArray());
            Assert.Throws<InvalidInputException>(() => Load("./" + name, DataSplit.Train));
        }
        finally
        {
            File.Delete(name);
        }
    }

    [Fact]
    public void Prefers_a_folder_in_the_current_folder_to_a_named_set_and_says_so()
    {
        string name = $"set-{Guid.NewGuid():N}";
        WriteIdx($"sets/{name}", DataSplit.Train, 7);
        WriteIdx(Path.GetFullPath(name), DataSplit.Train, 9);
        try
        {
            DataLocations locations = new(_folder["sets"], _folder.Path);
            DataSource source = DataSource.Open(name, locations, cancellation: TestContext.Current.CancellationToken);
            Assert.Equal((name, _folder[$"sets/{name}"]), (source.Name, source.ShadowedSet));
            Assert.Equal(
                [9, 0],
                source.Load(DataSplit.Train, cancellation: TestContext.Current.CancellationToken)!.Samples.Row(0).ToArray()
            );
            Assert.Null(DataSource.Open($"./{name}", locations, cancellation: TestContext.Current.CancellationToken).ShadowedSet);

            Directory.Delete(name, recursive: true);
            Directory.CreateDirectory(name);
            Rejection.Of(() => DataSource.Open(name, locations), $"The data set {name} is another: {_folder[$"sets/{name}"]}");
        }
        finally
        {
            Directory.Delete(name, recursive: true);
        }
    }

    [Fact]
    public void Listing_a_folder_can_be_canceled()
    {
        _folder.Write("images/a/1.png", "x");
        Assert.ThrowsAny<OperationCanceledException>(() => DataSource.Open(_folder["images"], cancellation: new CancellationToken(true)));
    }

    [Fact]
    public void Lists_available_and_downloadable_sets_for_an_unknown_name()
    {
        WriteIdx("sets/mine", DataSplit.Train, 7);
        Rejection.Of(
            () => Load("mnits", DataSplit.Train),
            "mnits: expected a file, a folder or the name of a data set (available: mine), found none of these",
            "mnist download NAME",
            "fashion-mnist"
        );
        Rejection.Of(
            () => Load("kmnist", DataSplit.Train),
            "kmnist: expected a downloaded data set (available: mine)",
            "mnist download kmnist"
        );
    }

    [Fact]
    public void Rejects_a_folder_without_data_and_a_folder_of_several_sets()
    {
        _folder.Write("other/readme.txt", "x");
        Rejection.Of(() => Load(_folder["other"], DataSplit.Train), "other: expected", "Specify the folder that contains them");
        _folder.Write("several/a-train-images-idx3-ubyte", []);
        _folder.Write("several/b-train-images-idx3-ubyte", []);
        Rejection.Of(
            () => Load(_folder["several"], DataSplit.Train),
            "several: expected one data set, found a-train-images-idx3-ubyte and b-train-images-idx3-ubyte",
            "one of these files"
        );
    }

    [Fact]
    public void Rejects_a_single_image() =>
        Rejection.Of(
            () => Load(_folder.Write("five.png", "x"), DataSplit.Train),
            "five.png: expected a set of images, found a single image",
            "mnist predict"
        );
}
