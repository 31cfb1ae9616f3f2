namespace MnistTrainer.Data.Tests;

public sealed class DataLocationsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Searches_upward_for_the_project_from_each_start_folder()
    {
        _folder.Write("project/MnistTrainer.sln", "");
        Directory.CreateDirectory(_folder["project/a/b"]);
        Directory.CreateDirectory(_folder["elsewhere"]);

        Assert.Equal(_folder["project/datasets"], new DataLocations(null, _folder["project/a/b"], _folder["elsewhere"]).DownloadFolder);
        Assert.Equal(_folder["project/datasets"], new DataLocations(null, _folder["elsewhere"], _folder["project/a"]).DownloadFolder);
        Assert.Equal(_folder["elsewhere/datasets"], new DataLocations(null, _folder.Path, _folder["elsewhere"]).DownloadFolder);
    }

    [Fact]
    public void Recognizes_an_installation_by_the_bundled_set()
    {
        _folder.Write("installed/datasets/digits/readme", "");
        Directory.CreateDirectory(_folder["installed/bin"]);

        Assert.Equal(_folder["installed/datasets"], new DataLocations(null, _folder["installed/bin"]).DownloadFolder);
    }

    [Fact]
    public void Searches_the_folder_of_the_environment_variable_first()
    {
        _folder.Write("project/MnistTrainer.sln", "");
        _folder.Write("project/datasets/mnist/x", "");
        _folder.Write("project/datasets/digits/x", "");
        _folder.Write("mine/mnist/x", "");
        DataLocations locations = new(_folder["mine"], _folder["project"]);

        Assert.Equal(_folder["mine/mnist"], locations.Find("mnist"));
        Assert.Equal(_folder["project/datasets/digits"], locations.Find("digits"));
        Assert.Null(locations.Find("kmnist"));
        Assert.Empty(locations.Names);
        _folder.Write("mine/mnist/train-images-idx3-ubyte", "");
        _folder.Write("project/datasets/digits/train.csv", "");
        _folder.Write("mine/hooks/pre-commit", "#!/bin/sh");
        Assert.Equal(["digits", "mnist"], locations.Names);
    }

    [Fact]
    public void Searches_the_folder_of_more_hands_next()
    {
        _folder.Write("project/MnistTrainer.sln", "");
        _folder.Write("project/datasets/semeion/semeion.data", "");
        _folder.Write("mine/more-hands/semeion/semeion.data", "");
        _folder.Write("mine/more-hands/pendigits/pendigits-orig.tra", "");
        DataLocations locations = new(_folder["mine"], _folder["project"]);

        Assert.Equal(_folder["mine/more-hands/semeion"], locations.Find("semeion"));
        Assert.Equal(["pendigits", "semeion"], locations.Names);
        _folder.Write("mine/semeion/semeion.data", "");
        Assert.Equal(_folder["mine/semeion"], locations.Find("semeion"));
    }

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("../mine")]
    [InlineData("/")]
    [InlineData("empty")]
    [InlineData("unfinished")]
    public void Does_not_find_paths_or_partial_downloads(string name)
    {
        _folder.Write("mine/mnist/x", "");
        Directory.CreateDirectory(_folder["mine/empty"]);
        _folder.Write("mine/unfinished/train-images-idx3-ubyte.gz", "");
        _folder.Write("mine/unfinished/train-labels-idx1-ubyte.gz.part", "");

        Assert.Null(new DataLocations(_folder["mine"], _folder.Path).Find(name));
    }
}
