namespace MnistTrainer.Data.Tests;

public sealed class IdxFileNamesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("train_images_idx3_ubyte", "train_labels_idx1_ubyte")]
    [InlineData("train-images.idx3", "train-labels.idx1")]
    [InlineData("train-images-idx3-ubyte", "train-labels-idx2-ubyte")]
    [InlineData("train-images-idx3-ubyte.GZ", "train-labels-idx1-ubyte.GZ")]
    public void Finds_labels_under_other_spellings(string images, string labels)
    {
        string path = _folder.Write(images, "");
        _folder.Write("test-labels-idx1-ubyte", "");
        _folder.Write(labels, "");
        Assert.Equal(labels, IdxFileNames.FindLabels(DataFile.OnDisk(path, TestContext.Current.CancellationToken))?.Name);
    }

    public static TheoryData<string> Downloads =>
        [
            .. DatasetCatalog
                .All.Where(dataset => dataset.Files.All(file => file.Name.Contains("ubyte", StringComparison.Ordinal)))
                .Select(dataset => dataset.Name),
        ];

    [Theory]
    [MemberData(nameof(Downloads))]
    public void Finds_the_files_of_every_download(string name)
    {
        DownloadableFile[] files = [.. DatasetCatalog.Find(name).Files];
        foreach (DownloadableFile file in files)
            _folder.Write(file.Name, "");

        Assert.Equal(
            [_folder[files[0].Name]],
            IdxFileNames
                .FindImages(DataFolder.OnDisk(_folder.Path, cancellation: TestContext.Current.CancellationToken), DataSplit.Train)
                .Select(file => file.Path)
        );
        Assert.Equal(
            [_folder[files[2].Name]],
            IdxFileNames
                .FindImages(DataFolder.OnDisk(_folder.Path, cancellation: TestContext.Current.CancellationToken), DataSplit.Test)
                .Select(file => file.Path)
        );
        Assert.Equal(
            _folder[files[1].Name],
            IdxFileNames.FindLabels(DataFile.OnDisk(_folder[files[0].Name], TestContext.Current.CancellationToken))?.Path
        );
        Assert.Equal(
            _folder[files[3].Name],
            IdxFileNames.FindLabels(DataFile.OnDisk(_folder[files[2].Name], TestContext.Current.CancellationToken))?.Path
        );
    }

    [Theory]
    [InlineData(DataSplit.Train)]
    [InlineData(DataSplit.Test)]
    public void A_name_of_both_parts_is_that_of_neither(DataSplit split)
    {
        _folder.Write("train-test-images-idx3-ubyte", "");
        Assert.Empty(IdxFileNames.FindImages(DataFolder.OnDisk(_folder.Path, cancellation: TestContext.Current.CancellationToken), split));
    }

    [Fact]
    public void Ignores_a_partial_download()
    {
        _folder.Write("train-images-idx3-ubyte.gz.part", "");
        Assert.Empty(
            IdxFileNames
                .FindImages(DataFolder.OnDisk(_folder.Path, cancellation: TestContext.Current.CancellationToken), DataSplit.Train)
                .Select(file => file.Path)
        );
    }
}
